package io.trivet.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.gen.Plain;
import io.trivet.gen.Sample;
import io.trivet.stack.Span;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Places as tables: what a person computes by hand from the rules that {@link Layout} states. */
final class LayoutTest {
    private static Layout of(Sample sample) {
        return Layout.of(sample.description(), Site.EC2);
    }

    private static Layout onOneAddress(Sample sample) {
        return Layout.of(sample.description(), new Site.ThisMachine("/root", true));
    }

    private static Node named(Layout layout, String name) {
        return layout.nodes().stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> names(List<Node> nodes) {
        return nodes.stream().map(Node::name).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "10.20.0.0/16,    10.20.0.0/18,    10.20.64.0/18,   10.20.128.0/18",
        "10.0.0.0/16,     10.0.0.0/18,     10.0.64.0/18,    10.0.128.0/18",
        "172.16.0.0/17,   172.16.0.0/19,   172.16.32.0/19,  172.16.64.0/19",
        "10.255.128.0/18, 10.255.128.0/20, 10.255.144.0/20, 10.255.160.0/20",
        "10.60.0.0/20,    10.60.0.0/22,    10.60.4.0/22,    10.60.8.0/22",
        "192.168.8.0/22,  192.168.8.0/24,  192.168.9.0/24,  192.168.10.0/24"
    })
    void a_zone_has_a_quarter_of_the_network_in_the_order_of_the_description(
            String network, String first, String second, String third) {
        Layout layout = of(Plain.kraft().with("network.cidr", network));

        assertThat(layout.zones())
                .extracting(zone -> zone.index() + " " + zone.name() + " " + zone.subnet())
                .containsExactly("0 eu-west-1a " + first, "1 eu-west-1b " + second, "2 eu-west-1c " + third);
    }

    @Test
    void another_order_of_zones_is_another_place_for_each() {
        Layout layout = of(Plain.kraft().with("zones", List.of("eu-west-1c", "eu-west-1a", "eu-west-1b")));

        assertThat(layout.zones())
                .extracting(zone -> zone.name() + " " + zone.subnet())
                .containsExactly("eu-west-1c 10.20.0.0/18", "eu-west-1a 10.20.64.0/18", "eu-west-1b 10.20.128.0/18");
        assertThat(named(layout, "broker1").zone().name()).isEqualTo("eu-west-1c");
    }

    @Test
    void a_subnet_that_exists_stands_in_the_place_of_the_quarter() {
        Layout layout = of(Plain.kraft()
                .with("network.vpc", "vpc-0123456789abcdef0")
                .with(
                        "network.subnets",
                        Map.of(
                                "eu-west-1a", Map.of("id", "subnet-0123456789abcdef1", "cidr", "10.20.7.0/24"),
                                "eu-west-1b", Map.of("id", "subnet-0123456789abcdef2", "cidr", "10.20.9.0/24"),
                                "eu-west-1c", Map.of("id", "subnet-0123456789abcdef3", "cidr", "10.20.8.0/24"))));

        assertThat(layout.zones())
                .extracting(zone -> zone.subnet().toString())
                .containsExactly("10.20.7.0/24", "10.20.9.0/24", "10.20.8.0/24");
        assertThat(named(layout, "broker2").address()).hasToString("10.20.9.100");
        assertThat(named(layout, "controller3").address()).hasToString("10.20.8.20");
    }

    @Test
    void names_lead_to_a_node_by_each_listener_that_has_its_own() {
        Layout layout = of(Plain.kraft()
                .with(
                        "network.listeners",
                        Map.of(
                                "partners",
                                Map.of(
                                        "port",
                                        9094,
                                        "domain",
                                        "kafka.example.com",
                                        "clients",
                                        List.of("10.80.0.0/16")))));

        assertThat(layout.namesOf(named(layout, "broker2")))
                .containsExactly(
                        "broker2." + layout.names().bootstrap().replaceFirst("bootstrap.", ""),
                        layout.names().bootstrap(),
                        "broker2.kafka.example.com",
                        "bootstrap.kafka.example.com");
        assertThat(layout.namesOf(named(layout, "controller1")))
                .containsExactly(named(layout, "controller1").dnsName());
    }

    /** Node n: zone (n - 1) mod 3, the first host of its role plus (n - 1) / 3. */
    @ParameterizedTest
    @CsvSource({
        "broker1,     1,     eu-west-1a, 10.20.0.100",
        "broker2,     2,     eu-west-1b, 10.20.64.100",
        "broker3,     3,     eu-west-1c, 10.20.128.100",
        "broker4,     4,     eu-west-1a, 10.20.0.101",
        "broker300,   300,   eu-west-1c, 10.20.128.199",
        "broker469,   469,   eu-west-1a, 10.20.1.0",
        "broker1000,  1000,  eu-west-1a, 10.20.1.177",
        "controller1, 10001, eu-west-1a, 10.20.0.20",
        "controller2, 10002, eu-west-1b, 10.20.64.20",
        "controller5, 10005, eu-west-1b, 10.20.64.21"
    })
    void a_node_of_kraft_stands_where_its_number_says(String name, int id, String zone, String address) {
        Node node = named(of(Plain.kraft().with("controllers.nodes", 5).with("brokers.nodes", 1000)), name);

        assertThat(node.id()).isEqualTo(id);
        assertThat(node.zone().name()).isEqualTo(zone);
        assertThat(node.address()).hasToString(address);
        assertThat(node.dnsName()).isEqualTo(name + ".films.example.internal");
        assertThat(node.portShift()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "zk1, 1, 10.20.0.10",
        "zk2, 2, 10.20.64.10",
        "zk3, 3, 10.20.128.10",
        "zk4, 4, 10.20.0.11",
        "zk7, 7, 10.20.0.12",
        "broker1, 1, 10.20.0.100",
        "broker6, 6, 10.20.128.101"
    })
    void a_server_of_zookeeper_has_ids_of_its_own(String name, int id, String address) {
        Node node = named(of(Plain.zooKeeper().with("zookeeper.nodes", 7)), name);

        assertThat(node.id()).isEqualTo(id);
        assertThat(node.address()).hasToString(address);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1 0 0",
        "2, 1 1 0",
        "3, 1 1 1",
        "4, 2 1 1",
        "5, 2 2 1",
        "7, 3 2 2",
        "9, 3 3 3",
        "100, 34 33 33",
        "1001, 334 334 333"
    })
    void zones_fill_one_after_the_other(int brokers, String counts) {
        Layout layout = of(Plain.zooKeeper().with("brokers.nodes", brokers));

        assertThat(layout.zones().stream()
                        .map(zone -> layout.nodes(zone).stream()
                                .filter(node -> node.name().startsWith("broker"))
                                .count())
                        .map(Object::toString))
                .containsExactly(counts.split(" "));
    }

    @Test
    void voters_come_before_brokers_and_each_by_number() {
        assertThat(names(of(Plain.kraft()).nodes()))
                .containsExactly(
                        "controller1",
                        "controller2",
                        "controller3",
                        "broker1",
                        "broker2",
                        "broker3",
                        "broker4",
                        "broker5",
                        "broker6");
        Layout zooKeeper = of(Plain.zooKeeper().with("brokers.nodes", 4));
        assertThat(names(zooKeeper.nodes()))
                .containsExactly("zk1", "zk2", "zk3", "broker1", "broker2", "broker3", "broker4");
        assertThat(names(zooKeeper.nodes(zooKeeper.zones().get(0)))).containsExactly("zk1", "broker1", "broker4");
        assertThat(names(zooKeeper.nodes(zooKeeper.zones().get(2)))).containsExactly("zk3", "broker3");
    }

    @Test
    void only_the_voters_of_the_metadata_that_is_used_are_placed() {
        Sample both = Plain.kraft()
                .with("zookeeper", Plain.zooKeeper().get("zookeeper").orElseThrow());

        assertThat(names(of(both).nodes())).noneMatch(name -> name.startsWith("zk"));
    }

    /** A number that is a mistake must not make a computer stand still before it is told. */
    @ParameterizedTest
    @ValueSource(ints = {65_537, 999_999_999})
    void more_nodes_than_any_network_holds_are_not_placed(int brokers) {
        assertThat(of(Plain.kraft().with("brokers.nodes", brokers)).nodes()).hasSize(3 + 65_536);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void a_count_that_is_none_places_none(int brokers) {
        assertThat(names(of(Plain.kraft().with("brokers.nodes", brokers)).nodes()))
                .containsExactly("controller1", "controller2", "controller3");
    }

    @Test
    void a_description_without_zones_has_no_place_for_a_node() {
        Layout layout = of(Plain.kraft().with("zones", List.of()));

        assertThat(layout.zones()).isEmpty();
        assertThat(layout.nodes()).isEmpty();
        assertThat(layout.names().bootstrap()).isEqualTo("bootstrap.films.example.internal");
    }

    @Test
    void endpoints_are_names_with_the_port_of_each_node() {
        Layout ec2 = of(Plain.kraft().with("brokers.nodes", 2));
        Layout here = onOneAddress(Plain.kraft().with("brokers.nodes", 2));

        assertThat(Layout.endpoints(ec2.brokers(), 9092))
                .isEqualTo("broker1.films.example.internal:9092,broker2.films.example.internal:9092");
        assertThat(Layout.endpoints(here.brokers(), 9092))
                .isEqualTo("broker1.films.example.internal:9152,broker2.films.example.internal:9172");
        assertThat(Layout.endpoints(here.voters(), 9093))
                .isEqualTo("controller1.films.example.internal:9093,controller2.films.example.internal:9113,"
                        + "controller3.films.example.internal:9133");
    }

    @Test
    void each_node_has_a_record_and_the_bootstrap_name_is_the_last() {
        List<DnsRecord> records = of(Plain.zooKeeper().with("brokers.nodes", 3)).records();

        assertThat(records)
                .extracting(record -> record.name() + " " + record.addresses())
                .containsExactly(
                        "zk1.films.example.internal [10.20.0.10]",
                        "zk2.films.example.internal [10.20.64.10]",
                        "zk3.films.example.internal [10.20.128.10]",
                        "broker1.films.example.internal [10.20.0.100]",
                        "broker2.films.example.internal [10.20.64.100]",
                        "broker3.films.example.internal [10.20.128.100]",
                        "bootstrap.films.example.internal [10.20.0.100, 10.20.64.100, 10.20.128.100]");
        assertThat(records).extracting(DnsRecord::ttl).containsOnly(new Span(Duration.ofSeconds(60)));
    }

    @Test
    void a_described_time_to_live_holds_for_every_record() {
        assertThat(of(Plain.kraft().with("dns.ttl", "5m")).records())
                .extracting(DnsRecord::ttl)
                .containsOnly(new Span(Duration.ofMinutes(5)));
    }

    @Test
    void a_cluster_on_msk_has_zones_and_no_node_of_ours() {
        Layout layout = Layout.of(Described.onMsk("standard", 3, 6, ""));

        assertThat(layout.nodes()).isEmpty();
        assertThat(layout.records()).isEmpty();
        assertThat(layout.zones())
                .extracting(zone -> zone.name() + " " + zone.subnet())
                .containsExactly("eu-west-1a 10.20.0.0/18", "eu-west-1b 10.20.64.0/18", "eu-west-1c 10.20.128.0/18");
        assertThat(Layout.of(Described.onMsk("standard", 2, 2, "")).zones())
                .extracting(Zone::name)
                .containsExactly("eu-west-1a", "eu-west-1b");
    }

    /** Names of AWS serve as well; a description asks for names of its own with {@code dns}. */
    @Test
    void names_of_our_own_stand_only_where_they_are_described() {
        assertThat(Layout.of(Described.onMsk("standard", 3, 6, "")).domain()).isEmpty();
        assertThat(Layout.of(Described.onService("")).domain()).isEmpty();
        assertThat(Layout.of(Described.onService("dns: {zone: example.internal, zoneId: Z1, ttl: 30s}"))
                        .domain())
                .contains(new Domain(
                        "films",
                        "example.internal",
                        Optional.of("Z1"),
                        new Span(Duration.ofSeconds(30)),
                        new TreeMap<>()));
    }

    @Test
    void a_network_that_resolves_the_names_is_in_the_region_of_the_stack_unless_it_says_another() {
        assertThat(Layout.of(Described.onService(
                                "dns: {zone: example.internal, vpcs: [{id: vpc-1}, {id: vpc-2, region: us-east-1}]}"))
                        .names()
                        .vpcs())
                .isEqualTo(new TreeMap<>(Map.of("vpc-1", "eu-west-1", "vpc-2", "us-east-1")));
    }

    @Test
    void a_name_within_its_zone_has_no_zone_behind_it() {
        Domain domain = of(Plain.kraft()).names();

        assertThat(domain.name("broker4")).isEqualTo("broker4.films.example.internal");
        assertThat(domain.inZone("broker4.films.example.internal")).isEqualTo("broker4.films");
        assertThat(domain.inZone(domain.bootstrap())).isEqualTo("bootstrap.films");
    }

    @Test
    void a_service_has_neither_zones_nor_nodes() {
        Layout layout = Layout.of(Described.onService(""));

        assertThat(layout.zones()).isEmpty();
        assertThat(layout.nodes()).isEmpty();
        assertThat(layout.clusterId()).isEmpty();
        assertThat(layout.cluster()).isEqualTo("films");
    }
}
