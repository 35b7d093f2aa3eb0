package io.trivet.node.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trivet.layout.Role;
import io.trivet.layout.Site;
import io.trivet.node.LivePeers;
import io.trivet.node.Member;
import io.trivet.plan.Bundles;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import io.trivet.platform.Ec2Platform;
import io.trivet.process.ConfigFile;
import io.trivet.stack.StackReader;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NodeFactsTest {
    private static final String SHARED = """
            ==> /etc/trivet/role <==
            ROLE=zookeeper
            PRODUCT=zookeeper
            VERSION=3.9.5
            CONFIGURATION=/etc/zookeeper
            DATA=/var/lib/zookeeper
            TOGETHER=zone
            VOLUME_GIB=10
            ZONES=us-east-1a,us-east-1b,us-east-1c
            ==> /etc/zookeeper/zoo.cfg <==
            tickTime=2000
            server.1=10.0.0.10:2888:3888
            server.2=10.0.64.10:2888:3888
            """;

    private static final String OWN = """
            ==> /etc/trivet/node <==
            NODE=zk1
            ID=1
            ZONE=us-east-1a
            ==> /etc/zookeeper/zoo.cfg <==
            clientPortAddress=10.0.0.10
            clientPort=2181
            """;

    @Test
    void a_file_that_is_in_both_bundles_is_one_with_a_blank_line_between() throws Exception {
        NodeFacts facts = NodeFacts.of(SHARED, OWN);

        assertThat(facts.files()).containsOnlyKeys("/etc/trivet/node", "/etc/trivet/role", "/etc/zookeeper/zoo.cfg");
        assertThat(facts.files().get("/etc/zookeeper/zoo.cfg"))
                .endsWith("server.2=10.0.64.10:2888:3888\n\nclientPortAddress=10.0.0.10\nclientPort=2181\n");
        Member member = facts.member();
        assertThat(member.name()).isEqualTo("zk1");
        assertThat(member.role()).isEqualTo(Role.ZOOKEEPER);
        assertThat(member.server()).isEqualTo("/etc/zookeeper/zoo.cfg");
        assertThat(member.endpoint()).isEqualTo("10.0.0.10:2181");
    }

    @Test
    void a_broker_asks_itself_before_its_cluster_has_a_name_for_all() {
        assertThat(NodeFacts.of(
                                "==> /etc/trivet/role <==\nBROKERS=bootstrap.films.internal:9091\n",
                                "==> /etc/trivet/node <==\nNAME=broker1.films.internal\n")
                        .brokers())
                .isEqualTo("broker1.films.internal:9091,bootstrap.films.internal:9091");
        assertThat(NodeFacts.of(SHARED, OWN).brokers()).isEmpty();
    }

    @Test
    void the_servers_of_an_ensemble_are_its_peers_at_the_port_of_clients() throws Exception {
        NodeFacts facts = NodeFacts.of(SHARED, OWN);

        try (LivePeers peers = facts.peers(facts.member(), Path.of("/"))) {
            assertThat(peers.zookeeper()).containsExactly("10.0.0.10:2181", "10.0.64.10:2181");
            assertThat(peers.controllers()).isEmpty();
        }
    }

    @Test
    void a_fact_that_is_missing_is_named() {
        assertThatThrownBy(() -> NodeFacts.of(SHARED, "").member()).hasMessageContaining("agent-facts NODE: missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod-us-east-1", "kraft-us-east-1"})
    void the_bundles_of_a_node_are_the_files_of_its_plan(String stack) {
        Plan<Ec2Platform> plan = Plan.of(
                StackReader.read(
                                Path.of("").toAbsolutePath(),
                                Path.of("stacks/Pulumi." + stack + ".yaml").toAbsolutePath())
                        .ec2()
                        .orElseThrow(),
                Site.EC2);
        Bundles bundles = Bundles.of(plan, "");
        for (PlannedNode planned : plan.nodes()) {
            SortedMap<String, String> expected = new TreeMap<>();
            for (ConfigFile file : planned.files()) {
                expected.put(file.path(), file.text());
            }

            SortedMap<String, String> files = new TreeMap<>(NodeFacts.of(
                            bundles.shared(planned.node().role()).text(),
                            bundles.own(planned.node()).text())
                    .files());

            assertThat(files.keySet()).contains(NodeFacts.ROLE_FACTS, NodeFacts.NODE_FACTS);
            files.keySet()
                    .removeAll(List.of(NodeFacts.ROLE_FACTS, NodeFacts.NODE_FACTS, "/etc/trivet/cloudwatch.json"));
            assertThat(files).isEqualTo(expected);
        }
    }
}
