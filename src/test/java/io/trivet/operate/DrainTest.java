package io.trivet.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Brokers 1, 4 and 7 are in zone a, 2, 5 and 8 in b, 3, 6 and 9 in c. */
final class DrainTest {
    private static final long GIB = 1L << 30;
    private static final SortedSet<String> LYING =
            new TreeSet<>(IntStream.range(0, 40).mapToObj(i -> "orders-" + i).toList());

    private final SortedMap<String, List<Integer>> moving = new TreeMap<>();
    private final SortedMap<Integer, Logs> logs = new TreeMap<>();

    @Test
    void copies_stay_in_their_zones_and_preferred_leaders_where_they_are() throws Exception {
        assertThat(moves(drain(6, 3, partition(0, 4, 5, 6), partition(1, 1, 5, 3), partition(2, 2, 3, 1))))
                .containsExactly("orders-0 to [1, 2, 3]", "orders-1 to [1, 2, 3]");
    }

    @Test
    void a_zone_shares_what_comes_among_its_brokers_by_topic() throws Exception {
        Copies[] partitions = new Copies[6];
        for (int i = 0; i < 6; i++) {
            partitions[i] = partition(i, 7, 8, 9);
        }

        assertThat(moves(drain(9, 6, partitions)))
                .containsExactly(
                        "orders-0 to [1, 2, 3]",
                        "orders-1 to [4, 5, 6]",
                        "orders-2 to [1, 2, 3]",
                        "orders-3 to [4, 5, 6]",
                        "orders-4 to [1, 2, 3]",
                        "orders-5 to [4, 5, 6]");
    }

    @Test
    void what_moves_already_to_brokers_that_stay_is_left_and_not_moved_again() throws Exception {
        moving.put("orders-0", List.of(1, 2, 3));
        Drain drain = drain(6, 3, partition(0, 4, 2, 3));

        assertThat(drain.left()).extracting(Copies::name).containsExactly("orders-0");
        assertThat(moves(drain)).isEmpty();
    }

    @Test
    void what_moves_to_a_broker_that_leaves_goes_elsewhere() throws Exception {
        moving.put("orders-0", List.of(5, 1, 3));

        assertThat(moves(drain(6, 3, partition(0, 2, 1, 3)))).isEmpty();
        assertThat(moves(drain(6, 3, new Copies("orders", 0, List.of(2, 1, 3, 5), List.of(2, 1, 3), 2, 2))))
                .containsExactly("orders-0 to [2, 1, 3]");
    }

    @Test
    void a_zone_that_has_no_other_broker_gives_to_one_in_which_there_is_no_copy() throws Exception {
        Drain drain = new Drain(
                List.of(partition(0, 4, 2)), moving, racks(List.of(2, 3, 4, 5)), new TreeSet<>(List.of(2, 3, 5)));

        assertThat(moves(drain)).containsExactly("orders-0 to [3, 2]");
    }

    @Test
    void a_broker_that_is_down_is_given_nothing() throws Exception {
        Drain drain = new Drain(
                List.of(partition(0, 7, 2, 3)),
                moving,
                racks(List.of(2, 3, 4, 7)),
                new TreeSet<>(List.of(1, 2, 3, 4, 5, 6)));

        assertThat(moves(drain)).containsExactly("orders-0 to [4, 2, 3]");
        assertThat(moves(new Drain(
                        List.of(partition(0, 4, 2, 3)),
                        moving,
                        racks(List.of(2, 3, 4)),
                        new TreeSet<>(List.of(1, 2, 3)))))
                .as("it waits for broker1")
                .isEmpty();
    }

    @Test
    void a_broker_without_room_is_passed_by_and_named_where_there_is_no_other() throws Exception {
        logs(1, 100 * GIB, 12 * GIB, List.of());
        logs(4, 100 * GIB, 50 * GIB, List.of());
        logs(7, 100 * GIB, 0, List.of("orders-0"));
        Copies large = partition(0, 7, 2, 3);

        assertThat(moves(drain(7, 6, large))).containsExactly("orders-0 to [4, 2, 3]");
        logs(4, 100 * GIB, 12 * GIB, List.of());
        assertThatThrownBy(() -> drain(7, 6, large).moves(LYING, logs))
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> assertThat(failure.problems())
                                .containsExactly(Problem.error(
                                                "no-room",
                                                Place.ofPath("broker1"),
                                                "5.0GiB to take over, and room for 2.0GiB")
                                        .must("have a tenth of its volume free when all that leaves is there")
                                        .mend("enlarge the volumes of the brokers that stay (it needs no restart), keep"
                                                + " more brokers, or shorten the retention of large topics; no machine"
                                                + " has gone")));
    }

    @Test
    void what_is_still_on_its_way_takes_room_too() {
        logs(1, 100 * GIB, 18 * GIB, List.of());
        logs(4, 100 * GIB, 0, List.of("orders-0", "orders-1"));
        moving.put("orders-0", List.of(1, 2, 3));

        assertThatThrownBy(() -> drain(
                                4,
                                3,
                                new Copies("orders", 0, List.of(1, 2, 3, 4), List.of(4, 2, 3), 4, 2),
                                partition(1, 4, 2, 3))
                        .moves(LYING, logs))
                .hasMessageContaining("no-room broker1: 10.0GiB to take over, and room for 8.0GiB");
    }

    @Test
    void more_replicas_than_brokers_that_stay_are_refused_with_the_topics() {
        assertThatThrownBy(() -> drain(3, 2, partition(0, 1, 2, 3)).moves(LYING, logs))
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> assertThat(failure.problems())
                                .containsExactly(Problem.error(
                                                "too-few-brokers",
                                                Place.ofPath("orders"),
                                                "3 replicas, and 2 brokers would be left")
                                        .must("have no more replicas than there are brokers")
                                        .mend("keep more brokers, or give these topics fewer replicas first; no machine"
                                                + " has gone")));
    }

    @Test
    void what_may_have_moved_a_moment_ago_is_neither_moved_nor_counted() throws Exception {
        Drain drain = drain(6, 3, partition(0, 4, 5, 6), partition(1, 1, 2, 3, 6));

        assertThat(drain.moves(new TreeSet<>(List.of("orders-0")), logs))
                .extracting(move -> move.partition().name())
                .containsExactly("orders-0");
    }

    @Test
    void bytes_are_those_that_have_to_be_copied_still() {
        logs(4, 100 * GIB, 0, List.of("orders-0", "orders-1"));
        moving.put("orders-1", List.of(1, 2, 3));
        SortedMap<String, Long> part = new TreeMap<>();
        part.put("orders-1", 2 * GIB);
        logs.put(1, new Logs(part, 50 * GIB, 100 * GIB));
        Drain drain = drain(
                4, 3, partition(0, 4, 2, 3), new Copies("orders", 1, List.of(1, 2, 3, 4), List.of(4, 2, 3), 4, 2));

        assertThat(drain.bytes(drain.left(), logs)).isEqualTo(8 * GIB);
    }

    @Test
    void each_partition_has_one_owner_among_those_that_leave_and_are_there() {
        Drain drain = new Drain(List.of(), moving, racks(List.of(1, 2, 3, 5, 6)), new TreeSet<>(List.of(1, 2, 3)));

        assertThat(drain.owner(partition(0, 6, 5, 1))).contains(5);
        assertThat(drain.owner(partition(0, 4, 2, 3))).as("4 is down").contains(5);
        assertThat(new Drain(List.of(), moving, racks(List.of(1, 2, 3)), new TreeSet<>(List.of(1, 2, 3)))
                        .owner(partition(0, 4, 2, 3)))
                .isEmpty();
    }

    private List<String> moves(Drain drain) throws Failure {
        return drain.moves(LYING, logs).stream()
                .map(move -> move.partition().name() + " to " + move.replicas())
                .toList();
    }

    private Drain drain(int all, int stay, Copies... partitions) {
        List<Integer> there = new ArrayList<>();
        for (int id = 1; id <= all; id++) {
            there.add(id);
        }
        SortedSet<Integer> staying = new TreeSet<>(there.subList(0, stay));
        return new Drain(List.of(partitions), moving, racks(there), staying);
    }

    private static SortedMap<Integer, String> racks(Collection<Integer> ids) {
        SortedMap<Integer, String> racks = new TreeMap<>();
        ids.forEach(id -> racks.put(id, List.of("a", "b", "c").get((id - 1) % 3)));
        return racks;
    }

    private static Copies partition(int number, Integer... replicas) {
        List<Integer> all = List.of(replicas);
        return new Copies("orders", number, all, all, all.get(0), 2);
    }

    private void logs(int broker, long total, long free, List<String> partitions) {
        SortedMap<String, Long> sizes = new TreeMap<>();
        partitions.forEach(name -> sizes.put(name, 5 * GIB));
        logs.put(broker, new Logs(sizes, free, total));
    }
}
