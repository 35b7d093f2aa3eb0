package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trivet.Trivet.Ran;
import io.trivet.drill.DropTopic;
import io.trivet.drill.MakeTopic;
import io.trivet.drill.RollDrill;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A changed description on a real cluster that runs: what it restarts, in which order, and what writers notice. */
final class RollIT {
    private static final String STACK = "roll";

    @TempDir
    private Path home;

    private Trivet trivet;
    private Path file;

    private static final String ZOOKEEPER = "zookeeper: {instance: t4g.small, volume: {size: 10GiB}}";
    private static final String KRAFT = """
            kafka: {version: 3.9.2, metadata: kraft}
                zookeeper: null
                controllers: {nodes: 3, instance: t4g.small, volume: {size: 10GiB}}
                rollout: {by: node}""";

    @BeforeEach
    void a_home_of_its_own() throws IOException {
        trivet = Trivet.in(home);
        file = trivet.home().resolve("stacks/Pulumi.roll.yaml");
    }

    private void a_cluster(String metadata, int brokers) throws IOException, InterruptedException {
        Files.writeString(file, """
                config:
                  aws:region: us-east-1
                  trivet:cluster:
                    extends: cluster.yaml
                    name: roll
                    environment: dev
                    zones: [us-east-1a, us-east-1b, us-east-1c]
                    network: {cidr: 10.97.0.0/20}
                    dns: {zone: us-east-1.dev.internal}
                    %s
                    brokers:
                      nodes: %d
                      instance: t4g.medium
                      volumes: %d
                      volume: {size: 50GiB}
                      settings: {log.cleaner.backoff.ms: 15000, queued.max.requests: 500}
                """.formatted(metadata, brokers, metadata.equals(ZOOKEEPER) ? 2 : 1));
        trivet.succeed("local", "up", STACK);
    }

    @AfterEach
    void nothing_is_left_running() throws IOException, InterruptedException {
        trivet.succeed("local", "down", STACK, "--delete", "--yes");
    }

    @Test
    void a_dynamic_change_restarts_nothing_and_a_static_one_rolls_zone_by_zone_without_a_failed_write()
            throws IOException, InterruptedException {
        a_cluster(ZOOKEEPER, 6);
        SortedMap<String, Long> first = pids();
        describe("log.cleaner.backoff.ms: 15000", "log.cleaner.backoff.ms: 20000");

        Ran dynamic = trivet.succeed("local", "up", STACK);

        assertThat(dynamic.err())
                .contains("changed while broker1 runs: log.cleaner.backoff.ms=20000 for all brokers\n")
                .doesNotContain("restarted");
        assertThat(pids()).isEqualTo(first);
        assertThat(trivet.succeed("local", "up", STACK).err()).doesNotContain("changed while");
        a_broker_has_a_value_of_its_own_whatever_the_others_are_told(first);

        describe("queued.max.requests: 500", "queued.max.requests: 600");
        a_partition_that_cannot_spare_a_broker_stops_the_roll_before_it_begins();
        assertThat(pids()).isEqualTo(first);

        List<String> arguments = new ArrayList<>(List.of(bootstrap()));
        arguments.addAll(trivet.command());
        arguments.addAll(List.of("local", "up", STACK));

        assertThat(trivet.drill(STACK, RollDrill.class, arguments))
                .as("writes that failed, records lost, doubled or out of order")
                .isZero();
        assertThat(Files.readString(home.resolve("RollDrill.log")))
                .containsSubsequence(
                        "restarted broker1, broker4 in ",
                        "restarted broker2, broker5 in ",
                        "restarted broker3, broker6 in ");
        assertThat(partitions(6))
                .allSatisfy((folder, logs) -> assertThat(logs).as(folder).hasSizeGreaterThan(5));
        SortedMap<String, Long> rolled = pids();
        assertThat(rolled).hasSameSizeAs(first);
        rolled.forEach((node, pid) -> {
            if (node.startsWith("zk")) {
                assertThat(pid).isEqualTo(first.get(node));
            } else {
                assertThat(pid).isNotEqualTo(first.get(node));
            }
        });
    }

    private void a_broker_has_a_value_of_its_own_whatever_the_others_are_told(SortedMap<String, Long> first)
            throws IOException, InterruptedException {
        String own = "overrides: {broker4: {settings: {log.cleaner.backoff.ms: 30000}}}";
        describe("volume: {size: 50GiB}\n      settings", "volume: {size: 50GiB}\n      " + own + "\n      settings");
        assertThat(trivet.succeed("local", "up", STACK).err())
                .contains("changed while broker4 runs: log.cleaner.backoff.ms=30000\n")
                .doesNotContain("for all brokers");
        describe("{log.cleaner.backoff.ms: 20000", "{log.cleaner.backoff.ms: 25000");
        trivet.succeed("local", "up", STACK);

        assertThat(found().replaceAll("[\\s{}]+", " "))
                .contains("overrides: broker4: settings: log.cleaner.backoff.ms: 30000")
                .contains("log.cleaner.backoff.ms: 25000");
        describe(own + "\n      ", "");
        trivet.succeed("local", "up", STACK);
        assertThat(found()).doesNotContain("30000");
        assertThat(pids()).isEqualTo(first);
    }

    /** What the brokers say of themselves, as a description. */
    private String found() throws IOException, InterruptedException {
        Path hosts = trivet.home().resolve(".trivet").resolve(STACK).resolve("hosts");
        return trivet.succeed("import", "--bootstrap", bootstrap(), "--hosts", hosts.toString())
                .out();
    }

    private void a_partition_that_cannot_spare_a_broker_stops_the_roll_before_it_begins()
            throws IOException, InterruptedException {
        assertThat(trivet.drill(STACK, MakeTopic.class, List.of(bootstrap(), "fragile", "3,6")))
                .isZero();

        Ran unsafe = trivet.run("local", "up", STACK);

        assertThat(unsafe.code()).as(unsafe.err()).isEqualTo(4);
        assertThat(unsafe.err()).endsWith("""
                error roll-unsafe  cluster
                  was a roll that stops writes: fragile-0 has 1 replica elsewhere, and min.insync.replicas is 2 (without \
                brokers [3]), fragile-0 has 1 replica elsewhere, and min.insync.replicas is 2 (without brokers [6]) but it \
                must leave every partition min.insync.replicas whichever brokers are down together.
                  Mend: give these partitions more replicas, or topics a smaller min.insync.replicas.

                1 error
                """);
        assertThat(trivet.drill(STACK, DropTopic.class, List.of(bootstrap(), "fragile")))
                .isZero();
    }

    @Test
    void a_broker_that_is_lost_in_the_middle_stops_the_roll_and_the_next_up_goes_on()
            throws IOException, InterruptedException {
        a_cluster(ZOOKEEPER, 6);
        SortedMap<String, Long> first = pids();
        describe("queued.max.requests: 500", "queued.max.requests: 600");
        Process up = trivet.start("roll", "local", "up", STACK);
        while (!Files.readString(trivet.err("roll")).contains("broker1,broker4: starting")) {
            assertThat(up.waitFor(20, TimeUnit.MILLISECONDS))
                    .as("the roll ended before its first zone started again")
                    .isFalse();
        }

        ProcessHandle.of(first.get("broker3")).orElseThrow().destroyForcibly();

        assertThat(up.waitFor()).isEqualTo(4);
        assertThat(Files.readString(trivet.err("roll")))
                .contains("error roll-stopped  broker3")
                .contains("Mend: ");
        SortedMap<String, Long> stopped = pids();
        assertThat(stopped)
                .containsEntry("broker2", first.get("broker2"))
                .containsEntry("broker6", first.get("broker6"));
        assertThat(stopped.get("broker1")).isNotEqualTo(first.get("broker1"));

        Ran next = trivet.succeed("local", "up", STACK);

        assertThat(next.err())
                .doesNotContain("restarted broker1")
                .contains("restarted broker2, broker5 in ")
                .contains("restarted broker6 in ");
        assertThat(pids())
                .containsEntry("broker1", stopped.get("broker1"))
                .containsEntry("broker4", stopped.get("broker4"))
                .containsEntry("zk1", first.get("zk1"));
    }

    @Test
    void a_later_version_goes_through_one_by_one_and_none_goes_back_or_leaves_with_partitions()
            throws IOException, InterruptedException {
        a_cluster(KRAFT, 4);
        SortedMap<String, Long> first = pids();
        describe("version: 3.9.2", "version: 4.3.1");
        describe("volumes: 1", "volumes: 2");
        List<String> arguments = new ArrayList<>(List.of(bootstrap()));
        arguments.addAll(trivet.command());
        arguments.addAll(List.of("local", "up", STACK));

        assertThat(trivet.drill(STACK, RollDrill.class, arguments))
                .as("writes that failed, records lost, doubled or out of order")
                .isZero();

        String log = Files.readString(home.resolve("RollDrill.log"));
        Matcher leader = Pattern.compile("(controller\\d): leader goes last of its quorum")
                .matcher(log);
        assertThat(leader.find()).isTrue();
        assertThat(restarted(log)).hasSize(7).allMatch(wave -> !wave.contains(","));
        assertThat(restarted(log).get(2)).isEqualTo(leader.group(1));
        assertThat(log).doesNotContain("controllers would be left");
        assertThat(restarted(log).subList(3, 7)).containsExactly("broker1", "broker4", "broker2", "broker3");
        assertThat(pids()).hasSameSizeAs(first).doesNotContainValue(first.get("broker1"));

        describe("version: 4.3.1", "version: 3.9.2");
        Ran back = trivet.run("local", "up", STACK);
        assertThat(back.code()).as(back.err()).isNotZero();
        assertThat(back.err()).contains("error version-down  controller1").contains("Mend: ");

        describe("version: 3.9.2", "version: 4.3.1");
        SortedMap<String, Long> before = pids();
        String whole = Files.readString(file);
        describe("nodes: 4", "nodes: 3");
        Ran fewer = trivet.run("local", "up", STACK);
        assertThat(fewer.code()).as(fewer.err()).isZero();
        assertThat(fewer.err()).contains("ended broker4, on which nothing was left");
        before.remove("broker4");
        assertThat(pids()).isEqualTo(before);
        what_came_went_to_the_new_volumes_and_stays_there();
        Files.writeString(file, whole);
    }

    /** The broker of its zone was given what broker4 had, and put it where the least was. */
    private void what_came_went_to_the_new_volumes_and_stays_there() throws IOException, InterruptedException {
        SortedMap<String, List<String>> found = partitions(3);
        assertThat(found.get("broker1/kafka")).hasSizeGreaterThan(20);
        assertThat(found.get("broker1/kafka-2")).hasSizeGreaterThan(5);
        trivet.succeed("local", "stop", STACK, "--node", "broker1");
        trivet.succeed("local", "start", STACK, "--node", "broker1");
        assertThat(partitions(3)).isEqualTo(found);

        describe("volumes: 2", "volumes: 1");
        Ran fewer = trivet.run("local", "up", STACK);
        assertThat(fewer.code()).as(fewer.err()).isEqualTo(4);
        assertThat(fewer.err())
                .contains("error volumes-fewer  broker1\n", "Mend: write brokers.volumes: 2 or more, or begin anew");
    }

    /** The partitions in each folder of data of brokers, but for those that come and go with a command. */
    private SortedMap<String, List<String>> partitions(int brokers) throws IOException {
        SortedMap<String, List<String>> found = new TreeMap<>();
        for (int broker = 1; broker <= brokers; broker++) {
            for (String folder : List.of("kafka", "kafka-2")) {
                Path lib = trivet.home().resolve(".trivet/" + STACK + "/nodes/broker" + broker + "/var/lib/" + folder);
                try (Stream<Path> logs = Files.list(lib.resolve("data"))) {
                    found.put(
                            "broker" + broker + "/" + folder,
                            logs.map(log -> log.getFileName().toString())
                                    .filter(name -> name.matches("(?!trivet\\.probe).*-\\d+"))
                                    .sorted()
                                    .toList());
                }
            }
        }
        return found;
    }

    /** The waves that were restarted, in their order. */
    private static List<String> restarted(String log) {
        return Pattern.compile("(?m)^restarted (.*) in [0-9.]+ s")
                .matcher(log)
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    private void describe(String before, String after) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(before);
        Files.writeString(file, text.replace(before, after));
    }

    private SortedMap<String, Long> pids() throws IOException, InterruptedException {
        SortedMap<String, Long> pids = new TreeMap<>();
        for (JsonNode node : trivet.status(STACK)) {
            if (node.hasNonNull("pid")) {
                pids.put(node.get("node").asText(), node.get("pid").asLong());
            }
        }
        return pids;
    }

    private String bootstrap() throws IOException, InterruptedException {
        return trivet.status(STACK).stream()
                .filter(node -> node.get("node").asText().startsWith("broker"))
                .map(node -> node.get("dnsName").asText() + ":9092")
                .reduce((one, other) -> one + "," + other)
                .orElseThrow();
    }
}
