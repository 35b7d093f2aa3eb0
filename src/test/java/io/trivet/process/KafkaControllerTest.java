package io.trivet.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.gen.ForEachSample;
import io.trivet.gen.Plain;
import io.trivet.gen.Sample;
import io.trivet.layout.Layout;
import io.trivet.layout.Site;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file of a controller against the description, and the quorum that controllers are. */
final class KafkaControllerTest {
    private static final String FILE = "/etc/kafka/server.properties";

    private static Server of(Sample sample) {
        return Server.of(sample, "controller");
    }

    @Test
    void it_is_a_voter_and_nothing_else() {
        assertThat(of(Plain.kraft()).shared(FILE)).startsWith("""
                # The metadata quorum
                process.roles=controller
                controller.quorum.bootstrap.servers=controller1.films.example.internal:9093,\
                controller2.films.example.internal:9093,controller3.films.example.internal:9093
                controller.listener.names=CONTROLLER

                # Listeners
                listener.security.protocol.map=CONTROLLER:PLAINTEXT,REPLICATION:PLAINTEXT
                inter.broker.listener.name=REPLICATION

                # Settings
                """);
    }

    @Test
    void what_is_its_own_is_its_id_its_addresses_and_its_folder() {
        assertThat(of(Plain.kraft()).own(2, FILE)).isEqualTo("""
                # This controller
                node.id=10002
                listeners=CONTROLLER://10.20.64.20:9093
                advertised.listeners=CONTROLLER://controller2.films.example.internal:9093
                log.dirs=/var/lib/kafka/data
                """);
    }

    @Test
    void on_this_machine_each_has_a_port_and_a_folder_of_its_own() {
        Server server = Server.of(Plain.kraft(), "controller", new Site.ThisMachine("/films", true));

        assertThat(server.setting(3, "listeners")).isEqualTo("CONTROLLER://127.0.0.1:9133");
        assertThat(server.setting(3, "log.dirs")).isEqualTo("/films/nodes/controller3/var/lib/kafka/data");
    }

    @Test
    void brokers_and_controllers_reach_it_and_no_client() {
        assertThat(of(Plain.kraft()).ports())
                .containsExactly("controller 9093 from [broker, controller]", "exporter 7072 from [monitoring]");
    }

    @Test
    void it_takes_settings_of_its_own_over_those_of_the_brokers() {
        Server server = of(Plain.kraft()
                .with("brokers.settings", Map.of("min.insync.replicas", 1))
                .with("controllers.settings", Map.of("request.timeout.ms", 25_000)));

        assertThat(server.setting("request.timeout.ms")).isEqualTo("25000");
        assertThat(server.setting("min.insync.replicas"))
                .as("which topics are made with is asked of the controller")
                .isEqualTo("1");
    }

    /** Every broker looks for the quorum where each controller listens. */
    @ForEachSample
    void brokers_look_for_it_where_it_is(Sample sample) {
        if (sample.get("zookeeper").isPresent()) {
            return;
        }
        boolean combined = sample.nodes("controllers") == 0;
        Server controllers = combined ? Server.of(sample, "combined") : of(sample);
        String servers =
                Server.of(sample, combined ? "combined" : "broker").setting("controller.quorum.bootstrap.servers");

        assertThat(controllers.setting("controller.quorum.bootstrap.servers")).isEqualTo(servers);
        // Three of them are always there, so that others come and go while nothing restarts.
        int named = Math.min(3, controllers.nodes().size());
        for (int number = 1; number <= named; number++) {
            assertThat(servers.split(","))
                    .contains(controllers
                            .setting(number, "advertised.listeners")
                            .replaceFirst(".*,(?=CONTROLLER:)", "")
                            .replaceFirst(",.*", "")
                            .replace(controllers.setting("controller.listener.names") + "://", ""));
        }
        assertThat(servers.split(",")).hasSize(named);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5, 7})
    void the_first_voters_are_id_name_port_and_directory_of_each(int voters) {
        Layout layout =
                Layout.of(Plain.kraft().with("controllers.nodes", voters).description(), Site.EC2);

        String[] first = KafkaQuorum.initialControllers(layout).split(",");

        assertThat(first).hasSize(voters);
        for (int number = 1; number <= voters; number++) {
            String voter = first[number - 1];
            assertThat(voter).startsWith(10_000 + number + "@controller" + number + ".films.example.internal:9093:");
            assertThat(Uuid.fromString(voter.substring(voter.lastIndexOf(':') + 1)))
                    .isNotEqualTo(Uuid.ZERO_UUID);
        }
    }

    /** A directory with another id is another voter: the quorum of a running cluster would lose one. */
    @Test
    void a_voter_keeps_its_directory_whatever_else_changes() {
        List<String> before = voters(Plain.kraft());

        assertThat(voters(Plain.kraft()
                        .with("brokers.nodes", 9)
                        .with("kafka.version", "3.9.2")
                        .with("controllers.instance", "m7g.large")))
                .isEqualTo(before);
        assertThat(voters(Plain.kraft().with("controllers.nodes", 5))).startsWith(before.toArray(new String[0]));
        assertThat(voters(Plain.kraft().with("environment", "test"))).doesNotContainAnyElementsOf(before);
    }

    private static List<String> voters(Sample sample) {
        return List.of(KafkaQuorum.initialControllers(Layout.of(sample.description(), Site.EC2))
                .split(","));
    }
}
