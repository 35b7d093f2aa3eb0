package io.trivet.node;

import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.time.Duration;
import java.util.List;

/** Waits as long as something moves: there is no number of tries, only a time in which nothing at all has changed. */
final class Waiting {
    private static final long PAUSE_MILLIS = 200;
    private static final int SHOWN = 3;

    private final Alive alive;
    private final Steps steps;
    private final Duration patience;

    Waiting(Alive alive, Steps steps, Duration patience) {
        this.alive = alive;
        this.steps = steps;
        this.patience = patience;
    }

    /** What is missing still, in words; nothing when the condition holds. */
    interface Condition {
        List<String> missing() throws AgentFailure, InterruptedException;
    }

    void until(String node, String what, Condition condition) throws AgentFailure, InterruptedException {
        List<String> before = List.of();
        long changed = System.nanoTime();
        while (true) {
            List<String> missing = condition.missing();
            if (missing.isEmpty()) {
                return;
            }
            alive.check();
            if (!missing.equals(before)) {
                before = missing;
                changed = System.nanoTime();
                steps.step(node, "waiting", what + ": " + shown(missing));
            } else if (System.nanoTime() - changed > patience.toNanos()) {
                throw new AgentFailure(Problem.error(
                        "roll-stuck",
                        Place.ofPath(node),
                        "still waiting for " + what + " after " + patience.toSeconds() + " s in which nothing changed: "
                                + shown(missing),
                        "get there by itself",
                        "see what ails these, then run the same command again: it goes on where it stopped"));
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    static String shown(List<String> all) {
        String first = String.join(", ", all.subList(0, Math.min(SHOWN, all.size())));
        return all.size() > SHOWN ? first + " and " + (all.size() - SHOWN) + " more" : first;
    }
}
