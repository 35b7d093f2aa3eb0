package io.trivet.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.gen.Plain;
import io.trivet.gen.Sample;
import io.trivet.layout.Role;
import io.trivet.layout.Site;
import io.trivet.platform.Ec2Platform;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a plain description comes to, beside its nodes: roles, releases, edges, names of exporters, bundles. */
final class PlanTest {
    private static final String ARCHIVE = "https://archive.apache.org/dist/";

    private static Plan<Ec2Platform> of(Sample sample) {
        return Plan.of(sample.description(), Site.EC2);
    }

    @Test
    void a_plan_is_called_as_its_stack_is() {
        Plan<Ec2Platform> plan = of(Plain.kraft());

        assertThat(plan.id()).isEqualTo("prod");
        assertThat(plan.environment()).isEqualTo("prod");
        assertThat(plan.region()).isEqualTo("eu-west-1");
        assertThat(plan.roles())
                .extracting(role -> role.role().word() + " " + role.software())
                .containsExactly("controller kafka 4.3.1", "broker kafka 4.3.1");
        assertThat(of(Plain.zooKeeper()).roles())
                .extracting(role -> role.role().word() + " " + role.software())
                .containsExactly("zookeeper zookeeper 3.9.5", "broker kafka 3.9.2");
    }

    @Test
    void topics_that_brokers_and_workers_make_have_a_copy_in_each_zone_where_there_are_brokers_for_it() {
        Map<String, Object> machine = Map.of("nodes", 3, "instance", "m7g.large", "volume", Map.of("size", "10GiB"));

        assertThat(of(Plain.kraft().with("connect", machine)).ownTopics())
                .extracting(topic -> topic.name() + " " + topic.partitions() + " " + topic.replicas())
                .containsExactly(
                        "__consumer_offsets 50 3",
                        "__share_group_state 50 3",
                        "__transaction_state 50 3",
                        "connect-films-configs 1 3",
                        "connect-films-offsets 25 3",
                        "connect-films-status 5 3");
    }

    @Test
    void tags_of_ours_stand_beside_those_that_are_described() {
        assertThat(of(Plain.kraft().with("tags", Map.of("team", "films"))).tags())
                .containsExactly(
                        Map.entry("team", "films"),
                        Map.entry("trivet:cluster", "films"),
                        Map.entry("trivet:environment", "prod"),
                        Map.entry("trivet:stack", "prod"));
    }

    @ParameterizedTest
    @CsvSource({"3.9.2, kafka/3.9.2/kafka_2.13-3.9.2.tgz", "4.3.1, kafka/4.3.1/kafka_2.13-4.3.1.tgz"})
    void kafka_comes_from_the_archive_of_its_makers(String version, String path) {
        for (PlannedRole role : of(Plain.kraft().with("kafka.version", version)).roles()) {
            assertThat(role.release()).isEqualTo(new Release(ARCHIVE + path, Optional.empty()));
            assertThat(role.release().checksum().orElseThrow()).matches("[0-9a-f]{128}");
        }
    }

    @Test
    void zookeeper_has_an_archive_of_its_own_and_either_may_be_described() {
        Map<String, Object> archive = Map.of("url", "s3://ours/kafka.tgz", "sha512", "ab".repeat(64));
        Plan<Ec2Platform> plan = of(Plain.zooKeeper().with("kafka.archive", archive));

        assertThat(plan.roles().get(0).release().url())
                .isEqualTo(ARCHIVE + "zookeeper/zookeeper-3.9.5/apache-zookeeper-3.9.5-bin.tar.gz");
        assertThat(plan.roles().get(0).release().checksum().orElseThrow()).matches("[0-9a-f]{128}");
        assertThat(plan.roles().get(1).release())
                .isEqualTo(new Release("s3://ours/kafka.tgz", Optional.of("ab".repeat(64))));
    }

    @Test
    void exporters_of_a_role_stand_behind_one_name() {
        assertThat(of(Plain.kraft().with("brokers.nodes", 2)).services())
                .containsExactly(
                        new ServiceRecord(
                                "_controller-exporter._tcp.films.example.internal",
                                List.of(
                                        "0 0 7072 controller1.films.example.internal",
                                        "0 0 7072 controller2.films.example.internal",
                                        "0 0 7072 controller3.films.example.internal")),
                        new ServiceRecord(
                                "_broker-exporter._tcp.films.example.internal",
                                List.of(
                                        "0 0 7071 broker1.films.example.internal",
                                        "0 0 7071 broker2.films.example.internal")));
    }

    @Test
    void who_reaches_whom_is_what_the_ports_say() {
        assertThat(edges(of(Plain.kraft())))
                .containsExactly(
                        "broker to controller 9093",
                        "controller to controller 9093",
                        "monitoring to controller 7072",
                        "clients to broker 9092",
                        "broker to broker 9091",
                        "controller to broker 9091",
                        "monitoring to broker 7071");
        assertThat(edges(of(Plain.zooKeeper())))
                .containsExactly(
                        "broker to zookeeper 2181",
                        "zookeeper to zookeeper 2888",
                        "zookeeper to zookeeper 3888",
                        "monitoring to zookeeper 7070",
                        "clients to broker 9092",
                        "broker to broker 9091",
                        "monitoring to broker 7071");
    }

    private static List<String> edges(Plan<?> plan) {
        return plan.edges().stream()
                .map(edge ->
                        edge.from() + " to " + edge.to() + " " + edge.port().number())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "zone, 6, controller1; controller2; controller3; broker1 broker4; broker2 broker5; broker3 broker6",
        "zone, 4, controller1; controller2; controller3; broker1 broker4; broker2; broker3",
        "zone, 1, controller1; controller2; controller3; broker1",
        "node, 4, controller1; controller2; controller3; broker1; broker4; broker2; broker3"
    })
    void a_change_goes_voter_by_voter_and_zone_by_zone(String by, int brokers, String waves) {
        Plan<Ec2Platform> plan = of(Plain.kraft().with("brokers.nodes", brokers).with("rollout.by", by));

        assertThat(plan.waves().stream()
                        .map(wave -> String.join(
                                " ", wave.stream().map(node -> node.name()).toList())))
                .containsExactly(waves.split("; "));
    }

    @Test
    void a_role_is_found_by_what_it_is_and_clients_by_where_brokers_are() {
        Plan<Ec2Platform> plan = of(Plain.kraft().with("brokers.nodes", 2));

        for (PlannedRole role : plan.roles()) {
            assertThat(plan.role(role.role())).contains(role);
            assertThat(plan.nodes(role.role()))
                    .hasSize(role.role().word().equals("broker") ? 2 : 3)
                    .allMatch(planned -> planned.node().role().equals(role.role()));
        }
        assertThat(plan.clientBootstrap())
                .isEqualTo("broker1.films.example.internal:9092,broker2.films.example.internal:9092");
    }

    /** What scripts on a node read of its role. */
    @ParameterizedTest
    @CsvSource({
        "broker,     PRODUCT,             kafka",
        "broker,     ROLE,                broker",
        "broker,     METADATA,            kraft",
        "broker,     VERSION,             4.3.1",
        "broker,     CONFIGURATION,       /etc/kafka",
        "broker,     DATA,                /var/lib/kafka",
        "broker,     CLUSTER,             films",
        "broker,     BROKERS,             bootstrap.films.example.internal:9091",
        "broker,     INITIAL_CONTROLLERS, ''",
        "controller, ROLE,                controller",
        "controller, BROKERS,             ",
        "zookeeper,  PRODUCT,             zookeeper",
        "zookeeper,  METADATA,            zookeeper",
        "zookeeper,  CONTROLLERS,         ",
        "zookeeper,  DATA,                /var/lib/zookeeper"
    })
    void a_role_tells_its_nodes_what_they_are(String role, String fact, String value) {
        Plan<Ec2Platform> plan = of(role.equals("zookeeper") ? Plain.zooKeeper() : Plain.kraft());

        SortedMap<String, String> facts = facts(Bundles.of(plan, "").shared().get(role));

        assertThat(facts.get(fact)).isEqualTo(value);
    }

    @Test
    void first_voters_are_told_to_controllers_only() {
        SortedMap<String, Bundle> shared = Bundles.of(of(Plain.kraft()), "").shared();

        assertThat(facts(shared.get("controller")).get("INITIAL_CONTROLLERS").split(","))
                .hasSize(3)
                .allMatch(voter -> voter.matches("1000[123]@controller[123]\\.films\\.example\\.internal:9093:.{22}"));
        assertThat(facts(shared.get("broker")).get("CONTROLLERS"))
                .isEqualTo(facts(shared.get("controller")).get("CONTROLLERS"));
    }

    @Test
    void a_node_is_told_who_it_is_and_the_digest_is_of_all_that_lies_on_it() {
        Plan<Ec2Platform> plan = of(Plain.kraft());
        Bundles bundles = Bundles.of(plan, "");

        assertThat(facts(bundles.own().get("broker5")))
                .containsExactly(
                        Map.entry("ADDRESS", "10.20.64.101"),
                        Map.entry("ID", "5"),
                        Map.entry("NAME", "broker5.films.example.internal"),
                        Map.entry("NODE", "broker5"),
                        Map.entry("ZONE", "eu-west-1b"));
        assertThat(plan.layout().nodes())
                .extracting(bundles::digest)
                .allMatch(digest -> digest.matches("[0-9a-f]{64}"))
                .doesNotHaveDuplicates();
    }

    /** A broker more is no reason to restart those that are there; a setting is one for all, and for no controller. */
    @Test
    void a_digest_changes_with_what_the_node_must_be_and_with_nothing_else() {
        List<String> before = digests(Plain.kraft());

        assertThat(digests(Plain.kraft().with("brokers.nodes", 9))).startsWith(before.toArray(new String[0]));
        List<String> after = digests(Plain.kraft().with("brokers.settings", Map.of("num.io.threads", 24)));
        assertThat(after.subList(0, 3)).isEqualTo(before.subList(0, 3));
        assertThat(after.subList(3, 9)).doesNotContainAnyElementsOf(before);
        List<String> larger = digests(Plain.kraft().with("brokers.volume.size", "2TiB"));
        assertThat(larger.subList(0, 3)).isEqualTo(before.subList(0, 3));
        assertThat(larger.subList(3, 9)).doesNotContainAnyElementsOf(before);
        assertThat(digests(Plain.kraft().with("tags", Map.of("team", "films")))).isEqualTo(before);
    }

    /** Whether a wave waits until others let its machines stop depends on it. */
    @Test
    void a_machine_is_another_one_with_another_type_image_or_count_of_volumes_and_no_size() {
        List<String> before = machine(Plain.kraft());

        assertThat(machine(Plain.kraft().with("brokers.instance", "m7g.2xlarge")))
                .isNotEqualTo(before);
        assertThat(machine(Plain.kraft().with("image", "ami-0123456789abcdef0")))
                .isNotEqualTo(before);
        assertThat(machine(Plain.kraft().with("brokers.volumes", 2))).isNotEqualTo(before);
        assertThat(machine(Plain.kraft().with("brokers.volumes", 2)))
                .isNotEqualTo(machine(Plain.kraft().with("brokers.volumes", 3)));
        assertThat(machine(Plain.kraft().with("brokers.volumes", 1))).isEqualTo(before);
        assertThat(machine(Plain.kraft().with("brokers.volume.size", "2TiB"))).isEqualTo(before);
    }

    private static List<String> machine(Sample sample) {
        return Bundles.of(of(sample), "").shared(Role.BROKER).machine();
    }

    private static List<String> digests(Sample sample) {
        Plan<Ec2Platform> plan = of(sample);
        Bundles bundles = Bundles.of(plan, "");
        return plan.layout().nodes().stream().map(bundles::digest).toList();
    }

    /** The first file of a bundle, as a shell reads it. */
    private static SortedMap<String, String> facts(Bundle bundle) {
        SortedMap<String, String> facts = new TreeMap<>();
        List<String> lines = bundle.text().lines().toList();
        assertThat(lines.get(0)).matches("==> /etc/trivet/(role|node) <==");
        lines.stream().skip(1).takeWhile(line -> !line.startsWith("==> ")).forEach(line -> {
            String[] fact = line.split("=", 2);
            facts.put(fact[0], fact[1]);
        });
        return facts;
    }
}
