package io.trivet.operate.status;

import io.trivet.operate.Copies;
import io.trivet.operate.Reassignments.Moving;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * The partitions of a cluster that are not as they should be, by name. As Kafka counts them, what is under its minimum
 * is under-replicated, too; what is offline is neither.
 *
 * @param offline without a leader: they can be neither read nor written
 * @param underMin with fewer replicas in sync than {@code min.insync.replicas}: writes with {@code acks=all} are
 *     refused
 * @param underReplicated with fewer replicas in sync than they have; what only comes does not count
 */
public record Partitions(List<String> offline, List<String> underMin, List<String> underReplicated) {
    public Partitions {
        offline = List.copyOf(offline);
        underMin = List.copyOf(underMin);
        underReplicated = List.copyOf(underReplicated);
    }

    static Partitions of(Sight sight) {
        List<String> offline = new ArrayList<>();
        List<String> underMin = new ArrayList<>();
        List<String> underReplicated = new ArrayList<>();
        for (Copies partition : sight.copies()) {
            if (partition.leader() < 0) {
                offline.add(partition.name());
                continue;
            }
            int lasting = lasting(partition, sight.moving());
            if (partition.inSync().size() < lasting) {
                underReplicated.add(partition.name());
            }
            if (partition.inSync().size() < Math.min(partition.leastInSync(), lasting)) {
                underMin.add(partition.name());
            }
        }
        return new Partitions(offline, underMin, underReplicated);
    }

    /**
     * Replicas without those that only come.
     *
     * <p>Source: {@code OngoingReassignmentState.replicationFactor} of Kafka 4.3.1.
     */
    private static int lasting(Copies partition, SortedMap<String, Moving> moving) {
        Moving there = moving.get(partition.name());
        return partition.replicas().size() - (there == null ? 0 : there.coming().size());
    }
}
