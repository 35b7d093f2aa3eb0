package io.trivet.operate;

import io.trivet.problem.Words;
import io.trivet.stack.OnEc2;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Whether brokers may go down together: what every partition would be left with, counted and not hoped for. */
public final class RollSafety {
    private RollSafety() {}

    /**
     * The brokers of a cluster in the groups in which they go down; racks, which are zones, are by the id of their
     * broker.
     */
    public static List<SortedSet<Integer>> groups(OnEc2.Unit together, SortedMap<Integer, String> racks) {
        SortedMap<String, SortedSet<Integer>> groups = new TreeMap<>();
        racks.forEach((id, rack) -> groups.computeIfAbsent(
                        together == OnEc2.Unit.ZONE ? rack : "" + id, name -> new TreeSet<>())
                .add(id));
        return new ArrayList<>(groups.values());
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
