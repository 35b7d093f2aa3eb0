package io.trivet.edge.local.cluster;

import io.trivet.edge.local.artifact.Artifacts;
import io.trivet.edge.local.process.EnsembleData;
import io.trivet.edge.local.process.Home;
import io.trivet.edge.local.process.NodeTask;
import io.trivet.edge.local.process.StartedProcesses;
import io.trivet.operate.Failure;
import io.trivet.operate.LiveCluster;
import io.trivet.operate.Waiting;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import io.trivet.platform.Ec2Platform;
import java.time.Duration;
import java.util.List;

/**
 * {@code trivet local start}: starts nodes again and returns when all their copies are back in sync, however long that
 * takes. Nodes that were started stay, also when the wait is interrupted.
 */
final class Start {
    private static final Duration PATIENCE = Duration.ofHours(12);

    private final Plan<Ec2Platform> plan;
    private final Home home;
    private final Artifacts artifacts;
    private final Progress progress;
    private final List<String> changes;

    /** Adds to {@code changes} what a person should know of nodes that come back. */
    Start(Plan<Ec2Platform> plan, Home home, Artifacts artifacts, Progress progress, List<String> changes) {
        this.plan = plan;
        this.home = home;
        this.artifacts = artifacts;
        this.progress = progress;
        this.changes = changes;
    }

    List<NodeSeen> run(Selection selection) throws Failure, InterruptedException {
        State before = LocalCluster.state(home);
        List<PlannedNode> meant = Selection.of(plan, selection);
        EnsembleData.lost(plan.nodes())
                .forEach(node -> changes.add(node + " had lost its data: it copies that of the other servers"));
        try (StartedProcesses started = new StartedProcesses(() -> {})) {
            NodeWatch watch = new NodeStart(plan, home, artifacts, progress).start(meant, before, started);
            started.keep();
            Waiting waiting = NodeWaiter.waiting(watch, progress, PATIENCE);
            waiting.until("servers", () -> Look.notListening(NodeTask.of(meant)));
            try (LiveCluster brokers = Servers.brokers(plan)) {
                waiting.until("members", () -> Look.notMembers(meant, brokers));
                waiting.until("copies", () -> Look.lagging(meant, brokers));
                waiting.until("workers", () -> Servers.absent(plan, meant, brokers));
                started.keep();
                return new Look(plan, home).with(brokers);
            }
        }
    }
}
