package io.trivet.cli;

import io.trivet.operate.Waiting;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.problem.Words;
import java.time.Duration;
import java.util.List;

/**
 * Waits for copies of mirrors that a person watches.
 *
 * @param place of the description that is to blame when they stand still
 */
record WatchedCopies(Place place, ProgressLine progress) implements Waiting.Waiter {
    private static final int SHOWN = 3;

    @Override
    public void check() {
        // What is waited for is a cluster elsewhere, of which no process can be watched.
    }

    @Override
    public void moved(String where, String what, List<String> missing) {
        progress.step("waiting for " + what + ": " + Words.first(missing, SHOWN));
    }

    @Override
    public Problem stuck(String where, String what, List<String> missing, Duration standstill) {
        return Problem.error(
                        "failover-stuck",
                        place,
                        "still without copies of " + Words.first(missing, SHOWN) + " after " + standstill.toSeconds()
                                + " s in which nothing changed")
                .must("be copied to the end before groups move")
                .mend("look at the mirrors and their log, then run the same command again: nothing was written");
    }
}
