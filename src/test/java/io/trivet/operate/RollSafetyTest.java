package io.trivet.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.stack.OnEc2;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class RollSafetyTest {
    @Test
    void a_zone_may_go_when_every_partition_keeps_its_least_elsewhere() {
        List<Copies> partitions =
                List.of(copies(0, List.of(1, 2, 3), List.of(1, 2, 3)), copies(1, List.of(4, 5, 6), List.of(6, 5, 4)));

        assertThat(obstacles(partitions, 1, 4)).isEmpty();
    }

    @Test
    void a_partition_with_two_replicas_in_the_zone_is_named_and_will_not_pass() {
        List<Copies> partitions = List.of(copies(7, List.of(1, 4, 2), List.of(1, 4, 2)));

        assertThat(obstacles(partitions, 1)).isEmpty();
        assertThat(obstacles(partitions, 1, 4))
                .containsExactly("orders-7 has 1 replica elsewhere, and min.insync.replicas is 2 for ever");
    }

    @Test
    void a_copy_that_lags_in_another_zone_is_waited_for() {
        List<Copies> partitions = List.of(copies(0, List.of(1, 2, 3), List.of(1, 3)));

        assertThat(obstacles(partitions, 1))
                .containsExactly("orders-0 has 1 replica in sync elsewhere, and min.insync.replicas is 2 for now");
        assertThat(obstacles(partitions, 2)).isEmpty();
    }

    @Test
    void a_single_replica_is_named_whatever_its_least() {
        assertThat(obstacles(List.of(new Copies("orders", 3, List.of(1), List.of(1), 1, 1)), 1))
                .containsExactly("orders-3 has a single replica for ever");
    }

    @Test
    void a_partition_on_none_of_the_brokers_is_never_in_the_way() {
        assertThat(obstacles(List.of(copies(0, List.of(4, 5, 6), List.of(4))), 1))
                .isEmpty();
    }

    @Test
    void brokers_of_a_zone_that_share_too_much_go_in_batches() {
        SortedMap<Integer, String> racks = new TreeMap<>();
        List.of(1, 4, 7, 10).forEach(id -> racks.put(id, "a"));
        racks.put(2, "b");
        List<Copies> partitions =
                List.of(copies(0, List.of(1, 4, 2), List.of(1, 4, 2)), copies(1, List.of(4, 10, 2), List.of(4, 10, 2)));

        assertThat(RollSafety.groups(OnEc2.Unit.ZONE, racks, partitions)).hasToString("[[1, 7, 10], [4], [2]]");
        assertThat(RollSafety.groups(
                        OnEc2.Unit.ZONE, racks, List.of(new Copies("logs", 0, List.of(1, 4, 2), List.of(2), 2, 1))))
                .as("one copy elsewhere is enough for it")
                .hasToString("[[1, 4, 7, 10], [2]]");
    }

    @Test
    void brokers_of_a_zone_go_down_together_or_each_for_itself() {
        SortedMap<Integer, String> racks = new TreeMap<>();
        racks.put(1, "a");
        racks.put(2, "b");
        racks.put(3, "c");
        racks.put(4, "a");

        assertThat(RollSafety.groups(OnEc2.Unit.ZONE, racks, List.of())).hasToString("[[1, 4], [2], [3]]");
        assertThat(RollSafety.groups(OnEc2.Unit.NODE, racks, List.of())).hasToString("[[1], [2], [3], [4]]");
    }

    private static Copies copies(int partition, List<Integer> replicas, List<Integer> inSync) {
        return new Copies("orders", partition, replicas, inSync, inSync.get(0), 2);
    }

    private static List<String> obstacles(List<Copies> partitions, Integer... down) {
        return RollSafety.obstacles(partitions, new TreeSet<>(List.of(down))).stream()
                .map(obstacle -> obstacle + (obstacle.passing() ? " for now" : " for ever"))
                .toList();
    }
}
