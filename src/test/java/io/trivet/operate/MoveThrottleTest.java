package io.trivet.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class MoveThrottleTest {
    private static final int CLUSTERS = 500;

    @Test
    void copies_that_come_and_those_that_are_read_are_named_as_Kafka_writes_them() {
        List<Copies> copies = List.of(
                new Copies("orders", 0, List.of(1, 2, 3), List.of(1, 2, 3), 1, 2),
                new Copies("orders", 1, List.of(2, 3, 1), List.of(2, 3, 1), 2, 2),
                // It has begun to move, and so has a copy already that is not in sync.
                new Copies("views", 0, List.of(1, 2, 4), List.of(1, 2), 1, 1),
                new Copies("stays", 0, List.of(5), List.of(5), 5, 1));

        MoveThrottle throttle = MoveThrottle.of(
                copies,
                new TreeMap<>(
                        Map.of("orders-0", List.of(4, 2, 3), "orders-1", List.of(3, 2, 1), "views-0", List.of(4, 2))),
                1000);

        assertThat(throttle)
                .isEqualTo(new MoveThrottle(
                        1000,
                        new TreeSet<>(List.of(1, 2, 3, 4)),
                        new TreeMap<>(Map.of("orders", "0:1,0:2,0:3", "views", "0:1,0:2")),
                        new TreeMap<>(Map.of("orders", "0:4", "views", "0:4"))));
    }

    static LongStream seeds() {
        return LongStream.range(0, CLUSTERS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void no_copy_that_is_in_sync_is_slowed_down_and_each_that_comes_is(long seed) {
        Random chance = new Random(seed);
        List<Copies> copies = new ArrayList<>();
        SortedMap<String, List<Integer>> targets = new TreeMap<>();
        for (int number = 0; number < 12; number++) {
            List<Integer> replicas = some(chance);
            List<Integer> inSync = replicas.subList(0, 1 + chance.nextInt(replicas.size()));
            copies.add(new Copies("t" + number % 3, number / 3, replicas, inSync, inSync.get(0), 1));
            if (chance.nextBoolean()) {
                targets.put(copies.get(number).name(), some(chance));
            }
        }

        MoveThrottle throttle = MoveThrottle.of(copies, targets, 1);

        for (Copies partition : copies) {
            for (int id = 1; id <= 6; id++) {
                String copy = partition.partition() + ":" + id;
                boolean comes =
                        targets.getOrDefault(partition.name(), List.of()).contains(id)
                                && !partition.inSync().contains(id);
                boolean takes = names(throttle.takers(), partition.topic()).contains(copy);
                assertThat(takes).isEqualTo(comes);
                if (names(throttle.senders(), partition.topic()).contains(copy)) {
                    assertThat(partition.replicas()).contains(id);
                    assertThat(takes).isFalse();
                    assertThat(throttle.brokers()).contains(id);
                }
            }
        }
    }

    private static List<String> names(SortedMap<String, String> of, String topic) {
        return List.of(of.getOrDefault(topic, "").split(","));
    }

    private static List<Integer> some(Random chance) {
        List<Integer> ids = new ArrayList<>(IntStream.rangeClosed(1, 6).boxed().toList());
        Collections.shuffle(ids, chance);
        return List.copyOf(ids.subList(0, 1 + chance.nextInt(4)));
    }
}
