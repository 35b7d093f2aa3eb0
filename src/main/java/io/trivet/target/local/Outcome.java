package io.trivet.target.local;

import io.trivet.problem.Problem;
import java.util.List;

/** How a command on this machine ended. */
public sealed interface Outcome {
    /**
     * It did what it is for.
     *
     * @param nodes the nodes as they are now
     */
    record Done(List<NodeSeen> nodes) implements Outcome {
        public Done {
            nodes = List.copyOf(nodes);
        }
    }

    /**
     * The machine stood in the way. Whatever this run had started is stopped again; data is kept.
     *
     * @param problems at least one
     * @param evidence lines of a log that say more, oldest first; may be empty
     */
    record Failed(List<Problem> problems, List<String> evidence) implements Outcome {
        public Failed {
            problems = List.copyOf(problems);
            evidence = List.copyOf(evidence);
        }
    }
}
