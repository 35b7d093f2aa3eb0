package io.trivet.operate.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.operate.Copies;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws of clusters that are made even, held against a flow through the whole network. */
final class BalanceTest {
    private static final int CLUSTERS = 600;

    /** A cluster as chance made it, no rack of which holds more of a partition than it must. */
    private record Cluster(List<Copies> copies, SortedMap<Integer, String> racks, SortedSet<Integer> stay) {
        static Cluster of(Random chance) {
            int zones = 1 + chance.nextInt(4);
            int brokers = zones + chance.nextInt(7);
            int replicas = 1 + chance.nextInt(Math.min(3, brokers));
            SortedMap<Integer, String> racks = new TreeMap<>();
            IntStream.rangeClosed(1, brokers)
                    .forEach(id -> racks.put(id, "zone" + (id <= zones ? id : 1 + chance.nextInt(zones))));
            SortedSet<Integer> stay = new TreeSet<>(racks.keySet());
            if (brokers > replicas && chance.nextInt(3) == 0) {
                stay.remove(1 + chance.nextInt(brokers));
            }
            Cluster empty = new Cluster(List.of(), racks, stay);
            List<Copies> copies = new ArrayList<>();
            for (int partition = chance.nextInt(30); partition >= 0; partition--) {
                List<Integer> ids = new ArrayList<>(racks.keySet());
                do {
                    Collections.shuffle(ids, chance);
                } while (!empty.isApart(ids.subList(0, replicas), empty.cap(replicas)));
                copies.add(copies(partition, ids.subList(0, replicas)));
            }
            return new Cluster(copies, racks, stay);
        }

        int cap(int replicas) {
            int cap = 1;
            while (places(cap) < replicas) {
                cap++;
            }
            return cap;
        }

        private int places(int cap) {
            return stay.stream().collect(Collectors.groupingBy(racks::get, Collectors.counting())).values().stream()
                    .mapToInt(size -> Math.min(size.intValue(), cap))
                    .sum();
        }

        boolean isApart(List<Integer> replicas, int cap) {
            return replicas.stream()
                    .filter(stay::contains)
                    .collect(Collectors.groupingBy(racks::get, Collectors.counting()))
                    .values()
                    .stream()
                    .allMatch(count -> count <= cap);
        }

        Balance balance() {
            return Balance.of(copies, racks, stay);
        }

        Cluster after(Balance balance) {
            Map<String, List<Integer>> moved = balance.moves().stream()
                    .collect(Collectors.toMap(move -> move.partition().name(), move -> move.replicas()));
            return new Cluster(
                    copies.stream()
                            .map(partition -> copies(
                                    partition.partition(), moved.getOrDefault(partition.name(), partition.replicas())))
                            .toList(),
                    racks,
                    stay);
        }

        private static Copies copies(int partition, List<Integer> replicas) {
            return new Copies("orders", partition, replicas, replicas, replicas.get(0), 1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void each_partition_keeps_its_replicas_apart_on_brokers_that_stay(long seed) {
        Random chance = new Random(seed);
        for (int run = 0; run < CLUSTERS; run++) {
            Cluster cluster = Cluster.of(chance);
            Cluster after = cluster.after(cluster.balance());

            for (int i = 0; i < after.copies().size(); i++) {
                List<Integer> replicas = after.copies().get(i).replicas();
                assertThat(replicas).hasSameSizeAs(cluster.copies().get(i).replicas());
                assertThat(new HashSet<>(replicas)).hasSameSizeAs(replicas);
                assertThat(after.stay()).containsAll(replicas);
                assertThat(after.isApart(replicas, after.cap(replicas.size()))).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void no_other_way_moves_fewer(long seed) {
        Random chance = new Random(seed);
        int moved = 0;
        for (int run = 0; run < CLUSTERS; run++) {
            Cluster cluster = Cluster.of(chance);
            List<Integer> ids = List.copyOf(cluster.racks().keySet());
            List<String> zones = cluster.stay().stream()
                    .map(id -> cluster.racks().get(id))
                    .distinct()
                    .sorted()
                    .toList();
            int[] rackOf = ids.stream()
                    .mapToInt(id -> cluster.stay().contains(id)
                            ? zones.indexOf(cluster.racks().get(id))
                            : -1)
                    .toArray();
            int[][] homes = cluster.copies().stream()
                    .map(partition ->
                            partition.replicas().stream().mapToInt(id -> id - 1).toArray())
                    .toArray(int[][]::new);
            Bounds bounds = new Replicas(rackOf, zones.size(), homes).bounds();
            Balance balance = cluster.balance();

            assertThat(balance.copied())
                    .as("run " + run)
                    .isEqualTo(LeastMoves.of(homes, rackOf, zones.size(), cluster.cap(homes[0].length), bounds));
            moved += balance.copied();
            ids.forEach(id -> assertThat(balance.after()
                            .getOrDefault(id, new Balance.Share(0, 0))
                            .copies())
                    .isBetween(bounds.least()[id - 1], bounds.most()[id - 1]));
        }
        assertThat(moved).isGreaterThan(CLUSTERS);
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8, 9})
    void what_is_even_stays_as_it_is(long seed) {
        Random chance = new Random(seed);
        for (int run = 0; run < CLUSTERS; run++) {
            Cluster cluster = Cluster.of(chance);

            assertThat(cluster.after(cluster.balance()).balance().moves()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {10, 11})
    void brokers_with_as_many_replicas_lead_as_many(long seed) {
        Random chance = new Random(seed);
        for (int run = 0; run < CLUSTERS; run++) {
            List<Integer> ids = IntStream.rangeClosed(1, 6).boxed().toList();
            SortedMap<Integer, String> racks = new TreeMap<>();
            ids.forEach(id -> racks.put(id, "zone" + id % 3));
            List<Copies> copies = new ArrayList<>();
            for (int partition = 0; partition < 12; partition++) {
                int[] pick = IntStream.range(0, 3)
                        .map(zone -> 1 + zone + 3 * chance.nextInt(2))
                        .toArray();
                copies.add(Cluster.copies(partition, Arrays.stream(pick).boxed().toList()));
            }

            Balance balance = Balance.of(copies, racks, new TreeSet<>(ids));

            assertThat(balance.after().values()).containsOnly(new Balance.Share(6, 2));
        }
    }

    @Test
    void brokers_that_came_take_over_of_their_own_zone_alone() {
        SortedMap<Integer, String> racks = new TreeMap<>();
        IntStream.rangeClosed(1, 6).forEach(id -> racks.put(id, "zone" + (id - 1) % 3));
        List<Copies> copies = IntStream.range(0, 12)
                .mapToObj(partition -> {
                    List<Integer> replicas = new ArrayList<>(List.of(1, 2, 3));
                    Collections.rotate(replicas, partition);
                    return Cluster.copies(partition, replicas);
                })
                .toList();

        Balance balance = Balance.of(copies, racks, new TreeSet<>(racks.keySet()));

        assertThat(balance.copied()).isEqualTo(18);
        assertThat(balance.after().values()).containsOnly(new Balance.Share(6, 2));
        assertThat(balance.before())
                .containsEntry(1, new Balance.Share(12, 4))
                .containsEntry(4, new Balance.Share(0, 0));
    }
}
