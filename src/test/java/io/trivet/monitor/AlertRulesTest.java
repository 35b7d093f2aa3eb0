package io.trivet.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.layout.Node;
import io.trivet.layout.Role;
import io.trivet.layout.Site;
import io.trivet.plan.MonitoringFiles;
import io.trivet.plan.Plan;
import io.trivet.platform.Ec2Platform;
import io.trivet.process.YamlDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is written for Prometheus, judged by Prometheus: promtool plays what a cluster exports through the rules. For
 * each alert a fault fires it and nothing that is not its consequence; a cluster that is well, and one that rolls,
 * fires none.
 */
final class AlertRulesTest {
    /** When a fault begins, as position of a sample: in the tenth minute. */
    private static final int FAULT = 20;

    /** How long a wave takes with a new machine, 220 s, in samples; the next follows at once. */
    private static final int WAVE = 8;

    @TempDir
    private Path folder;

    /**
     * Something that goes wrong for good.
     *
     * @param fires names of alerts, and no others, at the end
     */
    private record Fault(List<String> fires, UnaryOperator<Samples> happens) {
        static Fault of(String fires, String series, String value) {
            return new Fault(
                    List.of(fires.split(" ")), samples -> samples.change(series, FAULT, Samples.COUNT, at -> value));
        }

        Fault and(String series, String value) {
            return new Fault(
                    fires, samples -> happens.apply(samples).change(series, FAULT, Samples.COUNT, at -> value));
        }
    }

    private static final List<Fault> COMMON = List.of(
            Fault.of("OfflinePartitions", "offlinepartitionscount.*(controller1|broker1)\"", "4"),
            Fault.of("UnderMinIsr", "underminisr.*broker2", "1"),
            Fault.of("NotOneController", "activecontrollercount", "0"),
            Fault.of("NotOneController", "activecontrollercount.*[13]\"", "1"),
            new Fault(
                    List.of("UncleanElection"),
                    // An increase is looked for over fifteen minutes.
                    samples -> samples.change("uncleanleader.*1\"", Samples.COUNT - 10, Samples.COUNT, at -> "1")),
            Fault.of("OfflineLogDirectory", "offlinelogdirectory.*broker2", "1"),
            Fault.of("BrokerDown", "^up.*broker2", "0").and("^kafka.*broker2", Samples.GONE),
            Fault.of("BrokerDown", "brokerstate.*broker2", "2"),
            Fault.of("VoterDown", "^up.*(controller|zk)2", "0").and("^[kz].*(controller|zk)2", Samples.GONE),
            Fault.of("NodesMissing", "^up.*(controller|zk)2", Samples.GONE)
                    .and("^[kz].*(controller|zk)2", Samples.GONE),
            new Fault(
                    List.of("BrokerFlapping"),
                    samples ->
                            samples.change("brokerstate.*broker2", FAULT, Samples.COUNT, at -> at % 8 < 2 ? "1" : "3")),
            Fault.of("UnderReplicated", "underreplicated.*broker2", "7"),
            Fault.of("LeaderSkew", "preferredreplicaimbalance", "20"),
            Fault.of("RequestHandlersBusy", "requesthandleravgidle.*broker2", "0.2"),
            Fault.of("RequestHandlersBusy RequestHandlersExhausted", "requesthandleravgidle.*broker2", "0.05"),
            Fault.of("NetworkThreadsBusy", "networkprocessoravgidle.*broker2", "0.2"),
            Fault.of("RequestQueueFull", "requestqueuesize.*broker2", "450"),
            Fault.of("SlowProduce", "_totaltimems.*broker2.*Produce", "800"),
            Fault.of("SlowFetch", "_localtimems.*broker2.*FetchFollower", "600"));

    private static final List<Fault> KRAFT = List.of(
            Fault.of("NoQuorumLeader", "current_state.*leader", Samples.GONE),
            Fault.of("FencedBrokers", "fencedbrokercount", "1"),
            Fault.of("MetadataErrors", "metadataerrorcount.*controller2", "1"),
            Fault.of("MetadataErrors", "metadata_load_error_count.*broker2", "1"),
            Fault.of("MetadataErrors", "metadata_apply_error_count.*broker2", "1"),
            Fault.of("MetadataBehind", "lastappliedrecordlagms.*controller2", "60000"),
            Fault.of("MetadataBehind", "last_applied_record_lag_ms.*broker2", "60000"));

    private static final List<Fault> ZOOKEEPER = List.of(
            Fault.of("ZooKeeperNoLeader", "zookeeper_state.*leading", Samples.GONE),
            new Fault(
                    List.of("ZooKeeperSession"),
                    samples -> samples.change("sessionstate.*broker2", FAULT, Samples.COUNT, at -> Samples.GONE)
                            .with(
                                    "kafka_server_sessionexpirelistener_sessionstate{stack=\"prod-us-east-1\","
                                            + "role=\"broker\",node=\"broker2\",state=\"CONNECTING\"}",
                                    "1")),
            new Fault(
                    List.of("ZooKeeperSessionsExpired"),
                    samples -> samples.change("expires.*broker2", Samples.COUNT - 10, Samples.COUNT, at -> "1")),
            Fault.of("ZooKeeperOverloaded", "outstandingrequests.*zk2", "50"));

    private static final List<Fault> COPIES = List.of(
            Fault.of("WorkerDown", "^up.*connect2", "0").and("^kafka.*connect2", Samples.GONE),
            Fault.of("WorkerDown", "^up.*mirror2", "0").and("^kafka.*mirror2", Samples.GONE),
            failed("ConnectorFailed", "kafka_connect_connector_status{connector=\"files\""),
            failed("TaskFailed", "kafka_connect_task_status{connector=\"files\",task=\"0\""),
            new Fault(
                    List.of("StartFailed"),
                    samples -> samples.change(
                            "connector_startup_fail.*connect2", Samples.COUNT - 10, Samples.COUNT, at -> "1")),
            new Fault(
                    List.of("StartFailed"),
                    samples ->
                            samples.change("task_startup_fail.*mirror2", Samples.COUNT - 10, Samples.COUNT, at -> "1")),
            new Fault(
                    List.of("RecordsSkipped"),
                    samples ->
                            samples.change("records_skipped.*connect2", Samples.COUNT - 10, Samples.COUNT, at -> "3")),
            Fault.of("ConnectRebalancing", "rebalancing.*connect2", "1"),
            Fault.of("SinkBehind", "sink_records_lag.*connect2", "20000"),
            Fault.of("MirrorCutOff", "fetch_rate.*mirror2", "0"),
            Fault.of("MirrorBehind", "mirror_records_lag.*mirror2", "20000"),
            Fault.of("MirrorLate", "replication_latency.*mirror2", "90000"));

    /** What was running says that it failed. */
    private static Fault failed(String fires, String series) {
        String node = "stack=\"copies\",role=\"connect\",zone=\"us-east-1b\",node=\"connect2\"";
        return new Fault(
                List.of(fires),
                samples -> samples.change(series.substring(0, series.indexOf('{')) + ".*connect2", at -> Samples.GONE)
                        .with(series + ",state=\"failed\"," + node + "}", "1"));
    }

    @BeforeAll
    static void there_is_promtool() {
        Prometheus.needs();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kraft-us-east-1", "prod-us-east-1", "copies"})
    void prometheus_and_alertmanager_take_what_is_written(String stack) throws IOException {
        for (Site site : List.of(Site.EC2, new Site.ThisMachine("/root", true))) {
            write(stack, site);

            // Certificates lie where Prometheus runs.
            assertThat(Prometheus.run(folder, "promtool", "check", "config", "--syntax-only", "prometheus.yml"))
                    .contains("SUCCESS: prometheus.yml is valid");
            assertThat(Prometheus.run(folder, "promtool", "check", "rules", Tool.PROMETHEUS.mark()))
                    .contains("SUCCESS", "rules found");
            assertThat(Prometheus.run(folder, "amtool", "check-config", "alertmanager.yml"))
                    .contains("SUCCESS", " - 2 receivers");
        }
    }

    @Test
    void every_alert_is_fired_by_a_fault_and_no_fault_fires_another() throws IOException {
        SortedSet<String> fired = new TreeSet<>();
        Map<String, List<Fault>> stacks = new LinkedHashMap<>();
        stacks.put("kraft-us-east-1", both(COMMON, KRAFT));
        stacks.put("prod-us-east-1", both(COMMON, ZOOKEEPER));
        stacks.put(ToolFiles.COPIES, COPIES);
        for (var entry : stacks.entrySet()) {
            List<Fault> faults = entry.getValue();
            Watched watched = write(entry.getKey(), Site.EC2);
            List<Map<String, Object>> tests = new ArrayList<>();
            tests.add(test("a cluster that is well", Samples.healthy(watched), List.of(Samples.COUNT - 1), List.of()));
            for (Fault fault : faults) {
                fired.addAll(fault.fires());
                tests.add(test(
                        fault.fires().toString(),
                        fault.happens().apply(Samples.healthy(watched)),
                        List.of(Samples.COUNT - 1),
                        fault.fires()));
            }

            promtool(tests);
        }
        assertThat(fired)
                .containsExactlyElementsOf(
                        new TreeSet<>(Alert.all().stream().map(Alert::name).toList()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kraft-us-east-1", "prod-us-east-1", "copies"})
    void a_planned_roll_fires_none_at_any_time(String stack) throws IOException {
        Watched watched = write(stack, Site.EC2);
        Samples samples = Samples.healthy(watched);
        int at = FAULT;
        for (Watched.Fleet fleet : watched.fleets()) {
            int begin = at;
            int end = begin + WAVE * fleet.nodes().size();
            if (fleet.role().isBroker()) {
                // Between two waves all replicas are in sync for less than a scrape, so that none sees it.
                samples.change("underreplicated", begin, end, position -> "12");
                samples.change("preferredreplicaimbalance.*1\"", begin, end + 10, position -> "17");
            }
            if (fleet.role().equals(Role.ZOOKEEPER)) {
                String leading = "zookeeper_state{stack=\"prod-us-east-1\",state=\"leading\",node=\"zk2\"}";
                elect(samples.with(leading, Samples.GONE), "zookeeper_state.*leading", begin, Samples.GONE);
            } else if (fleet.role().isVoter() || stack.startsWith("prod")) {
                elect(samples, "activecontrollercount.*" + fleet.role(), begin, "0");
                if (fleet.role().isVoter()) {
                    String leads =
                            "kafka_server_raftmetrics_current_state{state=\"leader\",stack=\"%s\",role=\"%s\",node=\"%s\"}";
                    samples.with(
                            leads.formatted(
                                    stack, fleet.role(), fleet.nodes().get(1).name()),
                            Samples.GONE);
                    elect(samples, "current_state.*leader.*" + fleet.role(), begin, Samples.GONE);
                }
            } else if (fleet.role().isBroker()) {
                samples.change("fencedbrokercount", begin, end, position -> "1");
            }
            for (Node node : fleet.nodes()) {
                restart(samples, node.name(), at);
                at += WAVE;
            }
        }
        assertThat(at + 40).isLessThan(Samples.COUNT);
        List<Integer> everyMinute = new ArrayList<>();
        for (int position = 0; position < Samples.COUNT; position += 2) {
            everyMinute.add(position);
        }

        promtool(List.of(test("roll", samples, everyMinute, List.of())));
    }

    /** Node 2 takes over when node 1 goes, and gives it back when it goes itself; a scrape sees none of them. */
    private static void elect(Samples samples, String series, int first, String otherwise) {
        int second = first + WAVE;
        samples.change(series + ".*1\"", first, second + 2, position -> otherwise);
        samples.change(series + ".*2\"", first + 2, second, position -> "1");
    }

    /** It hands over, is gone with its exporter, starts, reads its logs and serves. */
    private static void restart(Samples samples, String node, int at) {
        String series = "node=\"" + node + "\"";
        samples.change("^up.*" + series, at + 1, at + 7, position -> "0");
        samples.change("^[kz].*" + series, at + 1, at + 7, position -> Samples.GONE);
        if (node.startsWith("mirror")) {
            // It joins the others, is given its share again, and catches up.
            samples.change("mirror_fetch_rate.*" + series, at + 7, at + 10, position -> "0");
            samples.change("mirror_records_lag.*" + series, at + 10, at + 20, position -> "50000");
            samples.change("replication_latency.*" + series, at + 10, at + 20, position -> "300000");
        }
        if (node.startsWith("broker")) {
            samples.change("brokerstate.*" + series, at, at + 1, position -> "6");
            samples.change("brokerstate.*" + series, at + 7, at + 8, position -> "2");
        }
    }

    private static List<Fault> both(List<Fault> some, List<Fault> others) {
        List<Fault> both = new ArrayList<>(some);
        both.addAll(others);
        return both;
    }

    private Watched write(String stack, Site site) throws IOException {
        Plan<Ec2Platform> plan = ToolFiles.plan(stack, site);
        for (var file : MonitoringFiles.of(plan, Tool.PROMETHEUS).files().entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        return MonitoringFiles.watched(plan);
    }

    private void promtool(List<Map<String, Object>> tests) throws IOException {
        SortedMap<String, Object> file = new TreeMap<>();
        file.put("rule_files", List.of(Tool.PROMETHEUS.mark()));
        file.put("evaluation_interval", Samples.STEP + "s");
        file.put("tests", tests);
        Files.writeString(folder.resolve("tests.yml"), YamlDocument.of(file));

        assertThat(Prometheus.run(folder, "promtool", "test", "rules", "tests.yml"))
                .contains("SUCCESS");
    }

    /** At each of these positions these alerts fire, and no others. */
    private static Map<String, Object> test(String name, Samples samples, List<Integer> positions, List<String> fires) {
        List<Map<String, Object>> expected = fires.stream()
                .sorted()
                .map(alert -> {
                    Map<String, Object> sample = new LinkedHashMap<>();
                    sample.put("labels", "{alertname=\"" + alert + "\"}");
                    sample.put("value", 1);
                    return sample;
                })
                .toList();
        List<Map<String, Object>> questions = new ArrayList<>();
        for (int position : positions) {
            Map<String, Object> question = new LinkedHashMap<>();
            question.put("expr", "count by (alertname) (ALERTS{alertstate=\"firing\"}) > bool 0");
            question.put("eval_time", position * Samples.STEP + "s");
            question.put("exp_samples", expected);
            questions.add(question);
        }
        Map<String, Object> test = new LinkedHashMap<>();
        test.put("name", name);
        test.put("interval", Samples.STEP + "s");
        test.put("input_series", samples.input());
        test.put("promql_expr_test", questions);
        return test;
    }
}
