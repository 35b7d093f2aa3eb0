package io.trivet.edge.local.cluster;

import io.trivet.operate.Clock;
import io.trivet.operate.Failure;
import io.trivet.operate.Waiting;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.time.Duration;
import java.util.List;

/** Waits for nodes on this machine: each wait is told, and ends when a process that it needs dies. */
record NodeWaiter(NodeWatch watch, Progress progress) implements Waiting.Waiter {
    /** Between two looks: short against a start of seconds, and long against what a look costs a server that starts. */
    static final Duration PAUSE = Duration.ofMillis(100);

    /** Waits that give up when nothing has changed for the given time. */
    static Waiting waiting(NodeWatch watch, Progress progress, Duration standstill) {
        return new Waiting(standstill, PAUSE, Clock.SYSTEM, new NodeWaiter(watch, progress));
    }

    @Override
    public void check() throws Failure {
        watch.check();
    }

    @Override
    public void moved(String where, String what, List<String> missing) {
        progress.step("waiting for " + what + ": " + String.join(", ", missing));
    }

    @Override
    public Problem stuck(String where, String what, List<String> missing, Duration standstill) {
        return Problem.error(
                        "local-stuck",
                        Place.ofPath(what),
                        "still without " + String.join(", ", missing) + " after " + standstill.toSeconds()
                                + " s in which nothing changed")
                .must("come up by itself")
                .mend("read the logs of these nodes, .trivet/<stack>/nodes/<node>/log");
    }
}
