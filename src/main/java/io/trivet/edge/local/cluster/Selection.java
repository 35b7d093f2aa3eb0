package io.trivet.edge.local.cluster;

import io.trivet.operate.Failure;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import io.trivet.platform.Ec2Platform;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.problem.Words;
import java.util.List;

/** Which nodes a command is about. */
public sealed interface Selection {
    /** Whether it names this node. */
    boolean has(PlannedNode node);

    /** Every node. */
    record EveryNode() implements Selection {
        @Override
        public boolean has(PlannedNode node) {
            return true;
        }
    }

    /**
     * The nodes of a zone.
     *
     * @param name {@code us-east-1b}
     */
    record Zone(String name) implements Selection {
        @Override
        public boolean has(PlannedNode node) {
            return node.node().zone().name().equals(name);
        }
    }

    /**
     * One node.
     *
     * @param name {@code broker4}
     */
    record OneNode(String name) implements Selection {
        @Override
        public boolean has(PlannedNode node) {
            return node.node().name().equals(name);
        }
    }

    /** The nodes of the plan that are meant, in its order; a zone or node that it does not have is a problem. */
    static List<PlannedNode> of(Plan<Ec2Platform> plan, Selection selection) throws Failure {
        List<PlannedNode> found = plan.nodes().stream().filter(selection::has).toList();
        if (!found.isEmpty()) {
            return found;
        }
        if (selection instanceof Zone zone) {
            List<String> known = plan.layout().zones().stream()
                    .map(io.trivet.layout.Zone::name)
                    .toList();
            throw new Failure(unknown("no-zone", "zone", zone.name(), known));
        }
        if (selection instanceof OneNode one) {
            List<String> known =
                    plan.nodes().stream().map(node -> node.node().name()).toList();
            throw new Failure(unknown("no-node", "node", one.name(), known));
        }
        throw new AssertionError("a plan without nodes; this is a bug in Trivet");
    }

    /** The problem of a name that is none of those that are known. */
    static Problem unknown(String id, String kind, String name, List<String> known) {
        return Problem.error(id, Place.ofPath(""), "the " + kind + " " + name + ", which the stack does not have")
                .must("be one of " + Words.list(known))
                .mend(Words.nearest(name, known)
                        .map(nearest -> "write " + nearest)
                        .orElse("name one of them"));
    }
}
