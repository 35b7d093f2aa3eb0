package io.trivet.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trivet.operate.Copies;
import io.trivet.operate.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DecommissionTest {
    private final FakeCluster cluster = FakeCluster.ofBrokers(6, "");
    private final List<String> steps = new ArrayList<>();

    @Test
    void what_is_on_brokers_that_leave_moves_to_those_that_stay() throws Exception {
        cluster.log = 1L << 30;

        Decommission.drain(cluster, stay(3), waiting());

        assertThat(cluster.copies().orElseThrow())
                .extracting(Copies::replicas)
                .allSatisfy(replicas -> assertThat(new TreeSet<>(replicas)).isEqualTo(stay(3)));
        assertThat(steps).contains("cluster waiting partitions to move: 9.0GiB to copy, orders-1, orders-2 and 3 more");
        assertThat(cluster.did).hasSize(5);
    }

    @Test
    void brokers_that_leave_together_do_not_move_a_partition_twice() throws Exception {
        // Each has its turn, as agents that look at the same time have.
        Decommission.drain(cluster, stay(3), 4, waiting());
        Decommission.drain(cluster, stay(3), 5, waiting());
        Decommission.drain(cluster, stay(3), 6, waiting());

        assertThat(cluster.did).doesNotHaveDuplicates().hasSize(5);
        assertThat(Decommission.isFree(cluster, 4, waiting())).isTrue();
        assertThat(Decommission.isFree(cluster, 3, waiting())).isFalse();
    }

    @Test
    void an_empty_broker_is_free_at_once_and_one_that_is_down_is_emptied_too() throws Exception {
        Decommission.drain(cluster, stay(6), waiting());
        assertThat(cluster.did).isEmpty();
        cluster.server("broker6").kill();
        cluster.clock.pause(FakeCluster.EXPIRY);

        Decommission.drain(cluster, stay(5), waiting());

        assertThat(cluster.did).hasSize(3);
        assertThat(Decommission.isFree(cluster, 6, waiting())).isTrue();
    }

    @Test
    void ten_move_at_a_time() throws Exception {
        for (int i = 0; i < 40; i++) {
            cluster.partition("orders", List.of(4, 5, 6), 2);
        }

        Decommission.drain(cluster, stay(3), waiting());

        assertThat(cluster.most).isEqualTo(10);
        assertThat(Decommission.isFree(cluster, 4, waiting())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5})
    void copies_that_a_broker_describes_late_neither_move_again_nor_are_too_many(int stay) throws Exception {
        cluster.late = Duration.ofMillis(1500);
        for (int i = 0; i < 40; i++) {
            cluster.partition("orders", List.of(4, 5, 6), 2);
        }

        Decommission.drain(cluster, stay(stay), waiting());

        cluster.clock.pause(Duration.ofMinutes(1));
        assertThat(cluster.copies().orElseThrow())
                .allSatisfy(partition -> assertThat(partition.replicas()).hasSize(3));
        assertThat(cluster.did).doesNotHaveDuplicates();
    }

    @Test
    void silence_and_a_controller_that_refuses_are_waited_out() throws Exception {
        cluster.silent.put("copies", Duration.ofMinutes(1));
        cluster.silent.put("moving", Duration.ofMinutes(2));
        cluster.silent.put("sizes", Duration.ofMinutes(3));
        cluster.busy = 2;

        Decommission.drain(cluster, stay(5), waiting());

        assertThat(cluster.clock.now()).isGreaterThan(Duration.ofMinutes(3));
        assertThat(steps)
                .contains("cluster waiting partitions to move: the answer of the brokers")
                .anyMatch(step -> step.contains("what is on the disks of the brokers, orders-3"))
                .anyMatch(step -> step.contains("orders-0: the controller is busy"));
    }

    @Test
    void without_room_nothing_moves() {
        cluster.log = 300L << 30;

        assertThatThrownBy(() -> Decommission.drain(cluster, stay(3), waiting()))
                .hasMessage("no-room broker1: 900.0GiB to take over, and room for 21.6GiB");
        assertThat(cluster.did).isEmpty();
    }

    private static SortedSet<Integer> stay(int count) {
        SortedSet<Integer> ids = new TreeSet<>();
        for (int id = 1; id <= count; id++) {
            ids.add(id);
        }
        return ids;
    }

    private Waiting waiting() {
        return StepWaiter.waiting(
                () -> {},
                (node, step, detail) -> steps.add(node + " " + step + " " + detail),
                Duration.ofMinutes(10),
                cluster.clock);
    }
}
