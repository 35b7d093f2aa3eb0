package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.trivet.monitor.Prometheus;
import io.trivet.monitor.Tool;
import io.trivet.monitor.datadog.DatadogNames;
import io.trivet.monitor.elastic.ElasticNames;
import io.trivet.monitor.newrelic.NewRelicNames;
import io.trivet.operate.Login;
import io.trivet.operate.PemFiles;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

/**
 * A real Prometheus over the exporters of a real cluster with security, with the files that {@code trivet monitor}
 * writes: it comes with the certificate that was made for it. One cluster lives through all of it; each method runs
 * alone, too.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MonitorIT {
    private static final String STACK = "watched";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** A wave is away here for a twentieth of the 220 s that one with new machines takes, or less. */
    private static final int FASTER = 20;

    private static final Pattern SPAN = Pattern.compile("(for: \"|\\[)(\\d+)([mh])(\"|])");

    @TempDir
    private static Path home;

    private final HttpClient client = HttpClient.newHttpClient();
    private Trivet trivet;
    private Process prometheus;
    private URI api;
    private Path rules;
    private String written;

    @BeforeAll
    void a_cluster_and_a_prometheus() throws IOException, InterruptedException {
        Prometheus.needs();
        trivet = Trivet.in(home);
        Files.writeString(trivet.home().resolve("stacks/Pulumi." + STACK + ".yaml"), """
                config:
                  aws:region: us-east-1
                  trivet:cluster:
                    name: watched
                    environment: dev
                    platform: ec2
                    kafka: {version: 4.3.1, metadata: kraft}
                    zones: [us-east-1a, us-east-1b, us-east-1c]
                    network: {cidr: 10.89.0.0/20}
                    dns: {zone: us-east-1.dev.internal}
                    security: {authentication: [mtls], authority: arn:aws:acm-pca:us-east-1:123456789012:certificate-authority/1234abcd-12ab-34cd-56ef-1234567890ab}
                    controllers: {nodes: 3, instance: t4g.small, volume: {size: 10GiB}}
                    brokers: {nodes: 3, instance: t4g.medium, volume: {size: 50GiB}}
                    topics:
                      views: {partitions: 3}
                """);
        trivet.succeed("local", "up", STACK);
        Path files = home.resolve("monitor");
        trivet.succeed("monitor", STACK, "--local", "--out", files.toString());
        // A test waits for what is so, not for how long it must be so.
        edit(files.resolve("prometheus.yml"), "_interval: \"15s\"", "_interval: \"1s\"");
        rules = files.resolve(Tool.PROMETHEUS.mark());
        written = Files.readString(rules);
        Files.writeString(rules, atOnce());
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        prometheus = new ProcessBuilder(
                        Prometheus.program("prometheus"),
                        "--config.file=" + files.resolve("prometheus.yml"),
                        "--storage.tsdb.path=" + home.resolve("series"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("prometheus.log").toFile())
                .start();
        api = URI.create("http://127.0.0.1:" + port + "/api/v1/");
    }

    /** Each test begins with rules that wait for nothing, and a cluster that is well. */
    @BeforeEach
    void all_is_well() throws IOException, InterruptedException {
        judge(atOnce());
        await("count(up == 1) == 6", found -> found.size() == 1);
        await("stack:brokers_running:sum", found -> value(found).equals("3"));
        await("ALERTS{alertstate=\"firing\"}", found -> firing(found).isEmpty());
    }

    @AfterAll
    void nothing_is_left_running() throws IOException, InterruptedException {
        if (prometheus != null) {
            prometheus.destroy();
            prometheus.waitFor();
        }
        if (trivet != null) {
            trivet.succeed("local", "down", STACK, "--delete", "--yes");
        }
    }

    @Test
    void a_zone_that_stops_is_told_and_that_it_is_back_too() throws IOException, InterruptedException {
        every_panel_draws_something();
        datadog_asks_for_what_the_nodes_export();
        elastic_asks_for_what_the_nodes_export();
        new_relic_asks_for_what_prometheus_has();

        trivet.succeed("local", "stop", STACK, "--zone", "us-east-1b");

        await(
                "ALERTS{alertstate=\"firing\"}",
                found -> firing(found).equals(new TreeSet<>(List.of("BrokerDown broker2", "VoterDown controller2"))));
        await("sum(kafka_server_replicamanager_underreplicatedpartitions) > 0", found -> found.size() == 1);
        await(
                "max(kafka_controller_kafkacontroller_fencedbrokercount)",
                found -> value(found).equals("1"));
        assertThat(alerts(get("ALERTS"), ""))
                .as("consequences of what is told already")
                .doesNotContain("UnderReplicated", "FencedBrokers", "LeaderSkew", "OfflinePartitions", "UnderMinIsr");

        trivet.succeed("local", "start", STACK, "--zone", "us-east-1b");

        await("ALERTS{alertstate=\"firing\"}", found -> firing(found).isEmpty());
        await("sum(kafka_server_replicamanager_underreplicatedpartitions) > 0", found -> found.isEmpty());
    }

    @Test
    void brokers_that_hang_are_told_and_that_writes_are_refused_then() throws IOException, InterruptedException {
        try {
            signal("STOP", List.of("broker1"));
            await(
                    "ALERTS{alertstate=\"firing\"}",
                    found -> firing(found).equals(new TreeSet<>(List.of("BrokerDown broker1"))));

            signal("STOP", List.of("broker2"));
            await(
                    "ALERTS{alertstate=\"firing\"}",
                    found -> firing(found)
                            .equals(new TreeSet<>(List.of("BrokerDown broker1", "BrokerDown broker2", "UnderMinIsr"))));
        } finally {
            signal("CONT", List.of("broker1", "broker2"));
        }
        await("ALERTS{alertstate=\"firing\"}", found -> firing(found).isEmpty());
    }

    @Test
    void a_quorum_that_lost_its_majority_and_its_leader_is_told() throws IOException, InterruptedException {
        // The voter that is left keeps the name of the leader, so that what it knows must not count.
        String leader = get("kafka_controller_kafkacontroller_activecontrollercount == 1")
                .at("/0/metric/node")
                .asText();
        List<String> lost = List.of(leader, leader.equals("controller1") ? "controller2" : "controller1");
        SortedSet<String> told = new TreeSet<>(List.of("NoQuorumLeader", "NotOneController"));
        lost.forEach(node -> told.add("VoterDown " + node));
        try {
            signal("STOP", lost);
            await("ALERTS{alertstate=\"firing\"}", found -> firing(found).containsAll(told));
        } finally {
            signal("CONT", lost);
        }
        await("ALERTS{alertstate=\"firing\"}", found -> firing(found).isEmpty());
    }

    @Test
    void a_planned_roll_fires_none() throws IOException, InterruptedException {
        // What is waited for is shorter as a wave is, and no more.
        judge(SPAN.matcher(written)
                .replaceAll(span -> span.group(1)
                        + Integer.parseInt(span.group(2)) * (span.group(3).equals("h") ? 3600 : 60) / FASTER
                        + "s" + span.group(4)));
        edit(
                trivet.home().resolve("stacks/Pulumi." + STACK + ".yaml"),
                "volume: {size: 50GiB}}",
                "volume: {size: 50GiB}, settings: {queued.max.requests: 400}}");

        Instant begin = Instant.now();

        assertThat(trivet.succeed("local", "up", STACK).err()).containsPattern("(?m)^restarted broker3 in ");

        await("stack:brokers_running:sum", found -> value(found).equals("3"));
        String since = "[" + Duration.between(begin, Instant.now()).toSeconds() + "s]";
        assertThat(alerts(get("max_over_time(ALERTS{alertstate=\"pending\"}" + since + ")"), "node"))
                .as("what was seen of each wave")
                .contains("BrokerDown broker1", "BrokerDown broker2", "BrokerDown broker3");
        assertThat(firing(get("max_over_time(ALERTS{alertstate=\"firing\"}" + since + ")")))
                .isEmpty();
    }

    private void every_panel_draws_something() throws IOException, InterruptedException {
        for (String name : List.of("broker", "cluster", "metadata", "requests")) {
            JsonNode dashboard = new ObjectMapper()
                    .readTree(home.resolve("monitor/grafana/" + name + ".json").toFile());
            for (JsonNode panel : dashboard.get("panels")) {
                await(panel.at("/targets/0/expr").asText(), found -> !found.isEmpty());
            }
        }
    }

    /** The agent is played: what it would make of a scrape of each exporter that its file names. */
    private void datadog_asks_for_what_the_nodes_export() throws IOException, InterruptedException {
        Path files = written("datadog");
        SortedSet<String> made = new TreeSet<>();
        JsonNode check =
                new YAMLMapper().readTree(files.resolve(Tool.DATADOG.mark()).toFile());
        assertThat(check.get("instances")).hasSize(6);
        for (JsonNode instance : check.get("instances")) {
            made.addAll(DatadogNames.made(
                    scrape(
                            instance.get("openmetrics_endpoint").textValue(),
                            instance.get("tls_ca_cert"),
                            instance.get("tls_cert"),
                            instance.get("tls_private_key")),
                    instance.get("namespace").textValue(),
                    texts(instance.get("metrics"))));
        }

        assertThat(asked(files, DatadogNames::asked, "monitors", "dashboards"))
                .hasSizeGreaterThan(40)
                .isSubsetOf(made);
    }

    /** Metricbeat is played, likewise. */
    private void elastic_asks_for_what_the_nodes_export() throws IOException, InterruptedException {
        Path files = written("elastic");
        SortedSet<String> made = new TreeSet<>();
        JsonNode modules =
                new YAMLMapper().readTree(files.resolve(Tool.ELASTIC.mark()).toFile());
        assertThat(modules).hasSize(6);
        for (JsonNode module : modules) {
            made.addAll(ElasticNames.made(
                    scrape(
                            module.at("/hosts/0").textValue(),
                            module.at("/ssl/certificate_authorities/0"),
                            module.at("/ssl/certificate"),
                            module.at("/ssl/key")),
                    texts(module.at("/metrics_filters/include"))));
        }

        assertThat(asked(files, ElasticNames::asked, "rules", "dashboards"))
                .hasSizeGreaterThan(40)
                .isSubsetOf(made);
    }

    /** Prometheus sends New Relic what it has. */
    private void new_relic_asks_for_what_prometheus_has() throws IOException, InterruptedException {
        String dashboard = Files.readString(written("newrelic").resolve("dashboard.json"));
        for (String metric : NewRelicNames.asked(dashboard)) {
            await(metric, found -> !found.isEmpty());
        }
    }

    private Path written(String tool) throws IOException, InterruptedException {
        Path files = home.resolve(tool);
        trivet.succeed("monitor", STACK, "--local", "--for", tool, "--out", files.toString());
        return files;
    }

    private String scrape(String exporter, JsonNode authority, JsonNode certificate, JsonNode key)
            throws IOException, InterruptedException {
        Path own = Files.writeString(
                home.resolve("own.pem"),
                Files.readString(Path.of(key.textValue())) + Files.readString(Path.of(certificate.textValue())));
        HttpClient reader = HttpClient.newBuilder()
                .sslContext(PemFiles.context(Login.certificate(own, Path.of(authority.textValue()))))
                .build();
        return reader.send(HttpRequest.newBuilder(URI.create(exporter)).build(), BodyHandlers.ofString())
                .body();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
    }

    private static SortedSet<String> asked(Path files, Function<String, SortedSet<String>> names, String... folders)
            throws IOException {
        SortedSet<String> asked = new TreeSet<>();
        for (String folder : folders) {
            try (Stream<Path> texts = Files.list(files.resolve(folder))) {
                for (Path text : texts.toList()) {
                    asked.addAll(names.apply(Files.readString(text)));
                }
            }
        }
        return asked;
    }

    /** The rules without what they wait for: a test waits for what is so, not for how long it must be so. */
    private String atOnce() {
        return written.replaceAll("for: \"\\d+m\"", "for: \"1s\"");
    }

    /** Prometheus reads other rules, and forgets what it waits for by the present ones. */
    private void judge(String text) throws IOException, InterruptedException {
        if (text.equals(Files.readString(rules))) {
            return;
        }
        Files.writeString(rules, text);
        String before = loaded();
        assertThat(new ProcessBuilder("kill", "-HUP", "" + prometheus.pid())
                        .start()
                        .waitFor())
                .isZero();
        Instant end = Instant.now().plus(PATIENCE);
        while (loaded().equals(before)) {
            assertThat(Instant.now()).isBefore(end);
        }
    }

    private String loaded() throws IOException, InterruptedException {
        return answer("status/runtimeinfo").path("lastConfigTime").asText();
    }

    private void signal(String signal, List<String> nodes) throws IOException, InterruptedException {
        SortedMap<String, Long> pids = trivet.pids(STACK);
        for (String node : nodes) {
            assertThat(new ProcessBuilder("kill", "-" + signal, "" + pids.get(node))
                            .start()
                            .waitFor())
                    .as(node)
                    .isZero();
        }
    }

    /**
     * What fires, but for times: they are quantiles of the last five minutes, and the first requests of a JVM are as
     * slow as those that one which hung kept.
     */
    private static SortedSet<String> firing(JsonNode found) {
        SortedSet<String> firing = alerts(found, "node");
        firing.removeIf(alert -> alert.startsWith("Slow"));
        return firing;
    }

    private static void edit(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    private static String value(JsonNode found) {
        return found.path(0).path("value").path(1).asText();
    }

    private static SortedSet<String> alerts(JsonNode found, String label) {
        SortedSet<String> alerts = new TreeSet<>();
        StreamSupport.stream(found.spliterator(), false)
                .map(one -> one.get("metric"))
                .forEach(metric -> alerts.add((metric.get("alertname").asText() + " "
                                + metric.path(label).asText())
                        .strip()));
        return alerts;
    }

    /** Asks until what is found is as it must be. */
    private void await(String expression, Predicate<JsonNode> condition) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        JsonNode found = get(expression);
        while (!condition.test(found)) {
            if (Instant.now().isAfter(end) || prometheus.waitFor(200, TimeUnit.MILLISECONDS)) {
                throw new AssertionFailedError(expression + " is " + found + "\n" + get("ALERTS") + "\n"
                        + Files.readString(home.resolve("prometheus.log")));
            }
            found = get(expression);
        }
    }

    /** What Prometheus finds; nothing while it starts. */
    private JsonNode get(String expression) throws IOException, InterruptedException {
        return answer("query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .path("result");
    }

    private JsonNode answer(String question) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(api.resolve(question)).build();
        try {
            String answer = client.send(request, BodyHandlers.ofString()).body();
            return new ObjectMapper()
                    .readTree(answer.startsWith("{") ? answer : "{}")
                    .path("data");
        } catch (ConnectException e) {
            return new ObjectMapper().createObjectNode();
        }
    }
}
