package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.test.TestResult;
import io.trivet.drill.DropTopic;
import io.trivet.drill.MakeTopic;
import io.trivet.drill.RollDrill;
import io.trivet.edge.aws.Update;
import io.trivet.layout.Node;
import io.trivet.plan.Plan;
import io.trivet.platform.Ec2Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code pulumi up} as the rolling restart, without AWS: the program on Pulumi's test engine, a bucket that moto keeps,
 * the agents as services, and real Kafka under a load of writes that must all arrive.
 */
final class UpIT {
    private static final String DESCRIBED = """
            kafka: {version: 4.3.1, metadata: kraft}
            zookeeper: null
            controllers: {nodes: 3, instance: t4g.small, volume: {size: 10GiB}}
            brokers: {nodes: 3, instance: t4g.medium, volume: {size: 50GiB}, settings: {queued.max.requests: 500}}
            """;

    @TempDir
    private Path home;

    private MachineCluster cluster;
    private MachineMocks aws;
    private Plan<Ec2Platform> plan;
    private final List<String> progress = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void machines_that_are_not_there_yet() throws IOException, InterruptedException {
        cluster = new MachineCluster(home);
        plan = cluster.plan(DESCRIBED);
        cluster.prepare(plan);
        aws = new MachineMocks(cluster);
    }

    @AfterEach
    void nothing_is_left_running() throws IOException, InterruptedException {
        cluster.close();
    }

    @Test
    void a_change_goes_through_wave_by_wave_and_stops_where_a_node_cannot() throws Exception {
        up_succeeds();
        assertThat(told()).hasSize(6);

        aws.touched.clear();
        up_succeeds();
        assertThat(aws.touched).as("a second update changes nothing").isEmpty();

        String settings = DESCRIBED.replace("500", "600");
        plan = cluster.plan(settings);
        under_load();
        assertThat(told()).containsExactly("broker1", "broker2", "broker3");
        assertThat(stopped()).isEmpty();

        plan = cluster.plan(settings.replace("t4g.medium", "t4g.large"));
        under_load();
        assertThat(stopped()).containsExactly("broker1", "broker2", "broker3");

        a_node_that_cannot_stops_all_behind_it_until_it_can(settings.replace("t4g.medium", "t4g.large"));
    }

    private void a_node_that_cannot_stops_all_behind_it_until_it_can(String settings) throws Exception {
        String bootstrap = plan.clientBootstrap();
        assertThat(cluster.trivet.drill(MachineCluster.STACK, MakeTopic.class, List.of(bootstrap, "fragile", "1,2")))
                .isZero();
        plan = cluster.plan(settings.replace("600", "700"));
        aws.touched.clear();

        for (int tries = 0; tries < 2; tries++) {
            assertThat(up().errors())
                    .singleElement()
                    .asString()
                    .startsWith("error node-failed  broker1")
                    .contains("roll-unsafe", "fragile-0 has 1 replica elsewhere, and min.insync.replicas is 2")
                    .doesNotContain("\tat ");
        }
        assertThat(told()).containsExactly("broker1");

        assertThat(cluster.trivet.drill(MachineCluster.STACK, DropTopic.class, List.of(bootstrap, "fragile")))
                .isZero();
        up_succeeds();
        assertThat(told()).containsExactly("broker1", "broker2", "broker3");
    }

    /**
     * Nodes that were told what they must be, in that order; each when those of the waves before had said that they
     * are.
     */
    private List<String> told() {
        return names(false);
    }

    private List<String> stopped() {
        return names(true);
    }

    private List<String> names(boolean stopped) {
        List<String> names = new ArrayList<>();
        for (MachineMocks.Touched touched : aws.touched) {
            if (touched.stopped() == stopped) {
                names.add(touched.node());
                assertThat(touched.done()).as(touched.toString()).containsAll(before(touched.node()));
            }
        }
        return names;
    }

    private List<String> before(String node) {
        List<String> before = new ArrayList<>();
        for (List<Node> wave : plan.waves()) {
            List<String> names = wave.stream().map(Node::name).toList();
            if (names.contains(node)) {
                return before;
            }
            before.addAll(names);
        }
        throw new AssertionError(node);
    }

    private TestResult up() {
        return new Update(plan, false, List.of(), progress::add, Duration.ofMillis(300)).run(aws);
    }

    private void up_succeeds() {
        long begin = System.nanoTime();
        assertThat(up().errors()).as(cluster::said).isEmpty();
        System.out.printf(
                Locale.ROOT,
                "up of %d nodes in %.1f s%n",
                plan.nodes().size(),
                Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0);
    }

    /** While records are written; none may be refused, lost, doubled or out of order. */
    private void under_load() throws Exception {
        aws.touched.clear();
        Path begun = home.resolve("begun");
        Path ended = home.resolve("ended");
        Files.deleteIfExists(begun);
        Files.deleteIfExists(ended);
        String wait = "touch " + begun + "; until [ -e " + ended + " ]; do sleep 0.2; done";
        CompletableFuture<Integer> load = CompletableFuture.supplyAsync(() -> {
            try {
                return cluster.trivet.drill(
                        MachineCluster.STACK, RollDrill.class, List.of(plan.clientBootstrap(), "sh", "-c", wait));
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        while (!Files.exists(begun)) {
            assertThat(load).isNotDone();
            Thread.sleep(50);
        }
        up_succeeds();
        Files.createFile(ended);
        assertThat(load.get())
                .as("writes that failed, records lost, doubled or out of order")
                .isZero();
    }
}
