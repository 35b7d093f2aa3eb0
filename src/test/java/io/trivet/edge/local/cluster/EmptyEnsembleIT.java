package io.trivet.edge.local.cluster;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trivet.edge.local.artifact.Artifacts;
import io.trivet.edge.local.artifact.Cache;
import io.trivet.edge.local.process.Home;
import io.trivet.edge.local.process.NodeTask;
import io.trivet.edge.local.process.StartedProcesses;
import io.trivet.gen.Plain;
import io.trivet.layout.Role;
import io.trivet.layout.Site;
import io.trivet.node.EmptyVolume;
import io.trivet.node.StepWaiter;
import io.trivet.operate.Clock;
import io.trivet.operate.Failure;
import io.trivet.operate.Waiting;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import io.trivet.platform.Ec2Platform;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server of ZooKeeper without its data, before a real ensemble. */
final class EmptyEnsembleIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    @Test
    void it_goes_on_when_the_others_are_a_quorum_and_not_when_one_is_alone() throws Exception {
        Plan<Ec2Platform> plan = Plan.of(
                Plain.zooKeeper().description(),
                new Site.ThisMachine(folder.toRealPath().toString(), false));
        Home home = new Home(folder.toRealPath());
        Artifacts artifacts = new Artifacts(Cache.folder().resolve("artifacts"), System.err, false, List.of());
        Progress quiet = step -> {};
        List<PlannedNode> others = plan.nodes(Role.ZOOKEEPER).subList(1, 3);
        List<String> endpoints = others.stream()
                .map(node -> LocalMachines.member(plan, node))
                .map(member -> member.endpoint())
                .toList();

        try (StartedProcesses started = new StartedProcesses(() -> {})) {
            var watch = new NodeStart(plan, home, artifacts, quiet).start(others, LocalCluster.state(home), started);
            NodeWaiter.waiting(watch, quiet, PATIENCE).until("servers", () -> Look.notListening(NodeTask.of(others)));

            EmptyVolume.copyWhatOthersHave("zk1", endpoints, waiting(PATIENCE));

            new Stop(plan, home, quiet).inOrder(List.of(others.get(1).node().name()));
            assertThatThrownBy(() -> EmptyVolume.copyWhatOthersHave("zk1", endpoints, waiting(Duration.ZERO)))
                    .isInstanceOf(Failure.class);
        }
    }

    private static Waiting waiting(Duration patience) {
        return StepWaiter.waiting(() -> {}, (node, step, detail) -> {}, patience, Clock.SYSTEM);
    }
}
