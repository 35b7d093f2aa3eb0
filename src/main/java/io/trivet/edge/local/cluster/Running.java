package io.trivet.edge.local.cluster;

import io.trivet.edge.local.process.NodeTask;
import io.trivet.operate.Failure;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import io.trivet.platform.Ec2Platform;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.problem.Words;
import java.util.List;

/**
 * That nodes of a cluster run on this machine.
 *
 * <p>Fails: {@code local-not-running}.
 */
final class Running {
    private Running() {}

    /** Fails unless the servers of these nodes listen. */
    static void require(Plan<Ec2Platform> plan, List<PlannedNode> nodes) throws Failure {
        List<String> silent =
                Look.notListening(nodes.stream().map(NodeTask::server).toList());
        if (silent.isEmpty()) {
            return;
        }
        boolean all = silent.size() == nodes.size();
        throw new Failure(Problem.error(
                        "local-not-running",
                        Place.ofPath(plan.id()),
                        all
                                ? "a cluster that does not run"
                                : Words.list(silent) + ", which " + (silent.size() == 1 ? "does" : "do")
                                        + " not answer")
                .must("run on this machine as a whole")
                .mend("run ./trivet local " + (all ? "up " : "start ") + plan.id()));
    }
}
