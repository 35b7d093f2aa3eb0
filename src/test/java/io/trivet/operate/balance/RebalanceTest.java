package io.trivet.operate.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trivet.operate.Copies;
import io.trivet.operate.Failure;
import io.trivet.operate.Logs;
import io.trivet.operate.Reassignments.Move;
import io.trivet.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a rebalance refuses, how much it copies, and what of it goes on at a time. */
final class RebalanceTest {
    private static final long GIB = 1L << 30;
    private static final SortedSet<Integer> THREE = new TreeSet<>(List.of(1, 2, 3));
    private static final SortedSet<Integer> SIX = new TreeSet<>(List.of(1, 2, 3, 4, 5, 6));

    private static Copies copies(int partition, List<Integer> replicas, List<Integer> inSync) {
        return new Copies("orders", partition, replicas, inSync, inSync.isEmpty() ? -1 : inSync.get(0), 2);
    }

    /** Partitions with a replica on each of the first three brokers, of a gibibyte each. */
    private static List<Copies> twelve() {
        return IntStream.range(0, 12)
                .mapToObj(partition -> copies(partition, List.of(1, 2, 3), List.of(1, 2, 3)))
                .toList();
    }

    private static View view(List<Copies> copies, Map<String, List<Integer>> moving, int brokers, long free) {
        SortedMap<Integer, String> racks = new TreeMap<>();
        SortedMap<Integer, Logs> logs = new TreeMap<>();
        for (int id = 1; id <= brokers; id++) {
            int broker = id;
            racks.put(id, "zone" + id % 3);
            SortedMap<String, Long> sizes = new TreeMap<>();
            copies.stream()
                    .filter(partition -> partition.inSync().contains(broker))
                    .forEach(partition -> sizes.put(partition.name(), GIB));
            logs.put(id, new Logs(sizes, free, 100 * GIB));
        }
        return new View(copies, new TreeMap<>(moving), racks, logs);
    }

    private static List<String> refused(View view, SortedSet<Integer> described) {
        return catchThrowableOfType(Failure.class, () -> Rebalance.of(view, described)).problems().stream()
                .map(RebalanceTest::text)
                .toList();
    }

    private static String text(Problem problem) {
        return problem.id() + " " + problem.place().path() + ": " + problem.found() + ", must " + problem.must();
    }

    @Test
    void what_is_amiss_is_all_told_before_anything_moves() {
        List<Copies> lagging = List.of(
                copies(0, List.of(1, 2, 3), List.of(1, 3)),
                copies(1, List.of(1, 2, 3), List.of(1, 2, 3)),
                copies(2, List.of(1, 2, 3), List.of(1)));

        assertThat(refused(view(lagging, Map.of(), 3, 50 * GIB), new TreeSet<>(List.of(1, 7))))
                .containsExactly(
                        "broker-missing broker7: described and not there, must run before anything moves to it",
                        "not-in-sync orders-0: in sync on 2 of 3 brokers, and so 1 more, must be in sync on all of them"
                                + " before any copy moves",
                        "too-few-brokers orders: 3 replicas, and 2 brokers described, must have no more replicas than"
                                + " there are brokers");
    }

    @Test
    void a_broker_without_room_is_told_with_what_it_would_take() {
        assertThat(refused(view(twelve(), Map.of(), 6, 15 * GIB), SIX))
                .containsExactly(
                        "no-room broker4: 6.0GiB to take, and room for 5.0GiB, must have a tenth of its volume free when all"
                                + " is there, before what leaves it is gone",
                        "no-room broker5: 6.0GiB to take, and room for 5.0GiB, must have a tenth of its volume free when all"
                                + " is there, before what leaves it is gone",
                        "no-room broker6: 6.0GiB to take, and room for 5.0GiB, must have a tenth of its volume free when all"
                                + " is there, before what leaves it is gone");
    }

    @Test
    void brokers_that_came_take_half_and_each_byte_is_counted() throws Failure {
        Rebalance plan = Rebalance.of(view(twelve(), Map.of(), 6, 50 * GIB), SIX);

        assertThat(plan.bytes()).containsExactly(Map.entry(4, 6 * GIB), Map.entry(5, 6 * GIB), Map.entry(6, 6 * GIB));
        assertThat(plan.total()).isEqualTo(18 * GIB);
        assertThat(plan.view().left(twelve(), plan.targets(), plan.view().logs()))
                .isEqualTo(plan.total());
    }

    /** One that was cut off: of what moves, a replica on broker 4 is half there. */
    @Test
    void what_moves_already_is_where_it_will_be() throws Failure {
        List<Copies> half = List.of(copies(0, List.of(4, 1, 2, 3), List.of(1, 2, 3)));
        Map<String, List<Integer>> moving = Map.of("orders-0", List.of(4, 2, 3));
        View view = view(half, moving, 6, 50 * GIB);

        Rebalance plan = Rebalance.of(view, SIX);

        assertThat(plan.balance().copied()).isZero();
        assertThat(plan.targets()).containsOnlyKeys("orders-0");
        assertThat(view.left(half, new TreeMap<>(moving), view.logs())).isEqualTo(GIB);
    }

    @Test
    void no_broker_gives_or_takes_more_than_ten_at_a_time() {
        List<Copies> many = IntStream.range(0, 30)
                .mapToObj(partition -> copies(partition, List.of(1, 2, 3), List.of(1, 2, 3)))
                .toList();
        List<Move> moves = many.stream()
                .map(partition -> new Move(partition, List.of(4, 2, 3)))
                .toList();

        assertThat(LiveMoves.next(moves, new TreeMap<>(), many)).isEqualTo(moves.subList(0, 10));
        SortedMap<String, List<Integer>> moving = new TreeMap<>();
        moves.subList(0, 7).forEach(move -> moving.put(move.partition().name(), move.replicas()));
        assertThat(LiveMoves.next(moves.subList(7, 30), moving, many)).isEqualTo(moves.subList(7, 10));
    }

    @Test
    void another_leader_alone_copies_nothing_and_is_not_held_up() throws Failure {
        Rebalance plan = Rebalance.of(view(twelve(), Map.of(), 3, 50 * GIB), THREE);

        assertThat(plan.total()).isZero();
        assertThat(plan.balance().led()).isEqualTo(8);
        assertThat(LiveMoves.next(plan.balance().moves(), new TreeMap<>(), twelve()))
                .hasSize(8);
    }
}
