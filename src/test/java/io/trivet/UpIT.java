package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.test.TestResult;
import io.trivet.drill.DropTopic;
import io.trivet.drill.MakeTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code pulumi up} as the rolling restart, without AWS: the program on Pulumi's test engine, a bucket that moto keeps,
 * the agents as services, and real Kafka under a load of writes that must all arrive. One cluster lives through all of
 * it; each method runs alone, too.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class UpIT {
    private static final String OLD = "3.9.2";
    private static final String NEW = "4.3.1";
    private static final List<String> BROKERS = List.of("broker1", "broker2", "broker3");

    private static final String DESCRIBED = """
            kafka: {version: 3.9.2, metadata: kraft}
            zookeeper: null
            controllers: {nodes: 3, instance: t4g.small, volume: {size: 10GiB}}
            brokers:
              nodes: 3
              instance: t4g.medium
              volume: {size: 50GiB}
              settings: {queued.max.requests: 500}
            topics:
              alone: {partitions: 1}
            """;

    @TempDir
    private static Path home;

    private Deployment stack;
    private MachineCluster cluster;

    @BeforeAll
    void a_first_creation_with_one_broker_which_becomes_one_of_three() throws IOException, InterruptedException {
        String most = DESCRIBED.replace("  nodes: 3", "  nodes: 6");
        stack = new Deployment(home, DESCRIBED.replace("  nodes: 3", "  nodes: 1"), most, most.replace(OLD, NEW));
        cluster = stack.cluster;
        stack.upSucceeds();
        assertThat(stack.since().told()).containsExactly("controller1", "controller2", "controller3", "broker1");
        stack.wentWaveByWave();
        assertThat(cluster.trivet.drill(
                        MachineCluster.STACK,
                        MakeTopic.class,
                        List.of(stack.plan().clientBootstrap(), "alone", "1")))
                .isZero();

        stack.mark();
        stack.describe("  nodes: 1", "  nodes: 3");
        assertThat(stack.up().errors())
                .singleElement()
                .asString()
                .startsWith("node-failed  broker1")
                .contains("roll-unsafe", "alone-0");
        List<String> told = stack.since().told();
        assertThat(told)
                .as("the others come first")
                .containsExactly("controller1", "controller2", "controller3", "broker2", "broker3", "broker1");
        stack.replicate();
        stack.upSucceeds();
        assertThat(stack.since().told()).isEqualTo(told);
    }

    @AfterAll
    void nothing_is_left_running() throws IOException, InterruptedException {
        stack.close();
    }

    @BeforeEach
    void a_time_to_look_back_to() {
        stack.mark();
    }

    @Test
    @Order(1)
    void a_second_update_changes_nothing() {
        stack.upSucceeds();

        assertThat(stack.since().told()).isEmpty();
        assertThat(stack.since().machines()).isEmpty();
    }

    @Test
    @Order(2)
    void a_dynamic_setting_restarts_no_server_and_is_brought_by_the_agent_of_a_newer_trivet() throws Exception {
        SortedMap<String, Long> before = stack.pids();
        cluster.bucket.put("boot/trivet.jar", newer(Files.readAllBytes(Path.of("target/trivet.jar"))));
        stack.describe("queued.max.requests: 500", "queued.max.requests: 500, log.cleaner.backoff.ms: 20000");

        stack.underLoad(stack::upSucceeds);

        assertThat(stack.pids()).isEqualTo(before);
        assertThat(stack.since().told()).containsSubsequence(BROKERS);
        for (String broker : BROKERS) {
            assertThat(cluster.machine(broker).said()).contains("the agent of another Trivet goes on");
        }
        assertThat(cluster.machine("broker1").said()).contains("log.cleaner.backoff.ms=20000 for all brokers");
    }

    @Test
    @Order(3)
    void a_static_setting_stops_at_a_node_that_cannot_until_that_is_mended() throws Exception {
        String bootstrap = stack.plan().clientBootstrap();
        assertThat(cluster.trivet.drill(MachineCluster.STACK, MakeTopic.class, List.of(bootstrap, "fragile", "1,2")))
                .isZero();
        SortedMap<String, Long> before = stack.pids();
        stack.describe("queued.max.requests: 500", "queued.max.requests: 600");

        for (int tries = 0; tries < 2; tries++) {
            assertThat(stack.up().errors())
                    .singleElement()
                    .asString()
                    .startsWith("node-failed  broker1")
                    .contains("roll-unsafe", "fragile-0 has 1 replica elsewhere, and min.insync.replicas is 2")
                    .doesNotContain("\tat ");
        }
        assertThat(stack.since().told()).containsExactly("broker1");
        assertThat(stack.pids()).isEqualTo(before);

        assertThat(cluster.trivet.drill(MachineCluster.STACK, DropTopic.class, List.of(bootstrap, "fragile")))
                .isZero();
        stack.await(() -> cluster.bucket.keys("reports/broker1/").stream()
                .anyMatch(key -> key.endsWith(stack.digests().get("broker1") + "/done")));
        before.remove("broker1");
        assertThat(stack.pids()).as("no other").containsAllEntriesOf(before);
    }

    @Test
    @Order(4)
    void it_goes_on_where_it_stopped_and_where_its_program_was_killed() throws Exception {
        if (!stack.described().contains("queued.max.requests: 600")) {
            a_static_setting_stops_at_a_node_that_cannot_until_that_is_mended();
            stack.mark();
        }
        SortedMap<String, Long> before = stack.pids();
        SortedMap<String, Long> stops = stack.stops();

        stack.underLoad(() -> {
            CompletableFuture<TestResult> killed = CompletableFuture.supplyAsync(stack::up, Deployment.THREADS);
            stack.await(() -> !before.get("broker2").equals(stack.pids().get("broker2")));
            stack.aws.killed();
            assertThat(killed.get().errors()).isNotEmpty();
            assertThat(stack.since().told()).containsExactly("broker2");
            stack.upSucceeds();
        });

        assertThat(stack.since().told()).containsExactly("broker2", "broker3");
        stack.wentWaveByWave();
        stops.merge("broker2", 1L, Long::sum);
        stops.merge("broker3", 1L, Long::sum);
        assertThat(stack.stops())
                .as("each restarts once, and what had restarted does not")
                .isEqualTo(stops);
    }

    @Test
    @Order(5)
    void what_was_altered_or_is_missing_in_the_bucket_is_said_and_stops_nothing() throws Exception {
        // An earlier method that failed may have left brokers on their way.
        stack.upSucceeds();
        stack.mark();
        SortedMap<String, Long> before = stack.pids();
        stack.describe("t4g.small, volume: {size: 10GiB}", "t4g.small, volume: {size: 11GiB}");
        stack.aws.before("desired/controller1", () -> cluster.put(sharedByControllers(), "==> /etc/kafka/x <==\n"));

        assertThat(stack.up().errors())
                .singleElement()
                .asString()
                .contains("bundle-altered " + sharedByControllers(), "nothing was stopped")
                .doesNotContain("\tat ");
        cluster.delete(sharedByControllers());
        stack.await(() -> cluster.machine("controller1").said().contains("bundle-missing"));
        assertThat(stack.since().told()).containsExactly("controller1");
        assertThat(stack.pids()).isEqualTo(before);

        stack.aws.refresh();
        stack.upSucceeds();
        stack.wentWaveByWave();
        assertThat(stack.pids()).as("a larger volume restarts nothing").isEqualTo(before);
    }

    @Test
    @Order(6)
    void an_instance_type_waits_for_a_node_whose_clock_or_agent_is_not_well() throws Exception {
        stack.describe("t4g.medium", "t4g.large");
        cluster.machine("broker3").killAgent();
        cluster.put("health/broker3", "{\"node\": \"broker3\", \"at\": 0, \"refuses\": {}}\n");

        stack.underLoad(() -> {
            CompletableFuture<Void> up = CompletableFuture.runAsync(stack::upSucceeds, Deployment.THREADS);
            stack.await(() -> stack.progress.contains(
                    "broker3 has said last at 1970-01-01T00:00:00Z whether [us-east-1a] may stop:"
                            + " its agent is down, or a clock is off"));
            assertThat(stack.since().machines()).isEmpty();
            cluster.serve("broker3");
            up.get();
        });

        assertThat(stack.since().machines()).containsExactly("broker1/stopped", "broker2/stopped", "broker3/stopped");
        stack.wentWaveByWave();
    }

    @Test
    @Order(7)
    void an_image_makes_machines_anew_around_their_volumes_and_waits_for_a_broker_that_was_killed() throws Exception {
        stack.describe("  volume: {size: 50GiB}", "  image: ami-0123456789abcdef0\n  volume: {size: 50GiB}");
        List<String> instances = BROKERS.stream()
                .map(cluster::machine)
                .map(NodeMachine::instance)
                .toList();
        stack.aws.before("desired/broker1", () -> {
            try {
                cluster.machine("broker3").kill();
                stack.await(() -> cluster.text("health/broker2").orElse("").contains("\"us-east-1b\":"));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });

        stack.underLoad(() -> {
            long second = cluster.machine("broker2").pid().orElseThrow();
            CompletableFuture<Void> up = CompletableFuture.runAsync(stack::upSucceeds, Deployment.THREADS);
            stack.await(() -> stack.progress.stream().anyMatch(line -> line.contains("refuses that us-east-1b stops")));
            assertThat(stack.since().machines()).containsExactly("broker1/gone");
            assertThat(cluster.machine("broker2").pid()).contains(second);
            cluster.machine("broker3").systemctl("start");
            up.get();
        });

        assertThat(stack.since().machines()).containsExactly("broker1/gone", "broker2/gone", "broker3/gone");
        stack.wentWaveByWave();
        assertThat(BROKERS.stream().map(cluster::machine).map(NodeMachine::instance))
                .doesNotContainAnyElementsOf(instances);
    }

    @Test
    @Order(8)
    void three_brokers_more_touch_no_other() throws Exception {
        SortedMap<String, Long> before = stack.pids();
        stack.describe("  nodes: 3", "  nodes: 6");

        stack.underLoad(stack::upSucceeds);

        assertThat(stack.since().told()).containsExactlyInAnyOrder("broker4", "broker5", "broker6");
        stack.wentWaveByWave();
        assertThat(stack.pids()).containsAllEntriesOf(before).hasSize(9);
    }

    @Test
    @Order(9)
    void three_brokers_fewer_are_emptied_and_go_when_all_of_them_have_said_that_nothing_is_on_them() throws Exception {
        if (!stack.described().contains("  nodes: 6")) {
            three_brokers_more_touch_no_other();
            stack.mark();
        }
        SortedMap<String, Long> before = stack.pids();
        List<String> names = List.of("broker4", "broker5", "broker6");
        String bootstrap = stack.plan().clientBootstrap();
        assertThat(cluster.trivet.drill(MachineCluster.STACK, MakeTopic.class, List.of(bootstrap, "moving", "4,5,6")))
                .isZero();
        stack.describe("  nodes: 6", "  nodes: 3");

        stack.underLoad(bootstrap, stack::upSucceeds);

        assertThat(cluster.machine("broker4").said()).contains("nothing is on it");
        assertThat(stack.since().told()).containsExactlyInAnyOrderElementsOf(names);
        assertThat(stack.since().machines()).containsExactlyInAnyOrder("broker4/gone", "broker5/gone", "broker6/gone");
        stack.wentWaveByWave();
        before.keySet().removeAll(names);
        assertThat(stack.pids()).containsAllEntriesOf(before);
        for (String node : names) {
            assertThat(cluster.local(node).resolve("var/lib/kafka/data/meta.properties"))
                    .as("its volume is kept")
                    .exists();
        }
    }

    @Test
    @Order(10)
    void a_version_goes_through_all_nodes() throws Exception {
        stack.describe(OLD, NEW);

        stack.underLoad(stack::upSucceeds);

        assertThat(stack.since().told()).hasSize(6);
        stack.wentWaveByWave();
        for (long pid : stack.pids().values()) {
            assertThat(Files.readString(Path.of("/proc", "" + pid, "cmdline"))).contains("kafka_2.13-" + NEW);
        }
    }

    @Test
    @Order(11)
    void a_bucket_that_does_not_answer_is_said_by_all_and_stops_nothing() throws Exception {
        SortedMap<String, Long> before = stack.pids();
        cluster.bucket.close();

        assertThat(stack.up().errors())
                .singleElement()
                .asString()
                .startsWith("bucket-unreadable  s3://")
                .contains("s3:ListBucket and s3:GetObject")
                .doesNotContain("\tat ");

        for (String node : before.keySet()) {
            stack.await(() -> cluster.machine(node).said().contains("bucket-silent"));
        }
        assertThat(stack.pids()).isEqualTo(before);
    }

    private static byte[] newer(byte[] jar) {
        // A comment of one letter at the end of the archive.
        byte[] newer = Arrays.copyOf(jar, jar.length + 1);
        newer[jar.length - 2] = 1;
        newer[jar.length] = 'x';
        return newer;
    }

    /** The key of what controllers share, as it was written last. */
    private String sharedByControllers() {
        List<String> log = cluster.bucket.log();
        String put = "PUT controller/";
        return log.stream()
                .filter(event -> event.startsWith(put))
                .reduce("", (first, last) -> last)
                .substring("PUT ".length());
    }
}
