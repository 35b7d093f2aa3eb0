package io.trivet.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.gen.ForEachSample;
import io.trivet.gen.Sample;
import io.trivet.kafka.MetadataMode;
import io.trivet.layout.Node;
import io.trivet.layout.PartitionGuideline;
import io.trivet.layout.PlannedTopic;
import io.trivet.layout.Role;
import io.trivet.layout.Site;
import io.trivet.platform.Ec2Platform;
import io.trivet.process.ConfigFile;
import io.trivet.process.Port;
import io.trivet.show.RenderedFiles;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** What holds for the plan of every description. */
final class PlanLawsTest {
    private static final String ROOT = "/home/ada/films/.trivet/prod";
    private static final Site LAPTOP = new Site.ThisMachine(ROOT, false);
    private static final Site LAPTOP_WITH_ONE_ADDRESS = new Site.ThisMachine(ROOT, true);

    private static final Pattern IPV4 = Pattern.compile("\\b\\d+\\.\\d+\\.\\d+\\.\\d+\\b");
    private static final Pattern HEAP_OR_COLLECTOR =
            Pattern.compile("-Xm[nsx]\\d+m|-XX:(?!\\+ExitOnOutOfMemoryError$).*|-Xlog:gc");

    /** What a server is told, by its role or its own. */
    private static final List<String> READ_BY_SERVERS = List.of(
            "/etc/zookeeper/zoo.cfg",
            "/etc/kafka/server.properties",
            "/etc/kafka/connect.properties",
            "/etc/kafka/mm2.properties");

    /** Plans of the samples as they are, since every law looks at the same ones. */
    private static final Map<String, Plan<Ec2Platform>> PLANS = new ConcurrentHashMap<>();

    @TempDir
    Path folder;

    /** Whoever changes the code while tests run, as mutation testing does, must not meet what was computed before. */
    @BeforeAll
    static void nothing_is_known_yet() {
        PLANS.clear();
    }

    @ForEachSample
    void the_same_description_read_twice_gives_equal_plans(Sample sample) {
        assertThat(Plan.of(sample.description(), Site.EC2)).isEqualTo(ec2(sample));
    }

    @ForEachSample
    void order_comments_and_quotes_change_nothing(Sample sample) throws IOException {
        Description<OnEc2> first = sample.fromFile(folder, sample.chance());
        Description<OnEc2> second = sample.fromFile(folder, new java.util.Random(sample.seed() + 1_000_000));

        Plan<Ec2Platform> plan = Plan.of(first, Site.EC2);
        assertThat(Plan.of(second, Site.EC2)).isEqualTo(plan);
        assertThat(plan).isEqualTo(ec2(sample));
        assertThat(RenderedFiles.of(second, Plan.of(second, Site.EC2))).isEqualTo(RenderedFiles.of(first, plan));
    }

    @ForEachSample
    void what_a_node_owns_sets_nothing_that_its_role_shares(Sample sample) throws IOException {
        Plan<Ec2Platform> plan = ec2(sample);

        for (PlannedNode planned : plan.nodes()) {
            Map<String, String> shared = texts(shared(plan, planned.node().role()));
            for (ConfigFile own : planned.own()) {
                if (isProperties(own)) {
                    assertThat(properties(own.text()).keySet())
                            .doesNotContainAnyElementsOf(
                                    properties(shared.get(own.path())).keySet());
                } else {
                    assertThat(shared).doesNotContainKey(own.path());
                }
            }
        }
    }

    @ForEachSample
    void a_change_goes_through_every_node_once_voters_alone_and_brokers_of_one_zone_at_most(Sample sample) {
        Plan<Ec2Platform> plan = ec2(sample);

        assertThat(plan.waves().stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(plan.layout().nodes());
        List<Integer> zones = new ArrayList<>();
        for (List<Node> wave : plan.waves()) {
            assertThat(wave.stream().map(Node::zone).distinct()).hasSize(1);
            assertThat(wave.stream().map(Node::role).distinct()).hasSize(1);
            if (wave.get(0).role() == Role.BROKER) {
                zones.add(wave.get(0).zone().index());
            } else {
                assertThat(wave).hasSize(1);
            }
        }
        assertThat(plan.waves().stream().map(wave -> wave.get(0).role()))
                .as("voters come before all brokers, and these before workers and mirrors")
                .isSorted();
        assertThat(zones).isSorted();
        if (plan.platform().together() == OnEc2.Unit.ZONE) {
            assertThat(zones).doesNotHaveDuplicates();
        } else {
            assertThat(zones).hasSameSizeAs(plan.layout().nodes(Role.BROKER));
        }
    }

    @ForEachSample
    void no_file_sets_a_key_twice(Sample sample) throws IOException {
        for (PlannedNode planned : ec2(sample).nodes()) {
            for (ConfigFile file : planned.files()) {
                if (isProperties(file)) {
                    long lines = file.text()
                            .lines()
                            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                            .count();
                    assertThat(properties(file.text())).hasSize((int) lines);
                }
            }
        }
    }

    @ForEachSample
    void the_settings_of_a_plan_are_what_a_server_reads_in_its_file(Sample sample) throws IOException {
        Plan<Ec2Platform> plan = ec2(sample);

        for (PlannedNode planned : plan.nodes()) {
            SortedMap<String, String> settings =
                    new TreeMap<>(role(plan, planned.node().role()).settings());
            settings.putAll(planned.settings());
            SortedMap<String, String> read = new TreeMap<>();
            for (ConfigFile file : planned.files()) {
                read.putAll(isProperties(file) ? properties(file.text()) : Map.of());
            }
            assertThat(settings).isEqualTo(read);
        }
    }

    @ForEachSample
    void the_files_of_a_node_are_the_shared_parts_followed_by_its_own(Sample sample) {
        Plan<Ec2Platform> plan = ec2(sample);

        for (PlannedNode planned : plan.nodes()) {
            SortedMap<String, String> shared = texts(shared(plan, planned.node().role()));
            SortedMap<String, String> own = texts(planned.own());
            SortedMap<String, String> files = texts(planned.files());
            assertThat(files.keySet())
                    .isEqualTo(Stream.concat(shared.keySet().stream(), own.keySet().stream())
                            .collect(Collectors.toSet()));
            shared.forEach((path, text) -> assertThat(files.get(path)).startsWith(text));
            own.forEach((path, text) -> assertThat(files.get(path)).endsWith(text));
        }
    }

    @ForEachSample
    void every_file_is_lines_of_text_with_an_end(Sample sample) {
        assertThat(ec2(sample).nodes().stream().flatMap(planned -> planned.files().stream()))
                .allSatisfy(file -> assertThat(file.text())
                        .as(file.path())
                        .endsWith("\n")
                        .doesNotContain("\r", "\t", " \n", "\n\n\n")
                        .doesNotStartWith("\n"));
    }

    @ForEachSample
    void every_described_setting_reaches_every_broker_as_it_was_written(Sample sample) throws IOException {
        SortedMap<String, String> described =
                sample.description().on().brokers().settings();

        for (PlannedNode planned : ec2(sample).nodes()) {
            if (planned.node().role() == Role.BROKER) {
                assertThat(properties(texts(planned.files()).get("/etc/kafka/server.properties")))
                        .containsAllEntriesOf(described);
            }
        }
    }

    @ForEachSample
    void a_changed_setting_changes_what_roles_share_and_nothing_that_a_node_owns(Sample sample) {
        SortedMap<String, Object> settings =
                new TreeMap<>(sample.description().on().brokers().settings());
        settings.put("num.io.threads", 99);
        Plan<Ec2Platform> before = ec2(sample);
        Plan<Ec2Platform> after =
                Plan.of(sample.with("brokers.settings", settings).description(), Site.EC2);

        assertThat(after.roles()).isNotEqualTo(before.roles());
        assertThat(after.nodes().stream().map(PlannedNode::own))
                .isEqualTo(before.nodes().stream().map(PlannedNode::own).toList());
        assertThat(after.layout()).isEqualTo(before.layout());
    }

    @ForEachSample
    void no_two_ports_of_an_address_are_the_same(Sample sample) {
        for (Site site : List.of(Site.EC2, LAPTOP)) {
            assertThat(ports(plan(sample, site))).doesNotHaveDuplicates();
        }
    }

    @ForEachSample
    void fifty_nodes_share_one_address_without_sharing_a_port(Sample sample) {
        int voters = sample.nodes("zookeeper") + sample.nodes("controllers");

        List<String> ports =
                ports(Plan.of(sample.with("brokers.nodes", 50 - voters).description(), LAPTOP_WITH_ONE_ADDRESS));

        assertThat(ports).doesNotHaveDuplicates().allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    @ForEachSample
    void a_server_listens_on_the_ports_that_its_plan_names(Sample sample) throws IOException {
        for (Site site : List.of(Site.EC2, LAPTOP, LAPTOP_WITH_ONE_ADDRESS)) {
            for (PlannedNode planned : plan(sample, site).nodes()) {
                Node node = planned.node();
                List<String> named = new ArrayList<>(ports(planned));
                assertThat(named.remove(node.address() + ":"
                                + node.port(planned.launch()
                                        .exporter()
                                        .orElseThrow()
                                        .port())))
                        .isTrue();
                assertThat(listeners(planned)).containsExactlyInAnyOrderElementsOf(named);
            }
        }
    }

    @ForEachSample
    void the_laptop_differs_from_ec2_in_addresses_folders_heap_and_collector_only(Sample sample) {
        Plan<Ec2Platform> ec2 = ec2(sample);
        Plan<Ec2Platform> laptop = plan(sample, LAPTOP);
        Map<String, String> describedAddress = new TreeMap<>();
        for (int i = 0; i < ec2.nodes().size(); i++) {
            describedAddress.put(
                    laptop.nodes().get(i).node().address().toString(),
                    ec2.nodes().get(i).node().address().toString());
        }

        for (int i = 0; i < ec2.nodes().size(); i++) {
            String folder = ROOT + "/nodes/" + ec2.nodes().get(i).node().name();
            SortedMap<String, String> there = texts(ec2.nodes().get(i).files());
            SortedMap<String, String> here = texts(laptop.nodes().get(i).files());
            assertThat(here.get(jvmOptions(here))).isNotEqualTo(there.get(jvmOptions(there)));
            there.merge(jvmOptions(there), "", (text, none) -> withoutHeapAndCollector(text));
            here.merge(jvmOptions(here), "", (text, none) -> withoutHeapAndCollector(text));
            here.replaceAll((path, text) -> IPV4.matcher(text.replace(folder, ""))
                    .replaceAll(found -> describedAddress.getOrDefault(found.group(), found.group())));
            assertThat(here).isEqualTo(there);
        }
    }

    @ForEachSample
    void the_first_voters_are_all_controllers_each_with_a_directory_of_its_own(Sample sample) {
        Plan<Ec2Platform> plan = ec2(sample);
        List<Node> controllers = plan.layout().voters(MetadataMode.KRAFT);
        String[] voters = plan.platform()
                .initialControllers()
                .map(text -> text.split(","))
                .orElse(new String[0]);

        assertThat(voters).hasSize(controllers.size());
        for (int i = 0; i < voters.length; i++) {
            assertThat(voters[i])
                    .startsWith(
                            controllers.get(i).id() + "@" + controllers.get(i).dnsName() + ":9093:");
        }
        assertThat(Stream.of(voters).map(voter -> Uuid.fromString(voter.substring(voter.lastIndexOf(':') + 1))))
                .doesNotHaveDuplicates()
                .doesNotContain(Uuid.fromString(plan.layout().clusterId()));
    }

    @ForEachSample
    void clients_are_told_every_broker_once(Sample sample) {
        Plan<Ec2Platform> plan = ec2(sample);

        assertThat(plan.clientBootstrap().split(","))
                .containsExactlyElementsOf(plan.layout().brokers().stream()
                        .map(node -> node.dnsName() + ":9092")
                        .toList());
    }

    @ForEachSample
    void every_described_topic_is_planned_with_nothing_left_open(Sample sample) {
        int brokers = sample.nodes("brokers");

        assertThat(ec2(sample).topics())
                .extracting(PlannedTopic::name)
                .containsExactlyElementsOf(sample.description().topics().keySet());
        assertThat(ec2(sample).topics()).allSatisfy(topic -> {
            Map<?, ?> described = (Map<?, ?>) ((Map<?, ?>) sample.get("topics").orElseThrow()).get(topic.name());
            Object partitions = described.get("partitions");
            assertThat(topic.partitions())
                    .isEqualTo(partitions == null ? PartitionGuideline.partitions(brokers) : partitions);
            assertThat(topic.replicas()).isEqualTo(Math.min(3, brokers));
        });
    }

    private static Plan<Ec2Platform> ec2(Sample sample) {
        return plan(sample, Site.EC2);
    }

    private static Plan<Ec2Platform> plan(Sample sample, Site site) {
        return PLANS.computeIfAbsent(sample + " " + site, key -> Plan.of(sample.description(), site));
    }

    private static List<ConfigFile> shared(Plan<Ec2Platform> plan, Role role) {
        return role(plan, role).shared();
    }

    private static PlannedRole role(Plan<Ec2Platform> plan, Role role) {
        return plan.roles().stream()
                .filter(planned -> planned.role() == role)
                .findFirst()
                .orElseThrow();
    }

    private static SortedMap<String, String> texts(List<ConfigFile> files) {
        return new TreeMap<>(files.stream().collect(Collectors.toMap(ConfigFile::path, ConfigFile::text)));
    }

    private static boolean isProperties(ConfigFile file) {
        return READ_BY_SERVERS.contains(file.path());
    }

    private static Map<String, String> properties(String text) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        Map<String, String> map = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> map.put(key, properties.getProperty(key)));
        return map;
    }

    private static List<String> ports(Plan<Ec2Platform> plan) {
        return plan.nodes().stream().flatMap(planned -> ports(planned).stream()).toList();
    }

    private static List<String> ports(PlannedNode planned) {
        Node node = planned.node();
        return planned.ports().stream()
                .map(Port::number)
                .map(number -> node.address() + ":" + node.port(number))
                .toList();
    }

    /** {@code address:port} of everything that the files of a node tell its server to bind. */
    private static List<String> listeners(PlannedNode planned) throws IOException {
        SortedMap<String, String> files = texts(planned.files());
        String told = files.get(
                READ_BY_SERVERS.stream().filter(files::containsKey).findFirst().orElseThrow());
        if (planned.node().role() != Role.ZOOKEEPER) {
            return Stream.of(properties(told).get("listeners").split(","))
                    .map(listener -> listener.substring(listener.indexOf("//") + 2))
                    .toList();
        }
        Map<String, String> zooCfg = properties(told);
        String address = zooCfg.get("clientPortAddress");
        String[] server = zooCfg.get("server." + planned.node().id()).split(":");
        return List.of(address + ":" + zooCfg.get("clientPort"), address + ":" + server[1], address + ":" + server[2]);
    }

    private static String jvmOptions(SortedMap<String, String> files) {
        return files.keySet().stream()
                .filter(path -> path.endsWith("/jvm.options"))
                .findFirst()
                .orElseThrow();
    }

    private static String withoutHeapAndCollector(String options) {
        return options.lines()
                .filter(line -> !HEAP_OR_COLLECTOR.matcher(line).matches())
                .collect(Collectors.joining("\n"));
    }
}
