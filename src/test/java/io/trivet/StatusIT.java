package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trivet.Trivet.Ran;
import io.trivet.drill.LeaveUnread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code trivet operate status} tells of real servers in three zones, one of which is lost and comes back. */
final class StatusIT {
    private static final String STACK = "look";
    private static final String KRAFT = "kafka: {version: 4.3.1, metadata: kraft}\n"
            + "    controllers: {nodes: 3, instance: t4g.small, volume: {size: 10GiB}}";
    private static final String ZOOKEEPER = "kafka: {version: 3.9.2, metadata: zookeeper}\n"
            + "    zookeeper: {version: 3.9.5, nodes: 3, instance: t4g.small, volume: {size: 10GiB}}";

    @TempDir
    private Path home;

    private Trivet trivet;

    @BeforeEach
    void a_home_of_its_own() throws IOException {
        trivet = Trivet.in(home);
    }

    @AfterEach
    void nothing_is_left_running() throws IOException, InterruptedException {
        trivet.succeed("local", "down", STACK, "--delete", "--yes");
    }

    private void up(String metadata) throws IOException, InterruptedException {
        Files.writeString(trivet.home().resolve("stacks/Pulumi.look.yaml"), """
                config:
                  aws:region: us-east-1
                  trivet:cluster:
                    name: look
                    environment: dev
                    platform: ec2
                    %s
                    zones: [us-east-1a, us-east-1b, us-east-1c]
                    network: {cidr: 10.95.0.0/20}
                    dns: {zone: us-east-1.dev.internal}
                    brokers: {nodes: 3, instance: t4g.medium, volume: {size: 50GiB}}
                    topics:
                      orders: {partitions: 6}
                """.formatted(metadata));
        trivet.succeed("local", "up", STACK);
    }

    @ParameterizedTest
    @ValueSource(strings = {KRAFT, ZOOKEEPER})
    void a_zone_that_is_lost_changes_what_is_said_and_the_exit_code(String metadata)
            throws IOException, InterruptedException {
        up(metadata);
        assertThat(trivet.drill(
                        STACK, LeaveUnread.class, List.of(bootstrap(), "orders", "billing", "12", "5", "leave")))
                .isZero();
        how_far_a_group_is_behind_is_told_at_once_and_judged_in_a_window();
        Process watch = trivet.start("watch", "operate", "status", STACK, "--local", "--watch", "--format", "json");
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

            trivet.succeed("local", "stop", STACK, "--zone", "us-east-1b");

            JsonNode lost = await(answer -> mayBeLost(answer).containsValue("gone"));
            assertThat(mayBeLost(lost))
                    .isEqualTo(new TreeMap<>(Map.of("us-east-1a", "no", "us-east-1b", "gone", "us-east-1c", "no")));
            assertThat(needs(lost))
                    .containsExactly("broker-missing", "voter-missing", "partitions-under-replicated", "zone-needed");
            assertThat(lost.get("zones").findValues("votersLeft"))
                    .extracting(JsonNode::asInt)
                    .containsExactly(1, 2, 1);
            String all = lost.get("partitions").get("count").asText();
            assertThat(trivet.run("operate", "status", STACK, "--local").out())
                    .contains("2 of 3 brokers, " + all + " partitions: 4 things need a hand\n")
                    .contains("  broker2: described and not there\n")
                    .contains("  us-east-1b  0        nothing of it is there\n")
                    .contains("no: " + all + " partitions would be under min.insync.replicas (")
                    .contains("; 1 of 3 voters would be left, which is no majority\n")
                    .containsPattern("  billing +Empty +1 +7 +has no member: ");
            await_the_same_where_it_is_watched(watch);

            trivet.succeed("local", "start", STACK, "--zone", "us-east-1b");
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

        Process reader =
                trivet.startDrill(STACK, LeaveUnread.class, List.of(bootstrap(), "orders", "search", "0", "3", "stay"));
        try {
            while (!Files.readString(trivet.drilled(LeaveUnread.class)).contains("committed 3\n")) {
                assertThat(reader.isAlive()).isTrue();
            }
            JsonNode stalled = lag("search", 1, "--for", "2s");
            assertThat(stalled.get("is").asText()).isEqualTo("stalled");
            assertThat(stalled.get("member").asText()).isEqualTo("consumer-search-1");
        } finally {
            reader.destroyForcibly().waitFor();
        }

        Ran missing = trivet.run("operate", "lag", STACK, "--local", "--group", "biling");
        assertThat(missing.code()).isOne();
        assertThat(missing.err()).contains("error no-group  --group").contains("Mend: write billing.");
        assertThat(trivet.run("operate", "lag", STACK, "--local", "--for", "30").code())
                .isEqualTo(2);
    }

    /** Of a group, the one partition that it is behind in. */
    private JsonNode lag(String group, int code, String... options) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("operate", "lag", STACK, "--local", "--format", "json", "--group", group));
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
            Ran ran = trivet.run("operate", "status", STACK, "--local", "--format", "json");
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

    private String bootstrap() throws IOException, InterruptedException {
        return trivet.status(STACK).stream()
                .filter(node -> node.get("node").asText().startsWith("broker"))
                .map(node -> node.get("dnsName").asText() + ":9092")
                .findFirst()
                .orElseThrow();
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
