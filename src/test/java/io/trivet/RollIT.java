package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A changed description on a real cluster that runs: what it restarts, in which order, and what writers notice. One
 * cluster lives through all of it; each method runs alone, too.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class RollIT {
    private static final String STACK = "roll";

    @TempDir
    private static Path home;

    private Trivet trivet;
    private Path file;

    @BeforeAll
    void a_cluster_that_runs() throws IOException, InterruptedException {
        trivet = Trivet.in(home);
        file = trivet.home().resolve("stacks/Pulumi.roll.yaml");
        Files.writeString(file, """
                config:
                  aws:region: us-east-1
                  trivet:cluster:
                    extends: cluster.yaml
                    name: roll
                    environment: dev
                    zones: [us-east-1a, us-east-1b, us-east-1c]
                    network: {cidr: 10.86.0.0/20}
                    dns: {zone: us-east-1.dev.internal}
                    zookeeper: {instance: t4g.small, volume: {size: 10GiB}}
                    brokers:
                      nodes: 6
                      instance: t4g.medium
                      volumes: 2
                      volume: {size: 50GiB}
                      settings: {log.cleaner.backoff.ms: 15000, queued.max.requests: 500}
                """);
        trivet.succeed("local", "up", STACK);
    }

    @AfterAll
    void nothing_is_left_running() throws IOException, InterruptedException {
        trivet.succeed("local", "down", STACK, "--delete", "--yes");
    }

    @Test
    @Order(1)
    void a_dynamic_change_restarts_nothing_and_a_static_one_rolls_zone_by_zone_without_a_failed_write()
            throws IOException, InterruptedException {
        SortedMap<String, Long> first = trivet.pids(STACK);
        describe("log.cleaner.backoff.ms: 15000", "log.cleaner.backoff.ms: 20000");

        Ran dynamic = trivet.succeed("local", "up", STACK);

        assertThat(dynamic.err())
                .contains("changed while broker1 runs: log.cleaner.backoff.ms=20000 for all brokers\n")
                .doesNotContain("restarted");
        assertThat(trivet.pids(STACK)).isEqualTo(first);
        assertThat(trivet.succeed("local", "up", STACK).err()).doesNotContain("changed while");
        a_broker_has_a_value_of_its_own_whatever_the_others_are_told(first);

        describe("queued.max.requests: 500", "queued.max.requests: 600");
        a_partition_that_cannot_spare_a_broker_stops_the_roll_before_it_begins();
        assertThat(trivet.pids(STACK)).isEqualTo(first);

        List<String> arguments = new ArrayList<>(List.of(trivet.bootstrap(STACK)));
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
        assertThat(trivet.partitions(STACK, 6))
                .allSatisfy((folder, logs) -> assertThat(logs).as(folder).hasSizeGreaterThan(5));
        SortedMap<String, Long> rolled = trivet.pids(STACK);
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
        assertThat(trivet.pids(STACK)).isEqualTo(first);
    }

    /** What the brokers say of themselves, as a description. */
    private String found() throws IOException, InterruptedException {
        Path hosts = trivet.home().resolve(".trivet").resolve(STACK).resolve("hosts");
        return trivet.succeed("import", "--bootstrap", trivet.bootstrap(STACK), "--hosts", hosts.toString())
                .out();
    }

    private void a_partition_that_cannot_spare_a_broker_stops_the_roll_before_it_begins()
            throws IOException, InterruptedException {
        assertThat(trivet.drill(STACK, MakeTopic.class, List.of(trivet.bootstrap(STACK), "fragile", "3,6")))
                .isZero();

        Ran unsafe = trivet.run("local", "up", STACK);

        assertThat(unsafe.code()).as(unsafe.err()).isEqualTo(4);
        assertThat(unsafe.err()).endsWith("""
                error roll-unsafe  cluster
                  was a roll that stops writes: fragile-0 has 1 replica elsewhere, and min.insync.replicas is 2 (without \
                brokers [3]), fragile-0 has 1 replica elsewhere, and min.insync.replicas is 2 (without brokers [6]) but it \
                must leave every partition min.insync.replicas whichever brokers are down together.
                  Mend: give these partitions more replicas (trivet operate replication gives as many as are described), or \
                topics a smaller min.insync.replicas.

                1 error
                """);
        assertThat(trivet.drill(STACK, DropTopic.class, List.of(trivet.bootstrap(STACK), "fragile")))
                .isZero();
    }

    @Test
    @Order(2)
    void a_broker_that_is_lost_in_the_middle_stops_the_roll_and_the_next_up_goes_on()
            throws IOException, InterruptedException {
        SortedMap<String, Long> first = trivet.pids(STACK);
        String asDescribed = Files.readString(file);
        Files.writeString(file, asDescribed.replaceFirst("queued.max.requests: \\d+", "queued.max.requests: 700"));
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
        SortedMap<String, Long> stopped = trivet.pids(STACK);
        assertThat(stopped)
                .containsEntry("broker2", first.get("broker2"))
                .containsEntry("broker6", first.get("broker6"));
        assertThat(stopped.get("broker1")).isNotEqualTo(first.get("broker1"));

        Ran next = trivet.succeed("local", "up", STACK);

        assertThat(next.err())
                .doesNotContain("restarted broker1")
                .contains("restarted broker2, broker5 in ")
                .contains("restarted broker6 in ");
        assertThat(trivet.pids(STACK))
                .containsEntry("broker1", stopped.get("broker1"))
                .containsEntry("broker4", stopped.get("broker4"))
                .containsEntry("zk1", first.get("zk1"));
    }

    private void describe(String before, String after) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(before);
        Files.writeString(file, text.replace(before, after));
    }
}
