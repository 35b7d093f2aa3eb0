package io.trivet.edge.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.gen.Samples;
import io.trivet.layout.Site;
import io.trivet.operate.Failure;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import io.trivet.platform.Ec2Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeTaskTest {
    @TempDir
    private Path folder;

    @Test
    void every_node_runs_its_server_and_is_told_of_by_its_own_name() {
        Home home = new Home(folder);
        for (PlannedNode node : plan().nodes()) {
            NodeTask server = NodeTask.server(node);

            assertThat(server.isServer()).isTrue();
            assertThat(server.title()).isEqualTo(node.node().name());
            assertThat(server.log(home)).isEqualTo(home.node(node.node().name()).resolve("log"));
            assertThat(server.ports()).hasSameSizeAs(node.ports()).startsWith(server.port());
        }
    }

    @Test
    void what_runs_beside_a_server_has_a_name_a_log_and_files_of_its_own() throws Failure, IOException {
        Plan<Ec2Platform> plan = plan();
        Home home = new Home(folder);
        NodeTask server = NodeTask.server(plan.nodes().get(0));
        NodeTask agent = new NodeTask(
                server.node(),
                "agent",
                server.launch(),
                List.of(9999),
                List.of(server.files().get(0)));

        NodeFiles.write(home, plan, List.of(agent));

        String node = server.node().node().name();
        assertThat(agent.title()).isEqualTo(node + " agent");
        assertThat(agent.log(home)).isEqualTo(home.node(node).resolve("agent.log"));
        assertThat(NodeTask.nodes(List.of(server, agent))).containsExactly(server.node());
        assertThat(home.file(node, server.files().get(0).path())).exists();
        assertThat(home.file(node, server.files().get(1).path())).doesNotExist();
        assertThat(home.file(node, NodeFiles.SOFTWARE)).doesNotExist();
    }

    private Plan<Ec2Platform> plan() {
        return Plan.of(Samples.of(1).description(), new Site.ThisMachine(folder.toString(), false));
    }
}
