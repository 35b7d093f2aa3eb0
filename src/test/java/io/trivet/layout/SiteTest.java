package io.trivet.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.gen.Plain;
import io.trivet.gen.Sample;
import io.trivet.plan.Plan;
import io.trivet.process.Port;
import io.trivet.stack.Address;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a site makes of a described address, a standard port and a folder. */
final class SiteTest {
    private static final Site HERE = new Site.ThisMachine("/home/ada/.trivet/prod", false);
    private static final Site ON_ONE_ADDRESS = new Site.ThisMachine("/home/ada/.trivet/prod", true);

    private static Address address(String text) {
        return Address.parse(text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "10.20.0.100,   127.20.0.100",
        "10.255.255.254, 127.255.255.254",
        "172.16.3.4,    127.16.3.4",
        "192.168.0.10,  127.168.0.10",
        "100.64.0.1,    127.64.0.1"
    })
    void an_address_is_the_described_one_its_loopback_twin_or_the_one_of_all(String described, String here) {
        assertThat(Site.EC2.address(address(described))).hasToString(described);
        assertThat(HERE.address(address(described))).hasToString(here);
        assertThat(ON_ONE_ADDRESS.address(address(described))).hasToString("127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 20", "2, 40", "49, 980"})
    void ports_are_shifted_only_where_nodes_share_an_address(int position, int shift) {
        assertThat(Site.EC2.portShift(position)).isZero();
        assertThat(HERE.portShift(position)).isZero();
        assertThat(ON_ONE_ADDRESS.portShift(position)).isEqualTo(shift);
    }

    @Test
    void a_folder_of_a_node_lies_beneath_that_of_the_stack_here() {
        assertThat(Site.EC2.folder("broker4", "/var/lib/kafka")).isEqualTo("/var/lib/kafka");
        assertThat(HERE.folder("broker4", "/var/lib/kafka"))
                .isEqualTo("/home/ada/.trivet/prod/nodes/broker4/var/lib/kafka");
        assertThat(ON_ONE_ADDRESS.folder("zk1", "/var/lib/zookeeper"))
                .isEqualTo("/home/ada/.trivet/prod/nodes/zk1/var/lib/zookeeper");
    }

    /** A port of one node is that of no other, as long as fifty nodes at most share the address. */
    @Test
    void standard_ports_meet_no_shifted_ones() {
        for (Sample sample : List.of(Plain.kraft(), Plain.zooKeeper())) {
            List<Integer> ports = Plan.of(sample.description(), ON_ONE_ADDRESS).roles().stream()
                    .flatMap(role -> role.ports().stream())
                    .map(Port::number)
                    .toList();
            for (int position = 1; position < 50; position++) {
                int shift = ON_ONE_ADDRESS.portShift(position);
                assertThat(ports)
                        .doesNotContainAnyElementsOf(
                                ports.stream().map(port -> port + shift).toList());
            }
        }
    }

    @Test
    void a_node_offers_its_ports_where_its_place_shifts_them() {
        List<Node> nodes =
                Layout.of(Plain.kraft().description(), ON_ONE_ADDRESS).nodes();

        assertThat(nodes)
                .extracting(node -> node.name() + " " + node.port(9092))
                .startsWith("controller1 9092", "controller2 9112", "controller3 9132", "broker1 9152");
        assertThat(nodes.get(3).endpoint(9091)).isEqualTo("broker1.films.example.internal:9151");
    }
}
