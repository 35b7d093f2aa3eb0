package io.trivet.cli;

import io.trivet.operate.Clock;
import io.trivet.operate.Waiting;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.problem.Words;
import java.time.Duration;
import java.util.List;

/**
 * Waits for copies that a person watches.
 *
 * @param place of the description that is to blame when they stand still
 * @param told what is said then
 */
record WatchedCopies(Place place, ProgressLine progress, Standstill told) implements Waiting.Waiter {
    /** After which moves between brokers are given up; agents wait as long. */
    static final Duration STANDSTILL = Duration.ofMinutes(10);

    /** What answers at all does so within this time. */
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private static final Duration PAUSE = Duration.ofMillis(500);

    /** Many times that after which workers note how far copies are, 10 s unless they were told otherwise. */
    private static final Duration NOTED = Duration.ofMinutes(3);

    private static final Duration NOTED_PAUSE = Duration.ofSeconds(1);
    private static final int SHOWN = 3;

    /**
     * What is said of copies that stand still.
     *
     * @param without stands before what is missing
     */
    private record Standstill(String id, String without, String must, String mend) {}

    /** Waits for copies that brokers take from each other, patient enough for answers. */
    static Waiting ofBrokers(Place place, ProgressLine progress) {
        Standstill told = new Standstill(
                "moves-stuck",
                "",
                "answer, and bring copies in sync",
                "look at the brokers, then run the same command again: it goes on where it stopped");
        return new Waiting(ANSWER, PAUSE, Clock.SYSTEM, new WatchedCopies(place, progress, told));
    }

    /** Waits for those that mirrors make. */
    static Waiting ofMirrors(Place place, ProgressLine progress) {
        Standstill told = new Standstill(
                "failover-stuck",
                "copies of ",
                "be copied to the end before groups move",
                "look at the mirrors and their log, then run the same command again: nothing was written");
        return new Waiting(NOTED, NOTED_PAUSE, Clock.SYSTEM, new WatchedCopies(place, progress, told));
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
                        told.id(),
                        place,
                        "still without " + told.without() + Words.first(missing, SHOWN) + " after "
                                + standstill.toSeconds() + " s in which nothing changed")
                .must(told.must())
                .mend(told.mend());
    }
}
