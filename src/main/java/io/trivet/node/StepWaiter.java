package io.trivet.node;

import io.trivet.operate.Clock;
import io.trivet.operate.Failure;
import io.trivet.operate.Waiting;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.problem.Words;
import java.time.Duration;
import java.util.List;

/** Waits for an agent: each wait is a step, and what does not come is named. */
public record StepWaiter(Alive alive, Steps steps) implements Waiting.Waiter {
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int SHOWN = 3;

    /** Whether it is worth waiting on. */
    public interface Alive {
        /** Fails when a process that must run has died. */
        void check() throws Failure, InterruptedException;
    }

    /** Waits that are given up after a time in which nothing has changed. */
    public static Waiting waiting(Alive alive, Steps steps, Duration standstill, Clock clock) {
        return new Waiting(standstill, PAUSE, clock, new StepWaiter(alive, steps));
    }

    @Override
    public void check() throws Failure, InterruptedException {
        alive.check();
    }

    @Override
    public void moved(String where, String what, List<String> missing) {
        steps.step(where, "waiting", what + ": " + shown(missing));
    }

    @Override
    public Problem stuck(String where, String what, List<String> missing, Duration standstill) {
        return Problem.error(
                        "roll-stuck",
                        Place.ofPath(where),
                        "still waiting for " + what + " after " + standstill.toSeconds()
                                + " s in which nothing changed: " + shown(missing))
                .must("get there by itself")
                .mend("see what ails these, then run the same command again: it goes on where it stopped");
    }

    static String shown(List<String> all) {
        return Words.first(all, SHOWN);
    }
}
