package io.trivet.operate;

import io.trivet.problem.Words;
import io.trivet.stack.OnEc2;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Whether brokers may go down together: what every partition would be left with, counted and not hoped for. */
public final class RollSafety {
    private RollSafety() {}

    /**
     * The brokers of a cluster in the groups in which they go down, each after the other: all of a zone, in batches
     * where partitions have too many of their replicas there; racks, which are zones, are by the id of their broker.
     */
    public static List<SortedSet<Integer>> groups(
            OnEc2.Unit together, SortedMap<Integer, String> racks, Collection<Copies> partitions) {
        if (together == OnEc2.Unit.NODE) {
            return new ArrayList<>(
                    racks.keySet().stream().map(RollSafety::setOf).toList());
        }
        SortedMap<String, SortedSet<Integer>> zones = new TreeMap<>();
        racks.forEach((id, rack) ->
                zones.computeIfAbsent(rack, name -> new TreeSet<>()).add(id));
        List<SortedSet<Integer>> groups = new ArrayList<>();
        zones.values().forEach(zone -> groups.addAll(batches(zone, partitions)));
        return groups;
    }

    /**
     * The brokers of a zone in batches, each broker in the first that leaves every partition its
     * {@code min.insync.replicas} elsewhere; what no batch can help is left to {@link #obstacles}.
     */
    private static List<SortedSet<Integer>> batches(SortedSet<Integer> zone, Collection<Copies> partitions) {
        List<Copies> shared = partitions.stream()
                .filter(partition ->
                        partition.replicas().stream().filter(zone::contains).count() > 1)
                .toList();
        List<SortedSet<Integer>> batches = new ArrayList<>();
        for (int broker : zone) {
            Optional<SortedSet<Integer>> with = batches.stream()
                    .filter(batch -> shared.stream().noneMatch(partition -> conflicts(partition, batch, broker)))
                    .findFirst();
            if (with.isPresent()) {
                with.get().add(broker);
            } else {
                batches.add(setOf(broker));
            }
        }
        return batches;
    }

    /** Whether a partition on a broker and on others of a batch would be left with too few replicas. */
    private static boolean conflicts(Copies partition, SortedSet<Integer> batch, int broker) {
        return partition.replicas().contains(broker)
                && partition.replicas().stream().anyMatch(batch::contains)
                && partition.replicas().stream()
                                .filter(id -> id != broker && !batch.contains(id))
                                .count()
                        < partition.leastInSync();
    }

    private static SortedSet<Integer> setOf(int id) {
        return new TreeSet<>(List.of(id));
    }

    /**
     * A partition that stands in the way.
     *
     * @param partition {@code orders-7}
     * @param why in words, to follow the name
     * @param passing whether it goes by itself once all copies are in sync; otherwise only other replicas, or another
     *     {@code min.insync.replicas}, help
     */
    public record Obstacle(String partition, String why, boolean passing) {
        @Override
        public String toString() {
            return partition + " " + why;
        }
    }

    /**
     * The partitions with a copy on one of these brokers that could not be written to while all of them are down. None:
     * they may go down. A partition on none of them is never in the way, however badly it is.
     */
    public static List<Obstacle> obstacles(Collection<Copies> partitions, SortedSet<Integer> down) {
        List<Obstacle> obstacles = new ArrayList<>();
        for (Copies copies : partitions) {
            if (copies.replicas().stream().noneMatch(down::contains)) {
                continue;
            }
            long left = copies.replicas().stream()
                    .filter(broker -> !down.contains(broker))
                    .count();
            long inSync = copies.inSync().stream()
                    .filter(broker -> !down.contains(broker))
                    .count();
            if (copies.replicas().size() == 1) {
                obstacles.add(new Obstacle(copies.name(), "has a single replica", false));
            } else if (left < copies.leastInSync()) {
                obstacles.add(new Obstacle(
                        copies.name(),
                        "has " + Words.count(left, "replica") + " elsewhere, and min.insync.replicas is "
                                + copies.leastInSync(),
                        false));
            } else if (inSync < copies.leastInSync()) {
                obstacles.add(new Obstacle(
                        copies.name(),
                        "has " + Words.count(inSync, "replica") + " in sync elsewhere, and min.insync.replicas is "
                                + copies.leastInSync(),
                        true));
            }
        }
        return List.copyOf(obstacles);
    }
}
