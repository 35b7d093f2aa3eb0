package io.trivet.node;

import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.time.Duration;
import java.util.List;

/** The waits of an agent: each is a step, and what does not come is named. */
final class Waiting {
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int SHOWN = 3;

    private final Alive alive;
    private final Steps steps;
    private final Patience patience;

    Waiting(Alive alive, Steps steps, Duration standstill) {
        this.alive = alive;
        this.steps = steps;
        this.patience = new Patience(standstill, PAUSE);
    }

    void until(String node, String what, Patience.Condition<AgentFailure> condition)
            throws AgentFailure, InterruptedException {
        patience.await(condition, new Patience.Waiter<>() {
            @Override
            public void check() throws AgentFailure, InterruptedException {
                alive.check();
            }

            @Override
            public void moved(List<String> missing) {
                steps.step(node, "waiting", what + ": " + shown(missing));
            }

            @Override
            public AgentFailure stuck(List<String> missing) {
                return new AgentFailure(Problem.error(
                        "roll-stuck",
                        Place.ofPath(node),
                        "still waiting for " + what + " after "
                                + patience.standstill().toSeconds() + " s in which nothing changed: " + shown(missing),
                        "get there by itself",
                        "see what ails these, then run the same command again: it goes on where it stopped"));
            }
        });
    }

    static String shown(List<String> all) {
        String first = String.join(", ", all.subList(0, Math.min(SHOWN, all.size())));
        return all.size() > SHOWN ? first + " and " + (all.size() - SHOWN) + " more" : first;
    }
}
