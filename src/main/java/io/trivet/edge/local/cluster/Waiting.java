package io.trivet.edge.local.cluster;

import io.trivet.edge.local.process.LocalFailure;
import io.trivet.edge.local.process.NodeWatch;
import io.trivet.node.Patience;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.time.Duration;
import java.util.List;

/** The waits of a command: each is told, and ends when a process that it needs dies or nothing has changed for long. */
final class Waiting {
    /** Between two looks: short against a start of seconds, and long against what a look costs a server that starts. */
    static final long PAUSE_MILLIS = 100;

    private final NodeWatch watch;
    private final Progress progress;
    private final Patience patience;

    /** Waits that give up when nothing has changed for the given time. */
    Waiting(NodeWatch watch, Progress progress, Duration standstill) {
        this.watch = watch;
        this.progress = progress;
        this.patience = new Patience(standstill, Duration.ofMillis(PAUSE_MILLIS));
    }

    /** Returns when nothing is missing. */
    void until(String what, Patience.Condition<LocalFailure> condition) throws LocalFailure, InterruptedException {
        patience.await(condition, new Patience.Waiter<>() {
            @Override
            public void check() throws LocalFailure {
                watch.check();
            }

            @Override
            public void moved(List<String> missing) {
                progress.step("waiting for " + what + ": " + String.join(", ", missing));
            }

            @Override
            public LocalFailure stuck(List<String> missing) {
                return new LocalFailure(Problem.error(
                        "local-stuck",
                        Place.ofPath(what),
                        "still without " + String.join(", ", missing) + " after "
                                + patience.standstill().toSeconds() + " s in which nothing changed",
                        "come up by itself",
                        "read the logs of these nodes, .trivet/<stack>/nodes/<node>/log"));
            }
        });
    }
}
