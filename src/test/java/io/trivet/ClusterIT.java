package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trivet.drill.NegativeControlDrill;
import io.trivet.drill.ZoneLossDrill;
import io.trivet.kafka.MetadataMode;
import io.trivet.layout.Role;
import io.trivet.monitor.GoldenMetric;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real clusters of the example stacks, on this machine, from the rendered files. */
final class ClusterIT {
    @TempDir
    private Path home;

    private Trivet trivet;
    private String started = "";

    @BeforeEach
    void a_home_of_its_own() throws IOException {
        trivet = Trivet.in(home);
    }

    @AfterEach
    void nothing_is_left_running() throws IOException, InterruptedException {
        if (!started.isEmpty()) {
            trivet.succeed("local", "down", started, "--delete", "--yes");
        }
    }

    @ParameterizedTest
    @CsvSource({"prod-us-east-1, ZOOKEEPER", "kraft-us-east-1, KRAFT"})
    void a_zone_may_be_lost_under_load_and_no_acknowledged_record_with_it(String stack, MetadataMode mode)
            throws IOException, InterruptedException {
        started = stack;
        trivet.succeed("local", "up", stack);
        List<JsonNode> nodes = trivet.status(stack);

        assertThat(nodes)
                .hasSize(9)
                .allSatisfy(node -> assertThat(node.get("state").asText()).isEqualTo("up"));
        every_golden_metric_is_scraped(nodes, mode, ClusterIT::role);
        assertThat(trivet.drill(stack, ZoneLossDrill.class, arguments(stack, nodes, "us-east-1b")))
                .as("records lost, doubled or out of order")
                .isZero();
        assertThat(trivet.status(stack))
                .allSatisfy(node -> assertThat(node.get("state").asText()).isEqualTo("up"));
        assertThat(trivet.drill(stack, NegativeControlDrill.class, three_brokers(trivet.status(stack))))
                .as("a loss that is there and must be seen")
                .isZero();
        trivet.succeed("local", "start", stack);
    }

    static void every_golden_metric_is_scraped(List<JsonNode> nodes, MetadataMode mode, Function<String, Role> roles)
            throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        for (JsonNode node : nodes) {
            URI metrics = URI.create("http://" + node.get("exporter").asText() + "/metrics");
            String body = client.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
                    .body();
            SortedSet<String> scraped = new TreeSet<>();
            body.lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> scraped.add(line.replaceFirst("[{ ].*", "")));
            assertThat(scraped)
                    .as("metrics of " + node.get("node").asText())
                    .containsAll(GoldenMetric.expected(
                            roles.apply(node.get("node").asText()).word(), mode));
        }
    }

    private static Role role(String node) {
        return Role.ALL.stream()
                .filter(role -> node.matches(role.node(0).replace("0", "\\d+")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no role has a node " + node));
    }

    private List<String> arguments(String stack, List<JsonNode> nodes, String zone) {
        List<String> arguments = new ArrayList<>(List.of(bootstrap(nodes), stack, zone));
        arguments.addAll(trivet.command());
        return arguments;
    }

    private static String bootstrap(List<JsonNode> nodes) {
        return nodes.stream()
                .filter(node -> node.get("node").asText().startsWith("broker"))
                .map(node -> node.get("dnsName").asText() + ":9092")
                .reduce((first, second) -> first + "," + second)
                .orElseThrow();
    }

    private static List<String> three_brokers(List<JsonNode> nodes) {
        List<String> arguments = new ArrayList<>(List.of(bootstrap(nodes)));
        for (int id = 1; id <= 3; id++) {
            String name = String.format(Locale.ROOT, "broker%d", id);
            JsonNode broker = nodes.stream()
                    .filter(node -> node.get("node").asText().equals(name))
                    .findFirst()
                    .orElseThrow();
            arguments.add(id + "=" + broker.get("pid").asLong());
        }
        return arguments;
    }
}
