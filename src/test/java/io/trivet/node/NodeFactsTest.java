package io.trivet.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trivet.layout.Role;
import org.junit.jupiter.api.Test;

final class NodeFactsTest {
    private static final String SHARED = """
            ==> /etc/trivet/role <==
            ROLE=zookeeper
            PRODUCT=zookeeper
            VERSION=3.9.5
            CONFIGURATION=/etc/zookeeper
            DATA=/var/lib/zookeeper
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
    void the_servers_of_an_ensemble_are_its_peers_at_the_port_of_clients() throws Exception {
        NodeFacts facts = NodeFacts.of(SHARED, OWN);

        try (LivePeers peers = facts.peers(facts.member())) {
            assertThat(peers.zookeeper()).containsExactly("10.0.0.10:2181", "10.0.64.10:2181");
            assertThat(peers.controllers()).isEmpty();
        }
    }

    @Test
    void a_fact_that_is_missing_is_named() {
        assertThatThrownBy(() -> NodeFacts.of(SHARED, "").member()).hasMessageContaining("agent-facts NODE: missing");
    }
}
