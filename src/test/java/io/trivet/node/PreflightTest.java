package io.trivet.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trivet.operate.Failure;
import io.trivet.stack.OnEc2;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of a whole cluster, before a roll and before brokers leave it. */
final class PreflightTest {
    private final List<String> steps = new ArrayList<>();

    @Test
    void a_whole_cluster_lets_a_roll_begin_at_once() throws Exception {
        FakeCluster cluster = FakeCluster.ofBrokers(6, "");

        await(cluster, OnEc2.Unit.ZONE);

        assertThat(cluster.clock.now()).isZero();
        assertThat(steps).isEmpty();
    }

    @Test
    void copies_anywhere_are_waited_for() throws Exception {
        FakeCluster cluster = FakeCluster.ofBrokers(6, "");
        cluster.server("broker5").inSyncAt = Duration.ofMinutes(3);

        await(cluster, OnEc2.Unit.ZONE);

        assertThat(cluster.clock.now()).isEqualTo(Duration.ofMinutes(3));
        assertThat(steps).containsExactly("cluster waiting all copies in sync: orders-2, orders-3, orders-4");
    }

    @Test
    void a_volume_that_keeps_copies_from_coming_back_is_named() {
        FakeCluster cluster = FakeCluster.ofBrokers(6, "");
        cluster.server("broker5").inSyncAt = FakeCluster.NEVER;
        cluster.failed.put(5, List.of("/var/lib/kafka-2/data"));

        assertThatThrownBy(() -> await(cluster, OnEc2.Unit.ZONE)).hasMessageContaining("roll-stuck cluster");

        assertThat(steps)
                .contains(
                        "cluster waiting all copies in sync: the volume of /var/lib/kafka-2/data of broker5, orders-2,"
                                + " orders-3 and 1 more");
    }

    @Test
    void a_partition_that_cannot_spare_a_broker_is_refused_at_once() throws Exception {
        FakeCluster cluster = FakeCluster.ofBrokers(6, "");
        cluster.server("broker5").inSyncAt = FakeCluster.NEVER;
        cluster.partition("fragile", List.of(3, 6), 2);

        assertThatThrownBy(() -> await(cluster, OnEc2.Unit.ZONE))
                .hasMessage("roll-unsafe cluster: a roll that stops writes: fragile-6 has 1 replica elsewhere, and"
                        + " min.insync.replicas is 2 (without brokers [3]), fragile-6 has 1 replica elsewhere, and"
                        + " min.insync.replicas is 2 (without brokers [6])");
    }

    @Test
    void what_a_zone_cannot_spare_at_once_is_no_reason_to_refuse_a_roll_in_batches() throws Exception {
        FakeCluster cluster = FakeCluster.ofBrokers(6, "");
        cluster.partition("shared", List.of(3, 6, 1), 2);

        await(cluster, OnEc2.Unit.ZONE);
        await(cluster, OnEc2.Unit.NODE);
        assertThat(cluster.did).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "racks", "copies"})
    void a_cluster_that_does_not_answer_is_asked_again(String question) {
        FakeCluster cluster = FakeCluster.ofBrokers(6, "");
        cluster.partition("fragile", List.of(3, 6), 2);
        cluster.silent.put(question, Duration.ofMinutes(2));

        assertThatThrownBy(() -> await(cluster, OnEc2.Unit.ZONE)).hasMessageContaining("roll-unsafe");
        assertThat(cluster.clock.now()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void every_voter_is_waited_for() throws Exception {
        FakeCluster controllers = FakeCluster.ofControllers("");
        controllers.server("controller2").kill();
        controllers.clock.at(
                Duration.ofMinutes(1), () -> controllers.server("controller2").begin());
        FakeCluster zookeeper = FakeCluster.ofZooKeeper("");
        zookeeper.server("zk2").kill();

        await(controllers, OnEc2.Unit.ZONE);

        assertThat(controllers.clock.now()).isGreaterThan(Duration.ofMinutes(1));
        assertThat(steps)
                .contains("cluster waiting a whole quorum: only [10001, 10003] of 3 controllers are as far as their"
                        + " leader");
        assertThatThrownBy(() -> await(zookeeper, OnEc2.Unit.ZONE))
                .hasMessageContaining("roll-stuck cluster")
                .hasMessageContaining("zk2:2181 is in no quorum");
    }

    private void await(FakeCluster cluster, OnEc2.Unit together) throws Failure, InterruptedException {
        Preflight.await(
                cluster, together, StepWaiter.waiting(cluster, this::hear, Duration.ofMinutes(10), cluster.clock));
    }

    private void hear(String node, String step, String detail) {
        steps.add(node + " " + step + " " + detail);
    }
}
