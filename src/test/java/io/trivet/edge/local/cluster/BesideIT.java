package io.trivet.edge.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.edge.local.artifact.Artifacts;
import io.trivet.edge.local.artifact.Cache;
import io.trivet.edge.local.process.Home;
import io.trivet.edge.local.process.NodeTask;
import io.trivet.edge.local.process.StartedProcesses;
import io.trivet.gen.Sample;
import io.trivet.gen.Samples;
import io.trivet.layout.Site;
import io.trivet.plan.LockService;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import io.trivet.platform.Ec2Platform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real broker with a real process beside it. */
final class BesideIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    @Test
    void both_processes_of_a_broker_start_listen_are_remembered_and_end() throws Exception {
        Sample sample =
                Samples.of(15).with("brokers.nodes", 1).without("connect").without("mirrors");
        Plan<Ec2Platform> plan = LockService.besideBrokers(
                sample.description(), new Site.ThisMachine(folder.toRealPath().toString(), false));
        Home home = new Home(folder.toRealPath());
        Artifacts artifacts = new Artifacts(Cache.folder().resolve("artifacts"), System.err, false, List.of());
        Progress quiet = step -> {};

        try (StartedProcesses started = new StartedProcesses(() -> {})) {
            var watch =
                    new NodeStart(plan, home, artifacts, quiet).start(plan.nodes(), LocalCluster.state(home), started);
            NodeWaiter.waiting(watch, quiet, PATIENCE)
                    .until("servers", () -> Look.notListening(NodeTask.of(plan.nodes())));

            State state = LocalCluster.state(home);
            assertThat(state.of("broker1").keySet()).containsExactly("locks", "server");
            assertThat(state.of("broker1").values())
                    .allMatch(process -> process.alive().isPresent());
            assertThat(home.node("broker1").resolve("log")).isNotEmptyFile();
            assertThat(Files.readString(home.node("broker1").resolve("locks.log")))
                    .contains("binding to port");

            // All at once a broker would wait for those that end beside it.
            for (List<PlannedNode> nodes : List.of(plan.brokers(), plan.nodes())) {
                new Stop(plan, home, quiet)
                        .inOrder(nodes.stream().map(node -> node.node().name()).toList());
            }

            assertThat(state.all()).noneMatch(process -> process.alive().isPresent());
            assertThat(LocalCluster.state(home).of("broker1")).isEmpty();
        }
    }
}
