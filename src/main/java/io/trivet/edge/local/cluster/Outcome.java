package io.trivet.edge.local.cluster;

import io.trivet.problem.Problem;
import java.util.List;

/** How a command on this machine ended. */
public sealed interface Outcome {
    /**
     * It did what it is for.
     *
     * @param changes what was changed on nodes that ran, a sentence each, in that order; may be empty
     */
    record Success(List<NodeSeen> nodes, List<String> changes) implements Outcome {
        public Success {
            nodes = List.copyOf(nodes);
            changes = List.copyOf(changes);
        }
    }

    /**
     * The machine stood in the way. Whatever this run had started is stopped again; data is kept.
     *
     * @param problems at least one
     * @param evidence lines of a log that say more, oldest first; may be empty
     */
    record Failure(List<Problem> problems, List<String> evidence) implements Outcome {
        public Failure {
            problems = List.copyOf(problems);
            evidence = List.copyOf(evidence);
        }
    }
}
