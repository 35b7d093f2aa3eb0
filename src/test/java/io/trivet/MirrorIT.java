package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trivet.drill.AskMirrors;
import io.trivet.drill.FailoverDrill;
import io.trivet.drill.MirrorDrill;
import io.trivet.kafka.MetadataMode;
import io.trivet.layout.Role;
import io.trivet.operate.Login;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two clusters on one machine, of which one copies from the other, on real servers of two versions. */
final class MirrorIT {
    private static final String STACK = """
            config:
              aws:region: us-east-1
              trivet:cluster:
                name: %s
                environment: dev
                platform: ec2
                kafka: {version: %s}
                zones: [us-east-1a, us-east-1b, us-east-1c]
                network: {cidr: %s, clients: [10.87.0.0/20, 10.88.0.0/20]}
                dns: {zone: us-east-1.dev.internal}
                brokers: {nodes: 3, controllers: true, instance: t4g.medium, volume: {size: 50GiB}}
                topics: {orders: {partitions: 3}, payments: {partitions: 3}}
            """;

    /** East asks for certificates, and west does not: each is copied from and copied to. */
    private static final String SECURITY = """
                security:
                  authentication: [mtls]
                  authority: arn:aws:acm-pca:us-east-1:123456789012:certificate-authority/1234abcd-12ab-34cd-56ef-1234567890ab
                users:
                  drills: {topics: {"*": [read, write]}, groups: {"*": [read]}, transactions: ["*"]}
                  mirror-west: {topics: {"*": [read, describe-configs]}, groups: {"*": [describe]}}
            """;

    private static final String MIRRORS = """
                mirrors:
                  nodes: 3
                  instance: m7g.large
                  volume: {size: 10GiB}
                  sources:
                    %1$s: {stack: %1$s%3$s}
                  settings:
                    refresh.topics.interval.seconds: 1
                    refresh.groups.interval.seconds: 1
                    emit.checkpoints.interval.seconds: 1
                    sync.group.offsets.interval.seconds: 1
                    %2$s.scheduled.rebalance.max.delay.ms: 1000
                    %2$s.offset.flush.interval.ms: 1000
            """;

    /** No wait is in vain, and a machine that is busy takes its time. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    private Path home;

    private Trivet trivet;
    private Path file;
    private Path west;

    @BeforeEach
    void two_stacks() throws IOException {
        trivet = Trivet.in(home);
        west = trivet.home().resolve("stacks/Pulumi.west.yaml");
        Files.writeString(west, STACK.formatted("west", "3.9.2", "10.88.0.0/20"));
        file = trivet.home().resolve("stacks/Pulumi.east.yaml");
        Files.writeString(
                file,
                STACK.formatted("east", "4.3.1", "10.87.0.0/20") + SECURITY + MIRRORS.formatted("west", "east", ""));
    }

    @AfterEach
    void nothing_is_left_running() throws IOException, InterruptedException {
        trivet.succeed("local", "down", "east", "--delete", "--yes");
        trivet.succeed("local", "down", "west", "--delete", "--yes");
    }

    @Test
    void records_and_groups_move_whatever_becomes_of_a_mirror_and_of_the_source()
            throws IOException, InterruptedException {
        Trivet.Ran early = trivet.run("local", "up", "east");
        assertThat(early.code()).isEqualTo(4);
        assertThat(early.err()).contains("""
                error mirror-source-down  mirrors.sources.west
                  was stack west, of which no broker listens on this machine but it must be up before its mirrors are: they \
                copy from it.
                  Mend: run ./trivet local up west, then the same command again.
                """);
        trivet.succeed("local", "up", "west");
        assertThat(trivet.succeed("local", "up", "east").out()).contains("6 of 6 nodes up");
        List<JsonNode> mirrors = trivet.status("east").stream()
                .filter(node -> node.get("node").asText().startsWith("mirror"))
                .toList();
        Path secrets = trivet.home().resolve(".trivet/east/secrets");
        Login administrator = Login.certificate(secrets.resolve("administrator.pem"), secrets.resolve("authority.pem"));
        ClusterIT.every_golden_metric_is_scraped(mirrors, administrator, MetadataMode.KRAFT, name -> Role.MIRROR);
        Path nodes = secrets.resolve("users/mirror.properties");
        assertThat(trivet.drill("east", AskMirrors.class, List.of(nodes.toString(), "west-mm2", "mirror1")))
                .as("what an agent asks as the node")
                .isZero();
        SortedMap<String, Long> first = trivet.pids("east");
        List<String> clusters = List.of(client("west"), client("east"), "orders", "west.orders");

        copies(clusters, "0", "1000", "billing");
        ClusterIT.every_golden_metric_comes_to_be_scraped(mirrors, administrator, MetadataMode.KRAFT, Role.MIRROR);
        trivet.succeed("local", "stop", "east", "--node", "mirror2");
        copies(clusters, "1000", "1000");
        trivet.succeed("local", "start", "east", "--node", "mirror2");
        copies(clusters, "2000", "1000");
        SortedMap<String, Long> then = trivet.pids("east");
        first.remove("mirror2");
        assertThat(then).hasSize(6).containsAllEntriesOf(first);

        Files.writeString(file, Files.readString(file).replace("delay.ms: 1000", "delay.ms: 1500"));
        String rolled = trivet.succeed("local", "up", "east").err();
        assertThat(rolled.lines().filter(line -> line.matches("mirror\\d: (stopping|done.*)")))
                .extracting(line -> line.replaceFirst("done.*", "done"))
                .containsExactly(
                        "mirror1: stopping",
                        "mirror1: done",
                        "mirror2: stopping",
                        "mirror2: done",
                        "mirror3: stopping",
                        "mirror3: done");
        copies(clusters, "3000", "1000");

        a_group_that_reads_is_not_moved();
        a_move_that_was_cut_off_is_made_again_and_nothing_is_lost_or_read_twice();
        groups_come_back_behind_what_they_read();
        of_a_lost_source_it_is_said_what_was_not_copied();
    }

    private void a_group_that_reads_is_not_moved() throws IOException, InterruptedException {
        write("west", 0, 2000);
        read("west", "payments", 700);
        Process reader = trivet.startDrill(
                "east",
                FailoverDrill.class,
                List.of("read", client("west"), "audit", "payments", "1000000", read().toString()));
        try {
            until(() -> move("east", "west").out().contains("group audit reads at west still: stop it"));
            Trivet.Ran held = move("east", "west", "--apply");
            assertThat(held.code()).isEqualTo(1);
            assertThat(held.out()).contains("groups may not move yet");
        } finally {
            reader.destroyForcibly().waitFor();
        }
    }

    private void a_move_that_was_cut_off_is_made_again_and_nothing_is_lost_or_read_twice()
            throws IOException, InterruptedException {
        until(() -> move("east", "west", "--group", "audit").code() == 0);
        Process cut = trivet.start("cut", "operate", "failover", "east", "--from", "west", "--local", "--apply");
        until(() -> Files.readString(trivet.err("cut")).contains("looking"));
        cut.destroyForcibly().waitFor();

        Trivet.Ran moved = move("east", "west", "--apply", "--group", "shop");
        assertThat(moved.code()).as(moved.out() + moved.err()).isZero();
        assertThat(moved.out()).contains(", 0 records read again at most");
        assertThat(move("east", "west", "--apply", "--group", "shop").out())
                .contains("each group stands where it goes on");
        read("east", "(west\\.)?payments", 0);
        assertThat(Files.readAllLines(read())).hasSize(2000).doesNotHaveDuplicates();
    }

    private void groups_come_back_behind_what_they_read() throws IOException, InterruptedException {
        write("east", 2000, 1000);
        read("east", "(west\\.)?payments", 300);
        Files.writeString(west, Files.readString(west) + MIRRORS.formatted("east", "west", ", user: mirror-west"));
        trivet.succeed("local", "up", "west");

        Trivet.Ran back = move("west", "east", "--apply", "--group", "shop");
        assertThat(back.code()).as(back.out() + back.err()).isZero();
        read("west", "(east\\.)?payments", 0);
        assertThat(Files.readAllLines(read())).hasSize(3000).doesNotHaveDuplicates();
    }

    private void of_a_lost_source_it_is_said_what_was_not_copied() throws IOException, InterruptedException {
        write("west", 3000, 500);
        read("west", "payments", 200);
        until(() -> move("east", "west", "--group", "shop").out().contains("copied to the end"));
        for (String mirror : List.of("mirror1", "mirror2", "mirror3")) {
            trivet.succeed("local", "stop", "east", "--node", mirror);
        }
        write("west", 3500, 300);
        trivet.pids("west").values().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));

        until(() -> move("east", "west").err().contains("error failover-source-silent"));
        Trivet.Ran lost = move("east", "west", "--unplanned", "--apply", "--group", "shop", "--format", "json");
        assertThat(lost.code()).as(lost.out() + lost.err()).isZero();
        JsonNode told = new ObjectMapper().readTree(lost.out());
        SortedMap<Integer, Long> copied = new TreeMap<>();
        told.get("copies").forEach(copy -> {
            if (copy.get("topic").asText().equals("payments")) {
                copied.put(copy.get("partition").asInt(), copy.get("copied").asLong());
            }
        });
        List<String> behind = Files.readAllLines(written("west")).stream()
                .map(line -> line.split(" "))
                .filter(record -> Long.parseLong(record[2]) >= copied.get(Integer.parseInt(record[1])))
                .map(record -> record[0])
                .toList();
        assertThat(behind).containsExactlyElementsOf(numbers(3500, 3800));

        int before = Files.readAllLines(read()).size();
        read("east", "(west\\.)?payments", 0);
        List<String> all = Files.readAllLines(read());
        assertThat(new TreeSet<>(all)).isEqualTo(new TreeSet<>(numbers(0, 3500)));
        // What was read at the source last, mirrors may not have heard of.
        assertThat(all.size() - 3500L).isLessThanOrEqualTo(told.get("again").asLong() + before - 3000);
        System.out.println("read again " + (all.size() - 3500) + ", at most " + told.get("again"));
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }

    private Trivet.Ran move(String to, String from, String... more) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("operate", "failover", to, "--from", from, "--local"));
        words.addAll(List.of(more));
        return trivet.run(words.toArray(String[]::new));
    }

    /** The numbers that the group has read, in whichever cluster. */
    private Path read() {
        return trivet.home().resolve("read");
    }

    private Path written(String cluster) {
        return trivet.home().resolve("written-" + cluster);
    }

    private void read(String cluster, String topics, int count) throws IOException, InterruptedException {
        drill("read", client(cluster), "shop", topics, "" + count, read().toString());
    }

    private void write(String cluster, int first, int count) throws IOException, InterruptedException {
        drill(
                "write",
                client(cluster),
                "payments",
                "" + first,
                "" + count,
                written(cluster).toString());
    }

    /** How drills come to a cluster. */
    private String client(String cluster) throws IOException, InterruptedException {
        return cluster.equals("east")
                ? trivet.home()
                        .resolve(".trivet/east/secrets/users/drills.properties")
                        .toString()
                : trivet.bootstrap(cluster);
    }

    private void drill(String... arguments) throws IOException, InterruptedException {
        assertThat(trivet.drill("east", FailoverDrill.class, List.of(arguments)))
                .isZero();
    }

    private void copies(List<String> clusters, String... records) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(clusters);
        arguments.addAll(List.of(records));
        assertThat(trivet.drill("east", MirrorDrill.class, arguments)).isZero();
    }

    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    private static void until(Condition condition) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        while (!condition.holds()) {
            assertThat(System.nanoTime() - begin)
                    .as("nanoseconds waited in vain")
                    .isLessThan(PATIENCE.toNanos());
        }
    }
}
