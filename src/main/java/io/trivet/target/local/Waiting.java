package io.trivet.target.local;

import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.time.Duration;
import java.util.List;

/**
 * Waits for conditions, as long as something moves. There is no number of tries: a wait ends when the condition holds,
 * when a process that it needs dies, when the thread is interrupted, or when nothing has changed for a long time.
 */
final class Waiting {
    /** Between two looks: short against a start of seconds, and long against what a look costs a server that starts. */
    static final long PAUSE_MILLIS = 100;

    private final NodeWatch watch;
    private final Progress progress;
    private final Duration patience;

    /** Waits that give up when nothing has changed for the given time. */
    Waiting(NodeWatch watch, Progress progress, Duration patience) {
        this.watch = watch;
        this.progress = progress;
        this.patience = patience;
    }

    /** Something to wait for. */
    interface Condition {
        /** What is missing still, in words; nothing when the condition holds. */
        List<String> missing() throws LocalFailure, InterruptedException;
    }

    /** Returns when nothing is missing. */
    void until(String what, Condition condition) throws LocalFailure, InterruptedException {
        List<String> before = List.of();
        long changed = System.nanoTime();
        while (true) {
            List<String> missing = condition.missing();
            if (missing.isEmpty()) {
                return;
            }
            watch.check();
            if (!missing.equals(before)) {
                before = missing;
                changed = System.nanoTime();
                progress.step("waiting for " + what + ": " + String.join(", ", missing));
            } else if (System.nanoTime() - changed > patience.toNanos()) {
                throw stuck(what, missing);
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private LocalFailure stuck(String what, List<String> missing) {
        return new LocalFailure(Problem.error(
                "local-stuck",
                Place.ofPath(what),
                "still without " + String.join(", ", missing) + " after " + patience.toSeconds()
                        + " s in which nothing changed",
                "come up by itself",
                "read the logs of these nodes, .trivet/<stack>/nodes/<node>/log"));
    }
}
