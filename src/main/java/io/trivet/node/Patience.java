package io.trivet.node;

import java.time.Duration;
import java.util.List;

/**
 * Waits as long as something moves: there is no number of tries, only a time in which nothing at all has changed.
 *
 * @param standstill after which a wait is given up
 * @param pause between two looks
 */
public record Patience(Duration standstill, Duration pause) {
    /** Something to wait for. */
    public interface Condition<F extends Exception> {
        /** What is missing still, in words; nothing when the condition holds. */
        List<String> missing() throws F, InterruptedException;
    }

    /** Whoever waits. */
    public interface Waiter<F extends Exception> {
        /** Fails when it is no use to wait any longer. */
        void check() throws F, InterruptedException;

        /** Hears what is missing, each time that it changes. */
        void moved(List<String> missing);

        /** Why it gives up, with what is missing still. */
        F stuck(List<String> missing);
    }

    /** Returns when nothing is missing. */
    public <F extends Exception> void await(Condition<F> condition, Waiter<F> waiter) throws F, InterruptedException {
        List<String> before = List.of();
        long changed = System.nanoTime();
        while (true) {
            List<String> missing = condition.missing();
            if (missing.isEmpty()) {
                return;
            }
            waiter.check();
            if (!missing.equals(before)) {
                before = missing;
                changed = System.nanoTime();
                waiter.moved(missing);
            } else if (System.nanoTime() - changed > standstill.toNanos()) {
                throw waiter.stuck(missing);
            }
            Thread.sleep(pause.toMillis());
        }
    }
}
