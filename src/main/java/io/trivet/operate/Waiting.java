package io.trivet.operate;

import io.trivet.problem.Problem;
import java.time.Duration;
import java.util.List;

/**
 * Waits as long as something moves: there is no number of tries, only a time in which nothing at all has changed.
 *
 * @param standstill after which a wait is given up
 * @param pause between two looks
 */
public record Waiting(Duration standstill, Duration pause, Clock clock, Waiter waiter) {
    /** Something to wait for. */
    public interface Condition {
        /** What is missing still, in words; nothing when the condition holds. */
        List<String> missing() throws Failure, InterruptedException;
    }

    /** What hears of waits, and ends those that are of no use. */
    public interface Waiter {
        /** Fails when it is no use to wait any longer. */
        void check() throws Failure, InterruptedException;

        /** Hears what is missing, each time that it changes. */
        void moved(String where, String what, List<String> missing);

        /** Why a wait is given up, with what is missing still after a time in which nothing changed. */
        Problem stuck(String where, String what, List<String> missing, Duration standstill);
    }

    /** The same, with less or more patience. */
    public Waiting giveUpAfter(Duration time) {
        return new Waiting(time, pause, clock, waiter);
    }

    /** Returns when nothing is missing. */
    public void until(String what, Condition condition) throws Failure, InterruptedException {
        until("", what, condition);
    }

    /**
     * Returns when nothing is missing.
     *
     * @param where the nodes that wait
     */
    public void until(String where, String what, Condition condition) throws Failure, InterruptedException {
        List<String> before = List.of();
        long changed = clock.nanos();
        while (true) {
            List<String> missing = condition.missing();
            if (missing.isEmpty()) {
                return;
            }
            waiter.check();
            if (!missing.equals(before)) {
                before = missing;
                changed = clock.nanos();
                waiter.moved(where, what, missing);
            } else if (clock.nanos() - changed > standstill.toNanos()) {
                throw new Failure(waiter.stuck(where, what, missing, standstill));
            }
            clock.pause(pause);
        }
    }
}
