package io.trivet.cli;

import io.trivet.operate.Clock;
import io.trivet.operate.Waiting;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.problem.Words;
import java.time.Duration;
import java.util.List;

/**
 * Waits for moves that a person watches.
 *
 * @param place of the description that is to blame when they stand still
 */
record WatchedMoves(Place place, ProgressLine progress) implements Waiting.Waiter {
    /** After which moves are given up; agents wait as long. */
    static final Duration STANDSTILL = Duration.ofMinutes(10);

    /** What answers at all does so within this time. */
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int SHOWN = 3;

    /** Patient enough for answers. */
    static Waiting waiting(Place place, ProgressLine progress) {
        return new Waiting(ANSWER, PAUSE, Clock.SYSTEM, new WatchedMoves(place, progress));
    }

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
                        "moves-stuck",
                        place,
                        "still without " + Words.first(missing, SHOWN) + " after " + standstill.toSeconds()
                                + " s in which nothing changed")
                .must("answer, and bring copies in sync")
                .mend("look at the brokers, then run the same command again: it goes on where it stopped");
    }
}
