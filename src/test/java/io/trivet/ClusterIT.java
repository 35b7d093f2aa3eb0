package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trivet.Trivet.Ran;
import io.trivet.drill.AwaitNoTopic;
import io.trivet.drill.LeaveUnread;
import io.trivet.drill.NegativeControlDrill;
import io.trivet.kafka.MetadataMode;
import io.trivet.layout.Role;
import io.trivet.monitor.GoldenMetric;
import io.trivet.operate.Login;
import io.trivet.operate.PemFiles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The real clusters of the example stacks, on this machine, from the rendered files: what is told of them, and what a
 * zone that is lost does to them. One cluster lives through all of it; each method runs alone, too.
 */
@ParameterizedClass
@CsvSource({"prod-us-east-1, ZOOKEEPER", "kraft-us-east-1, KRAFT"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ClusterIT {
    private static final String TOPIC = "viewing-events";

    @TempDir
    private static Path home;

    @Parameter(0)
    private String stack;

    @Parameter(1)
    private MetadataMode mode;

    private Trivet trivet;

    @BeforeParameterizedClassInvocation
    void a_cluster_that_runs() throws IOException, InterruptedException {
        trivet = Trivet.in(home.resolve(stack));
        trivet.move(stack, "10.40.", "10.41.");
        trivet.succeed("local", "up", stack);
    }

    @AfterParameterizedClassInvocation
    void nothing_is_left_running() throws IOException, InterruptedException {
        trivet.succeed("local", "down", stack, "--delete", "--yes");
    }

    @Test
    @Order(1)
    void every_node_is_up_and_every_golden_metric_is_scraped() throws IOException, InterruptedException {
        List<JsonNode> nodes = trivet.status(stack);

        assertThat(nodes)
                .hasSize(9)
                .allSatisfy(node -> assertThat(node.get("state").asText()).isEqualTo("up"));
        every_golden_metric_is_scraped(nodes, Login.NONE, mode, ClusterIT::role);
    }

    @Test
    @Order(2)
    void a_zone_that_is_lost_changes_what_is_said_and_the_exit_code() throws IOException, InterruptedException {
        assertThat(trivet.drill(
                        stack,
                        LeaveUnread.class,
                        List.of(trivet.bootstrap(stack), TOPIC, "billing", "12", "5", "leave")))
                .isZero();
        how_far_a_group_is_behind_is_told_at_once_and_judged_in_a_window();
        Process watch = trivet.start("watch", "operate", "status", stack, "--local", "--watch", "--format", "json");
        try {
            JsonNode well = await(answer -> needs(answer).isEmpty());
            assertThat(mayBeLost(well))
                    .isEqualTo(new TreeMap<>(Map.of("us-east-1a", "yes", "us-east-1b", "yes", "us-east-1c", "yes")));
            assertThat(well.get("groups").findValues("group"))
                    .extracting(JsonNode::asText)
                    .containsExactly("billing", "search");
            assertThat(well.get("groups").findValue("behind").asInt()).isEqualTo(7);
            assertThat(well.get("groups").findValue("standsStill").asBoolean()).isTrue();
            assertThat(well.get("untold")).isEmpty();

            trivet.succeed("local", "stop", stack, "--zone", "us-east-1b");

            // Brokers that do not answer are told at once, and counted as gone, until the controller misses them.
            JsonNode lost = await(answer -> mayBeLost(answer).containsValue("gone")
                    && needs(answer).contains("broker-missing")
                    && !needs(answer).contains("broker-silent"));
            assertThat(mayBeLost(lost))
                    .isEqualTo(new TreeMap<>(Map.of("us-east-1a", "no", "us-east-1b", "gone", "us-east-1c", "no")));
            assertThat(needs(lost))
                    .containsExactly("broker-missing", "voter-missing", "partitions-under-replicated", "zone-needed");
            assertThat(lost.get("zones").findValues("votersLeft"))
                    .extracting(JsonNode::asInt)
                    .containsExactly(1, 2, 1);
            String all = lost.get("partitions").get("count").asText();
            assertThat(trivet.run("operate", "status", stack, "--local").out())
                    .contains("4 of 6 brokers, " + all + " partitions: 4 things need a hand\n")
                    .contains("  broker2 and broker5: described and not there\n")
                    .contains("  us-east-1b  0        nothing of it is there\n")
                    .contains("no: " + all + " partitions would be under min.insync.replicas (")
                    .contains("; 1 of 3 voters would be left, which is no majority\n")
                    .containsPattern("  billing +Empty +1 +7 +has no member: ");
            await_the_same_where_it_is_watched(watch);

            trivet.succeed("local", "start", stack, "--zone", "us-east-1b");
            await(answer -> needs(answer).isEmpty());
        } finally {
            watch.destroy();
            watch.waitFor();
        }
    }

    private void how_far_a_group_is_behind_is_told_at_once_and_judged_in_a_window()
            throws IOException, InterruptedException {
        JsonNode once = lag("billing", 0);
        assertThat(once.get("is").asText()).isEqualTo("undecided");
        assertThat(once.get("committed").asInt()).isEqualTo(5);
        assertThat(once.get("end").asInt()).isEqualTo(12);
        assertThat(once.get("behind").asInt()).isEqualTo(7);
        assertThat(once.get("timeSource").asText()).isEqualTo("producer");
        assertThat(once.get("millisBehind").asLong()).isPositive();
        assertThat(lag("billing", 1, "--for", "2s").get("is").asText()).isEqualTo("stopped");

        Process reader = trivet.startDrill(
                stack, LeaveUnread.class, List.of(trivet.bootstrap(stack), TOPIC, "search", "0", "3", "stay"));
        try {
            while (!Files.readString(trivet.drilled(LeaveUnread.class)).contains("committed 3\n")) {
                assertThat(reader.waitFor(50, TimeUnit.MILLISECONDS)).isFalse();
            }
            JsonNode stalled = lag("search", 1, "--for", "2s");
            assertThat(stalled.get("is").asText()).isEqualTo("stalled");
            assertThat(stalled.get("member").asText()).isEqualTo("consumer-search-1");
        } finally {
            reader.destroyForcibly().waitFor();
        }

        Ran missing = trivet.run("operate", "lag", stack, "--local", "--group", "biling");
        assertThat(missing.code()).isOne();
        assertThat(missing.err()).contains("error no-group  --group").contains("Mend: write billing.");
        assertThat(trivet.run("operate", "lag", stack, "--local", "--for", "30").code())
                .isEqualTo(2);
    }

    @Test
    @Order(3)
    void a_zone_may_be_lost_under_load_and_no_acknowledged_record_with_it() throws IOException, InterruptedException {
        Path picture = home.resolve(stack + ".svg");
        Path report = home.resolve(stack + ".xml");

        Ran drill = trivet.run(
                "drill",
                "zone-loss",
                stack,
                "--of",
                "us-east-1b",
                "--plot",
                picture.toString(),
                "--report",
                report.toString());

        System.out.println(drill.out());
        assertThat(drill.code()).as(drill.out() + drill.err()).isZero();
        assertThat(drill.out())
                .contains("\nus-east-1b is killed ", "\nus-east-1b starts again ", "\nwhole again ")
                .endsWith("Every acknowledged record is there, once, in order, at its offset, and was read.\n");
        assertThat(Files.readString(picture)).startsWith("<svg ");
        assertThat(Files.readString(report)).contains(" failures=\"0\" ");
        assertThat(trivet.status(stack))
                .allSatisfy(node -> assertThat(node.get("state").asText()).isEqualTo("up"));
        assertThat(trivet.drill(stack, AwaitNoTopic.class, List.of(trivet.bootstrap(stack), "trivet.drill")))
                .isZero();
    }

    @Test
    @Order(4)
    void a_loss_that_is_there_is_seen() throws IOException, InterruptedException {
        SortedMap<String, Long> pids = trivet.pids(stack);
        List<String> arguments = new ArrayList<>(List.of(trivet.bootstrap(stack)));
        for (int id = 1; id <= 3; id++) {
            arguments.add(id + "=" + pids.get("broker" + id));
        }

        assertThat(trivet.drill(stack, NegativeControlDrill.class, arguments)).isZero();
    }

    /** @param login of who scrapes, where nodes ask for one */
    static void every_golden_metric_is_scraped(
            List<JsonNode> nodes, Login login, MetadataMode mode, Function<String, Role> roles)
            throws IOException, InterruptedException {
        for (JsonNode node : nodes) {
            assertThat(names(scrape(node, login)))
                    .as("metrics of " + node.get("node").asText())
                    .containsAll(GoldenMetric.expected(
                            roles.apply(node.get("node").asText()).word(), mode));
        }
    }

    /** Once they have something to do, the nodes of a role have between them all that one of it can have. */
    static void every_golden_metric_comes_to_be_scraped(List<JsonNode> nodes, Login login, MetadataMode mode, Role role)
            throws IOException, InterruptedException {
        Instant end = Instant.now().plus(Duration.ofMinutes(2));
        SortedSet<String> wanted = GoldenMetric.names(role.word(), mode);
        SortedSet<String> found = new TreeSet<>();
        while (!found.containsAll(wanted)) {
            assertThat(Instant.now()).as(found.toString()).isBefore(end);
            for (JsonNode node : nodes) {
                found.addAll(names(scrape(node, login)));
            }
        }
    }

    /** What the exporter of a node says. */
    static String scrape(JsonNode node, Login login) throws IOException, InterruptedException {
        boolean plain = login.equals(Login.NONE);
        URI metrics = URI.create(
                (plain ? "http://" : "https://") + node.get("exporter").asText() + "/metrics");
        HttpClient client = plain
                ? HttpClient.newHttpClient()
                : HttpClient.newBuilder().sslContext(PemFiles.context(login)).build();
        return client.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
                .body();
    }

    private static SortedSet<String> names(String scrape) {
        return scrape.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replaceFirst("[{ ].*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Role role(String node) {
        return Role.ALL.stream()
                .filter(role -> node.matches(role.node(0).replace("0", "\\d+")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no role has a node " + node));
    }

    /** Of a group, the one partition that it is behind in. */
    private JsonNode lag(String group, int code, String... options) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("operate", "lag", stack, "--local", "--format", "json", "--group", group));
        command.addAll(List.of(options));
        Ran ran = trivet.run(command.toArray(String[]::new));
        assertThat(ran.code()).as(ran.out() + ran.err()).isEqualTo(code);
        List<JsonNode> behind = new ArrayList<>();
        new ObjectMapper().readTree(ran.out()).get("partitions").forEach(partition -> {
            if (partition.get("behind").asInt() > 0) {
                behind.add(partition);
            }
        });
        assertThat(behind).hasSize(1);
        return behind.get(0);
    }

    /** What is told once it is so; the exit code goes with it. */
    private JsonNode await(Predicate<JsonNode> condition) throws IOException, InterruptedException {
        while (true) {
            Ran ran = trivet.run("operate", "status", stack, "--local", "--format", "json");
            assertThat(ran.err()).isEmpty();
            JsonNode answer = new ObjectMapper().readTree(ran.out());
            assertThat(ran.code()).isEqualTo(answer.get("needs").isEmpty() ? 0 : 1);
            if (condition.test(answer)) {
                return answer;
            }
        }
    }

    /** Kinds of what needs a hand, but for a disk that this machine shares with others. */
    private static List<String> needs(JsonNode answer) {
        return answer.get("needs").findValuesAsText("kind").stream()
                .filter(kind -> !kind.equals("volume-full"))
                .toList();
    }

    private static SortedMap<String, String> mayBeLost(JsonNode answer) {
        SortedMap<String, String> zones = new TreeMap<>();
        answer.get("zones")
                .forEach(zone -> zones.put(
                        zone.get("zone").asText(), zone.get("mayBeLost").asText()));
        return zones;
    }

    /** It stays, and one line after the other says how it is now. */
    private void await_the_same_where_it_is_watched(Process watch) throws IOException {
        List<Boolean> well;
        do {
            well = new ArrayList<>();
            for (String line : Files.readAllLines(trivet.out("watch"))) {
                well.add(needs(new ObjectMapper().readTree(line)).isEmpty());
            }
            assertThat(watch.isAlive()).isTrue();
        } while (!well.contains(false));
        assertThat(well).first().isEqualTo(true);
    }
}
