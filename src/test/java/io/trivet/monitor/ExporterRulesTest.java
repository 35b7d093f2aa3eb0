package io.trivet.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.trivet.kafka.MetadataMode;
import io.trivet.layout.Role;
import io.trivet.process.ConfigFile;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of the exporter against the beans that they are for; the whole files stand in the golden stacks. */
final class ExporterRulesTest {
    /** In place of the ids that beans of ZooKeeper carry in their names. */
    private static final String ANY = "7";

    static Stream<Arguments> files() {
        return Stream.of(
                Arguments.of("zookeeper", MetadataMode.ZOOKEEPER),
                Arguments.of("controller", MetadataMode.KRAFT),
                Arguments.of("broker", MetadataMode.ZOOKEEPER),
                Arguments.of("broker", MetadataMode.KRAFT),
                Arguments.of("connect", MetadataMode.KRAFT),
                Arguments.of("mirror", MetadataMode.KRAFT));
    }

    @Test
    void the_rules_of_a_zookeeper_server() {
        ConfigFile file = ExporterRules.of("/etc/zookeeper", "zookeeper", MetadataMode.ZOOKEEPER);

        assertThat(file.path()).isEqualTo("/etc/zookeeper/exporter.yaml");
        assertThat(file.text()).isEqualTo("""
                lowercaseOutputName: true
                includeObjectNames:
                  - 'org.apache.ZooKeeperService:name0=ReplicatedServer_id*'
                  - 'org.apache.ZooKeeperService:name0=ReplicatedServer_id*,name1=replica.*'
                  - 'org.apache.ZooKeeperService:name0=ReplicatedServer_id*,name1=replica.*,name2=*'
                  - 'org.apache.ZooKeeperService:name0=ReplicatedServer_id*,name1=replica.*,name2=*,name3=InMemoryDataTree'
                rules:
                  - pattern: '^org\\.apache\\.ZooKeeperService<name0=ReplicatedServer_id[^,>]+><>QuorumSize:'
                    name: zookeeper_quorumsize
                    type: GAUGE
                    help: 'Servers of the ensemble.'
                  - pattern: '^org\\.apache\\.ZooKeeperService<name0=ReplicatedServer_id[^,>]+, name1=replica\\.[^,>]+><>State: (\\w+)'
                    name: zookeeper_state
                    type: GAUGE
                    help: 'What this server does: leading, following, or leaderelection, in which it serves no clients.'
                    labels:
                      state: '$1'
                    value: 1
                  - pattern: '^org\\.apache\\.ZooKeeperService<name0=ReplicatedServer_id[^,>]+, name1=replica\\.[^,>]+, name2=[^,>]+><>AvgRequestLatency:'
                    name: zookeeper_avgrequestlatency
                    type: GAUGE
                    help: 'Milliseconds to answer a request, on average since this server leads or follows.'
                  - pattern: '^org\\.apache\\.ZooKeeperService<name0=ReplicatedServer_id[^,>]+, name1=replica\\.[^,>]+, name2=[^,>]+><>MaxRequestLatency:'
                    name: zookeeper_maxrequestlatency
                    type: GAUGE
                    help: 'Milliseconds of the slowest request since this server leads or follows.'
                  - pattern: '^org\\.apache\\.ZooKeeperService<name0=ReplicatedServer_id[^,>]+, name1=replica\\.[^,>]+, name2=[^,>]+><>OutstandingRequests:'
                    name: zookeeper_outstandingrequests
                    type: GAUGE
                    help: 'Requests that wait; above ten the server is overloaded or its disk is slow.'
                  - pattern: '^org\\.apache\\.ZooKeeperService<name0=ReplicatedServer_id[^,>]+, name1=replica\\.[^,>]+, name2=[^,>]+><>NumAliveConnections:'
                    name: zookeeper_numaliveconnections
                    type: GAUGE
                    help: 'Clients that are connected to this server.'
                  - pattern: '^org\\.apache\\.ZooKeeperService<name0=ReplicatedServer_id[^,>]+, name1=replica\\.[^,>]+, name2=[^,>]+><>FsyncThresholdExceedCount:'
                    name: zookeeper_fsyncthresholdexceed_total
                    type: COUNTER
                    help: 'Flushes of the log that took longer than fsync.warningthresholdms.'
                  - pattern: '^org\\.apache\\.ZooKeeperService<name0=ReplicatedServer_id[^,>]+, name1=replica\\.[^,>]+, name2=[^,>]+><>ElectionTimeTaken:'
                    name: zookeeper_electiontimetaken
                    type: GAUGE
                    help: 'Milliseconds that the last election took.'
                  - pattern: '^org\\.apache\\.ZooKeeperService<name0=ReplicatedServer_id[^,>]+, name1=replica\\.[^,>]+, name2=[^,>]+, name3=InMemoryDataTree><>NodeCount:'
                    name: zookeeper_nodecount
                    type: GAUGE
                    help: 'Nodes of the tree.'
                  - pattern: '^org\\.apache\\.ZooKeeperService<name0=ReplicatedServer_id[^,>]+, name1=replica\\.[^,>]+, name2=[^,>]+, name3=InMemoryDataTree><>WatchCount:'
                    name: zookeeper_watchcount
                    type: GAUGE
                    help: 'Watches of clients of this server.'
                """);
    }

    @Test
    void a_brace_becomes_one_bean_each_and_a_label() {
        GoldenMetric time = metric("kafka_network_requestmetrics_totaltimems");

        assertThat(time.objectNames())
                .containsExactly(
                        "kafka.network:type=RequestMetrics,name=TotalTimeMs,request=Produce",
                        "kafka.network:type=RequestMetrics,name=TotalTimeMs,request=FetchConsumer",
                        "kafka.network:type=RequestMetrics,name=TotalTimeMs,request=FetchFollower");
        assertThat(time.pattern())
                .isEqualTo("^kafka\\.network<type=RequestMetrics, name=TotalTimeMs,"
                        + " request=(Produce|FetchConsumer|FetchFollower)><>(50|99|999)thPercentile:");
        assertThat(time.labels()).containsExactly("request", "quantile");
    }

    @Test
    void a_word_in_angle_brackets_becomes_a_label_whether_jmx_puts_it_in_quotes_or_not() {
        GoldenMetric task = metric("kafka_connect_task_status");
        GoldenMetric sink = metric("kafka_connect_sink_records_lag_max");
        GoldenMetric mirror = metric("kafka_mirror_records_lag_max");

        assertThat(task.objectNames()).containsExactly("kafka.connect:type=connector-task-metrics,connector=*,task=*");
        assertThat(task.labels()).containsExactly("connector", "task", "state");
        assertThat(found(task, "kafka.connect<type=connector-task-metrics, connector=a-b, task=0><>status: failed"))
                .containsExactly("a-b", "0", "failed");
        assertThat(found(task, "kafka.connect<type=connector-task-metrics, connector=\"a:b\", task=0><>status: failed"))
                .containsExactly("a:b", "0", "failed");
        assertThat(found(
                        sink,
                        "kafka.consumer<type=consumer-fetch-manager-metrics, client-id=connector-consumer-a-b-12>"
                                + "<>records-lag-max: 7.0"))
                .containsExactly("a-b", "12");
        assertThat(mirror.objectNames())
                .containsExactly("kafka.consumer:type=consumer-fetch-manager-metrics,"
                        + "client-id=\"*->*|MirrorSourceConnector-*|replication-consumer\"");
        assertThat(found(
                        mirror,
                        "kafka.consumer<type=consumer-fetch-manager-metrics,"
                                + " client-id=\"west->east|MirrorSourceConnector-3|replication-consumer\">"
                                + "<>records-lag-max: 7.0"))
                .containsExactly("west", "3");
    }

    private static List<String> found(GoldenMetric metric, String line) {
        Matcher matcher = Pattern.compile(metric.pattern()).matcher(line);
        assertThat(matcher.find()).as(line).isTrue();
        return IntStream.rangeClosed(1, matcher.groupCount())
                .mapToObj(matcher::group)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("files")
    void every_attribute_of_every_included_bean_meets_the_rule_of_its_metric_first(String process, MetadataMode mode)
            throws Exception {
        JsonNode file = yaml(process, mode);
        for (GoldenMetric metric : GoldenMetric.of(process, mode)) {
            for (String bean : metric.objectNames()) {
                for (String attribute : attributes(metric)) {
                    ObjectName name = new ObjectName(bean.replace("*", ANY));
                    String line = name.getDomain() + "<"
                            + name.getKeyPropertyListString().replace(",", ", ") + "><>" + attribute + ": leading";

                    assertThat(included(file, name)).as(line).isTrue();
                    assertThat(firstMetric(file, line)).as(line).isEqualTo(metric.name());
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_neighbour_of_a_golden_bean_is_neither_asked_for_nor_exported(String process, MetadataMode mode)
            throws Exception {
        JsonNode file = yaml(process, mode);
        for (GoldenMetric metric : GoldenMetric.of(process, mode)) {
            for (String bean : metric.objectNames()) {
                String narrower = bean.contains("topic=") ? ",record=7" : ",topic=orders,partition=0";
                ObjectName neighbour = new ObjectName(bean.replace("*", ANY) + narrower);
                String line = neighbour.getDomain() + "<"
                        + neighbour.getKeyPropertyListString().replace(",", ", ") + "><>"
                        + attributes(metric).get(0) + ": 1";

                assertThat(included(file, neighbour)).as(line).isFalse();
                assertThat(firstMetric(file, line)).as(line).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void the_exporter_can_read_what_is_replaced_in_a_rule(String process, MetadataMode mode) throws Exception {
        for (JsonNode rule : yaml(process, mode).get("rules")) {
            assertThat(rule.get("help").textValue()).doesNotContain("$", "\\");
            int groups =
                    Pattern.compile(rule.get("pattern").textValue()).matcher("").groupCount();
            assertThat(rule.path("labels").size()).as(rule.toString()).isEqualTo(groups);
        }
    }

    @Test
    void names_are_those_of_prometheus_and_only_counters_end_in_total() {
        List<String> names = GoldenMetric.all().stream().map(GoldenMetric::name).toList();

        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z_:][a-z0-9_:]*"));
        assertThat(GoldenMetric.all())
                .allMatch(metric -> metric.name().endsWith("_total") == (metric.kind() == GoldenMetric.Kind.COUNTER));
    }

    @Test
    void every_metric_is_on_a_process_and_says_one_thing() {
        List<String> processes = Role.ALL.stream()
                .map(Role::word)
                .flatMap(role -> Stream.of(role, role + "/zookeeper", role + "/kraft"))
                .toList();
        assertThat(GoldenMetric.all())
                .hasSize(89)
                .allMatch(metric -> !metric.on().isEmpty() && processes.containsAll(metric.on()));
        assertThat(GoldenMetric.all()).allMatch(metric -> metric.tells().endsWith("."));
    }

    @Test
    void what_a_scrape_of_a_zookeeper_server_must_hold() {
        assertThat(GoldenMetric.expected("zookeeper", MetadataMode.ZOOKEEPER))
                .containsExactly(
                        "zookeeper_avgrequestlatency",
                        "zookeeper_electiontimetaken",
                        "zookeeper_fsyncthresholdexceed_total",
                        "zookeeper_maxrequestlatency",
                        "zookeeper_nodecount",
                        "zookeeper_numaliveconnections",
                        "zookeeper_outstandingrequests",
                        "zookeeper_quorumsize",
                        "zookeeper_state",
                        "zookeeper_watchcount");
    }

    @Test
    void the_active_controller_is_counted_where_it_can_be() {
        String name = "kafka_controller_kafkacontroller_activecontrollercount";

        assertThat(GoldenMetric.expected("controller", MetadataMode.KRAFT)).contains(name);
        assertThat(GoldenMetric.expected("broker", MetadataMode.ZOOKEEPER)).contains(name);
        assertThat(GoldenMetric.expected("broker", MetadataMode.KRAFT)).doesNotContain(name);
    }

    private static GoldenMetric metric(String name) {
        return GoldenMetric.all().stream()
                .filter(metric -> metric.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode yaml(String process, MetadataMode mode) throws Exception {
        return new YAMLMapper()
                .readTree(ExporterRules.of("/etc/kafka", process, mode).text());
    }

    private static List<String> attributes(GoldenMetric metric) {
        Matcher group = Pattern.compile("(.*)\\{(.*)}(.*)").matcher(metric.attribute());
        if (!group.matches()) {
            return List.of(metric.attribute());
        }
        List<String> attributes = new ArrayList<>();
        for (String alternative : group.group(2).split("\\|")) {
            attributes.add(group.group(1) + alternative + group.group(3));
        }
        return attributes;
    }

    private static boolean included(JsonNode file, ObjectName name) throws Exception {
        for (JsonNode included : file.get("includeObjectNames")) {
            if (new ObjectName(included.textValue()).apply(name)) {
                return true;
            }
        }
        return false;
    }

    /** As the exporter does it: the pattern of a rule may stand anywhere, and the first rule takes the attribute. */
    private static String firstMetric(JsonNode file, String line) {
        for (JsonNode rule : file.get("rules")) {
            if (line.matches("^.*(?:" + rule.get("pattern").textValue() + ").*$")) {
                return rule.get("name").textValue();
            }
        }
        return "";
    }
}
