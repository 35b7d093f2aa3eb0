package io.trivet.operate.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trivet.layout.PlannedTopic;
import io.trivet.operate.Copies;
import io.trivet.operate.Failure;
import io.trivet.operate.Logs;
import io.trivet.operate.TopicStep;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Brokers 1, 4 and so on are in the first zone, 2 and 5 in the second, 3 and 6 in the third. */
final class ReplicationTest {
    private static final long GIB = 1L << 30;

    private final SortedMap<String, List<Integer>> moving = new TreeMap<>();

    private static PlannedTopic orders(int replicas, Map<String, String> settings) {
        return new PlannedTopic("orders", 3, replicas, new TreeMap<>(settings));
    }

    private static Copies copies(int partition, List<Integer> replicas) {
        return new Copies("orders", partition, replicas, replicas, replicas.get(0), 1);
    }

    private View view(int brokers, long free, List<Copies> copies) {
        SortedMap<Integer, String> racks = new TreeMap<>();
        SortedMap<Integer, Logs> logs = new TreeMap<>();
        for (int id = 1; id <= brokers; id++) {
            int broker = id;
            racks.put(id, "zone" + (id - 1) % 3);
            SortedMap<String, Long> sizes = new TreeMap<>();
            copies.stream()
                    .filter(partition -> partition.inSync().contains(broker))
                    .forEach(partition -> sizes.put(partition.name(), GIB));
            logs.put(id, new Logs(sizes, free, 100 * GIB));
        }
        return new View(copies, moving, racks, logs);
    }

    private static List<String> moves(Replication plan) {
        return plan.moves().stream()
                .map(move -> move.partition().name() + " " + move.partition().replicas() + " to " + move.replicas())
                .toList();
    }

    private static List<String> refused(View view, PlannedTopic topic) {
        return catchThrowableOfType(Failure.class, () -> Replication.of(view, List.of(topic))).problems().stream()
                .map(problem -> problem.id() + " " + problem.place().path() + ": " + problem.found() + ", must "
                        + problem.must() + "; " + problem.mend())
                .toList();
    }

    @Test
    void a_copy_more_goes_to_the_zone_without_one_and_there_to_the_broker_with_fewest() throws Exception {
        View view = view(
                6, 50 * GIB, List.of(copies(0, List.of(1, 2)), copies(1, List.of(4, 2)), copies(2, List.of(2, 1))));

        Replication plan = Replication.of(view, List.of(orders(3, Map.of())));

        assertThat(moves(plan))
                .containsExactly(
                        "orders-0 [1, 2] to [1, 2, 3]", "orders-1 [4, 2] to [4, 2, 6]", "orders-2 [2, 1] to [2, 1, 3]");
        assertThat(plan.total()).isEqualTo(3 * GIB);
        assertThat(plan.before()).isEmpty();
        assertThat(plan.after()).isEmpty();
        assertThat(plan.topics()).singleElement().satisfies(topic -> {
            assertThat(topic.from()).isEqualTo(2);
            assertThat(topic.partitions()).isEqualTo(3);
        });
    }

    @Test
    void a_copy_less_is_of_the_zone_with_most_and_never_the_preferred_leader() throws Exception {
        View view = view(
                6,
                50 * GIB,
                List.of(copies(0, List.of(1, 2, 4)), copies(1, List.of(2, 3, 1)), copies(2, List.of(3, 1, 2))));

        Replication plan = Replication.of(view, List.of(orders(2, Map.of())));

        assertThat(moves(plan))
                .containsExactly(
                        "orders-0 [1, 2, 4] to [1, 2]", "orders-1 [2, 3, 1] to [2, 3]", "orders-2 [3, 1, 2] to [3, 1]");
        assertThat(plan.total()).isZero();
    }

    @Test
    void a_copy_on_a_dead_broker_goes_first_even_of_the_preferred_leader() throws Exception {
        View view = view(6, 50 * GIB, List.of(new Copies("orders", 0, List.of(7, 2, 3), List.of(2, 3), 2, 1)));

        assertThat(moves(Replication.of(view, List.of(orders(2, Map.of())))))
                .containsExactly("orders-0 [7, 2, 3] to [2, 3]");
    }

    @Test
    void what_must_be_in_sync_is_lowered_first_where_that_is_described() throws Exception {
        Copies partition = new Copies("orders", 0, List.of(1, 2, 3), List.of(1, 2, 3), 1, 2);
        View view = view(3, 50 * GIB, List.of(partition));

        assertThat(Replication.of(view, List.of(orders(2, Map.of("min.insync.replicas", "1"))))
                        .before())
                .containsExactly(new TopicStep.Change("orders", "min.insync.replicas", "2", "1"));
        assertThat(refused(view, orders(2, Map.of())))
                .containsExactly(
                        "min-insync-live orders: 2 replicas, where its min.insync.replicas is 2, must have more"
                                + " replicas than must be in sync: one broker that restarts would stop all writes; describe"
                                + " min.insync.replicas: 1 among its settings, which is then set first");
        assertThat(refused(view, orders(1, Map.of("min.insync.replicas", "2")))).hasSize(1);
    }

    @Test
    void what_too_few_copies_could_not_meet_is_raised_once_there_are_more() throws Exception {
        View view = view(3, 50 * GIB, List.of(copies(0, List.of(1))));

        Replication plan = Replication.of(view, List.of(orders(3, Map.of("min.insync.replicas", "2"))));

        assertThat(plan.before()).isEmpty();
        assertThat(plan.after()).containsExactly(new TopicStep.Change("orders", "min.insync.replicas", "1", "2"));
        View enough = view(3, 50 * GIB, List.of(copies(0, List.of(1, 2))));
        assertThat(Replication.of(enough, List.of(orders(3, Map.of("min.insync.replicas", "2"))))
                        .after())
                .as("a setting that could be met before is not this command's")
                .isEmpty();
    }

    @Test
    void topics_of_kafka_follow_the_settings_of_brokers() throws Exception {
        SortedMap<String, String> settings = new TreeMap<>(Map.of(
                "offsets.topic.replication.factor", "3",
                "transaction.state.log.replication.factor", "3",
                "transaction.state.log.min.isr", "2",
                "min.insync.replicas", "2"));
        Copies offsets = new Copies("__consumer_offsets", 0, List.of(1), List.of(1), 1, 1);
        Copies transactions = new Copies("__transaction_state", 0, List.of(2), List.of(2), 2, 1);

        Replication plan =
                Replication.of(view(3, 50 * GIB, List.of(offsets, transactions)), PlannedTopic.ofKafka(settings));

        assertThat(moves(plan))
                .containsExactly("__consumer_offsets-0 [1] to [1, 3, 2]", "__transaction_state-0 [2] to [2, 1, 3]");
        assertThat(plan.after())
                .containsExactly(new TopicStep.Change("__transaction_state", "min.insync.replicas", "1", "2"));
    }

    @Test
    void a_topic_of_kafka_whose_copies_are_there_gets_the_setting_that_is_missing() throws Exception {
        SortedMap<String, String> settings = new TreeMap<>(
                Map.of("transaction.state.log.replication.factor", "3", "transaction.state.log.min.isr", "2"));
        Copies done = new Copies("__transaction_state", 0, List.of(1, 2, 3), List.of(1, 2, 3), 1, 1);

        Replication plan = Replication.of(view(3, 50 * GIB, List.of(done)), PlannedTopic.ofKafka(settings));

        assertThat(plan.isDone()).isFalse();
        assertThat(plan.moves()).isEmpty();
        assertThat(plan.topics()).containsExactly(new Replication.OfTopic("__transaction_state", 3, 3, 0, 1, 2, 0));
        assertThat(plan.after())
                .containsExactly(new TopicStep.Change("__transaction_state", "min.insync.replicas", "1", "2"));
        Copies raised = new Copies("__transaction_state", 0, List.of(1, 2, 3), List.of(1, 2, 3), 1, 2);
        assertThat(Replication.of(view(3, 50 * GIB, List.of(raised)), PlannedTopic.ofKafka(settings))
                        .isDone())
                .isTrue();
    }

    @Test
    void what_would_stop_a_topic_of_kafka_is_mended_at_the_brokers() {
        Copies offsets = new Copies("__consumer_offsets", 0, List.of(1, 2, 3), List.of(1, 2, 3), 1, 2);
        Copies transactions = new Copies("__transaction_state", 0, List.of(1, 2, 3), List.of(1, 2, 3), 1, 2);
        View view = view(3, 50 * GIB, List.of(offsets, transactions));
        String must = ": 2 replicas, where its min.insync.replicas is 2, must have more replicas than must be in sync:"
                + " one broker that restarts would stop all writes; describe ";

        assertThat(refused(view, new PlannedTopic("__consumer_offsets", 50, 2, new TreeMap<>())))
                .containsExactly("min-insync-live __consumer_offsets" + must
                        + "min.insync.replicas: 1 among brokers.settings, deploy it, and run this again");
        assertThat(refused(view, new PlannedTopic("__transaction_state", 50, 2, new TreeMap<>())))
                .containsExactly("min-insync-live __transaction_state" + must
                        + "transaction.state.log.min.isr: 1 among brokers.settings, which is then set first");
    }

    @Test
    void what_is_amiss_is_all_told_before_anything_moves() {
        List<Copies> lagging = List.of(
                new Copies("orders", 0, List.of(1, 2), List.of(1), 1, 1),
                new Copies("orders", 1, List.of(1, 2), List.of(1), 1, 1));
        View view = view(3, 11 * GIB, lagging);

        assertThat(refused(view, orders(3, Map.of())))
                .containsExactly(
                        "not-in-sync orders-0: not in sync on a broker that keeps it, and so 1 more, must be in sync on"
                                + " all of them before it gets or loses a copy; wait until it is, or look at the broker"
                                + " that lags",
                        "no-room broker3: 2.0GiB to take, and room for 1.0GiB, must have a tenth of its volume free when"
                                + " all is there, before what leaves it is gone; enlarge the volumes of the brokers (it"
                                + " needs no restart), or shorten the retention of large topics");
        assertThat(refused(view, orders(4, Map.of())))
                .containsExactly(
                        "too-few-brokers orders: 4 replicas, and 3 brokers there, must have no more replicas than"
                                + " there are brokers; add brokers, or describe fewer replicas");
    }

    @Test
    void what_moves_already_is_waited_for_and_other_topics_are_left_alone() throws Exception {
        moving.put("orders-0", List.of(1, 2, 3));
        moving.put("others-0", List.of(1, 2));
        View view = view(
                3,
                50 * GIB,
                List.of(
                        new Copies("orders", 0, List.of(1, 2, 3), List.of(1, 2), 1, 1),
                        new Copies("others", 0, List.of(1, 2, 3), List.of(1, 3), 1, 1)));

        Replication plan = Replication.of(view, List.of(orders(3, Map.of())));

        assertThat(plan.moves()).isEmpty();
        assertThat(plan.isDone()).isFalse();
        assertThat(plan.targets()).containsOnlyKeys("orders-0");
    }

    /** Carried out, nothing is left to do; no partition changes by more than it must, and zones are kept apart. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void any_cluster_comes_to_any_number_by_the_fewest_copies(long seed) throws Exception {
        Random chance = new Random(seed);
        int brokers = 3 + chance.nextInt(9);
        List<Copies> before = new ArrayList<>();
        List<Integer> ids =
                new ArrayList<>(IntStream.rangeClosed(1, brokers).boxed().toList());
        for (int partition = 0; partition < 1 + chance.nextInt(40); partition++) {
            Collections.shuffle(ids, chance);
            before.add(copies(partition, ids.subList(0, 1 + chance.nextInt(3))));
        }
        int wanted = 1 + chance.nextInt(3);

        Replication plan = Replication.of(view(brokers, 90 * GIB, before), List.of(orders(wanted, Map.of())));

        plan.moves().forEach(move -> {
            List<Integer> was = move.partition().replicas();
            assertThat(move.replicas()).hasSize(wanted).doesNotHaveDuplicates().startsWith(was.get(0));
            assertThat(was.size() < wanted ? move.replicas().containsAll(was) : was.containsAll(move.replicas()))
                    .isTrue();
            long zonesBefore = was.stream().map(id -> id % 3).distinct().count();
            long zones =
                    new HashSet<>(move.replicas().stream().map(id -> id % 3).toList()).size();
            assertThat(zones)
                    .isEqualTo(
                            was.size() < wanted
                                    ? Math.min(3, zonesBefore + wanted - was.size())
                                    : Math.min(zonesBefore, wanted));
        });
        List<Copies> after = new ArrayList<>();
        before.forEach(partition -> after.add(
                copies(partition.partition(), plan.targets().getOrDefault(partition.name(), partition.replicas()))));
        assertThat(Replication.of(view(brokers, 90 * GIB, after), List.of(orders(wanted, Map.of())))
                        .isDone())
                .isTrue();
    }
}
