package io.trivet.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.gen.ForEachSample;
import io.trivet.gen.Plain;
import io.trivet.gen.Sample;
import io.trivet.layout.Role;
import io.trivet.layout.Site;
import io.trivet.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The file of a broker, section by section, against the description. */
final class KafkaBrokerTest {
    private static final String FILE = "/etc/kafka/server.properties";

    private static Server kraft() {
        return Server.of(Plain.kraft(), "broker");
    }

    private static Server zooKeeper() {
        return Server.of(Plain.zooKeeper(), "broker");
    }

    @Test
    void with_zookeeper_it_keeps_its_metadata_beneath_a_path_of_the_cluster() {
        assertThat(zooKeeper().shared(FILE)).startsWith("""
                # Where the cluster keeps its metadata
                zookeeper.connect=zk1.films.example.internal:2181,zk2.films.example.internal:2181,\
                zk3.films.example.internal:2181/kafka-films

                # Listeners
                listener.security.protocol.map=CLIENT:PLAINTEXT,REPLICATION:PLAINTEXT
                inter.broker.listener.name=REPLICATION

                # Settings
                """);
        assertThat(zooKeeper().role().settings().keySet())
                .noneMatch(key -> key.startsWith("controller.") || key.startsWith("process."));
    }

    private static Sample withListener(Sample sample) {
        return sample.with(
                "network.listeners",
                Map.of(
                        "at-home", Map.of("port", 9095, "clients", List.of("10.91.0.0/16")),
                        "partners",
                                Map.of(
                                        "port",
                                        9094,
                                        "domain",
                                        "kafka.partners.example.com",
                                        "clients",
                                        List.of("10.90.0.0/16"))));
    }

    @Test
    void a_further_listener_has_its_port_and_tells_its_clients_its_own_names() {
        Server server = Server.of(withListener(Plain.kraft()), "broker");

        assertThat(server.setting("listener.security.protocol.map"))
                .isEqualTo("CLIENT:PLAINTEXT,REPLICATION:PLAINTEXT,AT_HOME:PLAINTEXT,PARTNERS:PLAINTEXT"
                        + ",CONTROLLER:PLAINTEXT");
        assertThat(server.setting("inter.broker.listener.name")).isEqualTo("REPLICATION");
        assertThat(server.setting(4, "listeners"))
                .isEqualTo("CLIENT://10.20.0.101:9092,REPLICATION://10.20.0.101:9091,AT_HOME://10.20.0.101:9095"
                        + ",PARTNERS://10.20.0.101:9094");
        assertThat(server.setting(4, "advertised.listeners"))
                .isEqualTo(
                        "CLIENT://broker4.films.example.internal:9092,REPLICATION://broker4.films.example.internal:9091"
                                + ",AT_HOME://broker4.films.example.internal:9095"
                                + ",PARTNERS://broker4.kafka.partners.example.com:9094");
    }

    @Test
    void on_one_address_no_port_of_a_listener_meets_another() {
        Sample sample = withListener(Plain.kraft());
        List<Integer> ports = new ArrayList<>();
        Plan.of(sample.description(), new Site.ThisMachine("/root", true))
                .nodes()
                .forEach(node ->
                        node.ports().forEach(port -> ports.add(node.node().port(port.number()))));

        assertThat(ports).doesNotHaveDuplicates();
    }

    @Test
    void what_servers_know_each_other_by_has_no_further_listener() {
        Server server = Server.of(withListener(Plain.kraft()), "broker");

        assertThat(KafkaBroker.identity(server.setting(1, "listeners"))).isEqualTo(kraft().setting(1, "listeners"));
    }

    @Test
    void with_kraft_it_finds_the_controllers_by_their_names() {
        assertThat(kraft().shared(FILE)).startsWith("""
                # Where the cluster keeps its metadata
                process.roles=broker
                controller.quorum.bootstrap.servers=controller1.films.example.internal:9093,\
                controller2.films.example.internal:9093,controller3.films.example.internal:9093
                controller.listener.names=CONTROLLER

                # Listeners
                listener.security.protocol.map=CLIENT:PLAINTEXT,REPLICATION:PLAINTEXT,CONTROLLER:PLAINTEXT
                inter.broker.listener.name=REPLICATION

                # Settings
                """);
        assertThat(kraft().role().settings().keySet()).noneMatch(key -> key.startsWith("zookeeper."));
    }

    /** Only controllers connect to the controller's port, and here they are the brokers. */
    @Test
    void it_may_be_a_controller_too() {
        Server server = Server.of(Plain.combined(), "combined");

        assertThat(server.shared(FILE)).startsWith("""
                # Where the cluster keeps its metadata
                process.roles=broker,controller
                controller.quorum.bootstrap.servers=broker1.films.example.internal:9093,\
                broker2.films.example.internal:9093,broker3.films.example.internal:9093
                controller.listener.names=CONTROLLER

                # Listeners
                listener.security.protocol.map=CLIENT:PLAINTEXT,REPLICATION:PLAINTEXT,CONTROLLER:PLAINTEXT
                inter.broker.listener.name=REPLICATION

                # Settings
                """);
        assertThat(server.own(2, FILE)).isEqualTo("""
                # This broker
                node.id=2
                broker.rack=eu-west-1b
                listeners=CLIENT://10.20.64.100:9092,REPLICATION://10.20.64.100:9091,CONTROLLER://10.20.64.100:9093
                advertised.listeners=CLIENT://broker2.films.example.internal:9092,\
                REPLICATION://broker2.films.example.internal:9091,CONTROLLER://broker2.films.example.internal:9093
                log.dirs=/var/lib/kafka/data
                """);
        assertThat(server.ports())
                .containsExactly(
                        "clients 9092 from [clients]",
                        "replication 9091 from [combined]",
                        "controller 9093 from [combined]",
                        "exporter 7071 from [monitoring]");
    }

    /** Nothing that either of the two would be told is missing. */
    @ParameterizedTest
    @ValueSource(strings = {"3.9.2", "4.3.1"})
    void as_a_controller_too_it_is_told_what_controllers_are_told(String version) {
        Sample combined = Plain.combined().with("kafka.version", version);
        Sample apart = Plain.kraft().with("kafka.version", version);

        assertThat(Server.of(combined, "combined").role().settings().keySet())
                .containsAll(Server.of(apart, "broker").role().settings().keySet())
                .containsAll(Server.of(apart, "controller").role().settings().keySet());
    }

    @ParameterizedTest
    @CsvSource({"/kafka, /kafka", "/a/b-c/d_e, /a/b-c/d_e", ", /kafka-films"})
    void a_described_path_in_zookeeper_is_taken(String described, String path) {
        Sample sample =
                described == null ? Plain.zooKeeper() : Plain.zooKeeper().with("zookeeper.chroot", described);

        assertThat(Server.of(sample, "broker").setting("zookeeper.connect")).endsWith(":2181" + path);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, zk1.films.example.internal:2181/kafka-films", "5, 5, zk5.films.example.internal:2181/kafka-films"
    })
    void every_server_of_the_ensemble_is_named(int servers, int named, String last) {
        String connect = Server.of(Plain.zooKeeper().with("zookeeper.nodes", servers), "broker")
                .setting("zookeeper.connect");

        assertThat(connect.split(",")).hasSize(named).endsWith(last);
    }

    @Test
    void what_is_its_own_is_its_id_its_zone_its_addresses_and_its_folder() {
        assertThat(kraft().own(5, FILE)).isEqualTo("""
                # This broker
                node.id=5
                broker.rack=eu-west-1b
                listeners=CLIENT://10.20.64.101:9092,REPLICATION://10.20.64.101:9091
                advertised.listeners=CLIENT://broker5.films.example.internal:9092,\
                REPLICATION://broker5.films.example.internal:9091
                log.dirs=/var/lib/kafka/data
                """);
        assertThat(zooKeeper().own(5, FILE)).isEqualTo(kraft().own(5, FILE).replace("node.id", "broker.id"));
    }

    @Test
    void on_this_machine_it_binds_loopback_on_ports_of_its_own_where_it_must() {
        Server server = Server.of(Plain.kraft(), "broker", new Site.ThisMachine("/films", true));

        assertThat(server.own(1, FILE)).isEqualTo("""
                # This broker
                node.id=1
                broker.rack=eu-west-1a
                listeners=CLIENT://127.0.0.1:9152,REPLICATION://127.0.0.1:9151
                advertised.listeners=CLIENT://broker1.films.example.internal:9152,\
                REPLICATION://broker1.films.example.internal:9151
                log.dirs=/films/nodes/broker1/var/lib/kafka/data
                """);
        assertThat(server.setting("controller.quorum.bootstrap.servers"))
                .isEqualTo("controller1.films.example.internal:9093,controller2.films.example.internal:9113,"
                        + "controller3.films.example.internal:9133");
    }

    /**
     * Brokers copy from each other where no client connects; each listener has a protocol; each name has an address.
     */
    @ForEachSample
    void every_listener_has_a_protocol_and_an_advertised_name(Sample sample) {
        Server server = Server.of(sample, sample.nodes(Role.COMBINED) > 0 ? "combined" : "broker");
        List<String> mapped = names(server.setting("listener.security.protocol.map"), ":");

        for (int number = 1; number <= server.nodes().size(); number++) {
            List<String> bound = names(server.setting(number, "listeners"), "://");
            assertThat(names(server.setting(number, "advertised.listeners"), "://"))
                    .isEqualTo(bound);
            assertThat(mapped).containsAll(bound);
            assertThat(bound).contains(server.setting("inter.broker.listener.name"));
        }
    }

    private static List<String> names(String listeners, String end) {
        return List.of(listeners.split(",")).stream()
                .map(listener -> listener.substring(0, listener.indexOf(end)))
                .toList();
    }

    @Test
    void clients_brokers_and_monitoring_reach_it_and_controllers_where_there_are_any() {
        assertThat(zooKeeper().ports())
                .containsExactly(
                        "clients 9092 from [clients]",
                        "replication 9091 from [broker]",
                        "exporter 7071 from [monitoring]");
        assertThat(kraft().ports())
                .containsExactly(
                        "clients 9092 from [clients]",
                        "replication 9091 from [broker, controller]",
                        "exporter 7071 from [monitoring]");
    }

    @Test
    void a_described_setting_stands_in_the_place_of_the_default() {
        Server server = Server.of(
                Plain.kraft()
                        .with(
                                "brokers.settings",
                                Map.of("num.io.threads", 24, "log.retention.hours", 72, "min.insync.replicas", 1)),
                "broker");

        assertThat(server.setting("num.io.threads")).isEqualTo("24");
        assertThat(server.setting("log.retention.hours")).isEqualTo("72");
        assertThat(server.setting("min.insync.replicas")).isEqualTo("1");
        assertThat(server.shared(FILE)).contains("\nnum.io.threads=24\n").doesNotContain("num.io.threads=8");
    }

    @Test
    void settings_are_sorted_so_that_a_change_is_one_line() {
        String text = kraft().shared(FILE);
        List<String> settings =
                text.substring(text.indexOf("# Settings\n")).lines().skip(1).toList();

        assertThat(settings).isSorted().hasSizeGreaterThan(20);
    }

    /** A broker that is alone can have one copy of everything; from three on there are three. */
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "2, 2, 1", "3, 3, 2", "6, 3, 2", "300, 3, 2"})
    void copies_are_as_many_as_there_are_brokers_and_three_at_most(int brokers, String copies, String inSync) {
        Server server = Server.of(Plain.kraft().with("brokers.nodes", brokers), "broker");

        assertThat(server.setting("default.replication.factor")).isEqualTo(copies);
        assertThat(server.setting("offsets.topic.replication.factor")).isEqualTo(copies);
        assertThat(server.setting("transaction.state.log.replication.factor")).isEqualTo(copies);
        assertThat(server.setting("min.insync.replicas")).isEqualTo(inSync);
        assertThat(server.setting("transaction.state.log.min.isr")).isEqualTo(inSync);
    }

    @Test
    void its_files_are_those_of_its_release() {
        assertThat(kraft().paths())
                .containsExactly(
                        "/etc/kafka/exporter.yaml",
                        "/etc/kafka/jvm.options",
                        "/etc/kafka/log4j2.properties",
                        "/etc/kafka/server.properties",
                        "/etc/sysctl.d/60-trivet.conf",
                        "/etc/systemd/system/kafka.service");
        assertThat(zooKeeper().paths())
                .contains("/etc/kafka/log4j.properties")
                .doesNotContain("/etc/kafka/log4j2.properties");
    }
}
