package io.trivet.operate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.PartitionReassignment;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * Partitions that move between the brokers of a cluster that runs (KIP-455). The old copies stay until the new ones are
 * in sync.
 */
public record Reassignments(LiveCluster cluster) {
    /**
     * A partition, and where its copies must be.
     *
     * @param replicas ids of brokers, the preferred leader first
     */
    public record Move(Copies partition, List<Integer> replicas) {
        public Move {
            replicas = List.copyOf(replicas);
        }
    }

    /**
     * A partition that moves.
     *
     * @param target where its copies will be, the preferred leader first
     * @param coming of them, those that it did not have before
     */
    public record Moving(List<Integer> target, List<Integer> coming) {
        public Moving {
            target = List.copyOf(target);
            coming = List.copyOf(coming);
        }

        private static Moving of(PartitionReassignment moving) {
            List<Integer> target = new ArrayList<>(moving.replicas());
            target.removeAll(moving.removingReplicas());
            return new Moving(target, moving.addingReplicas());
        }

        static SortedMap<String, Moving> of(Map<TopicPartition, PartitionReassignment> ongoing) {
            SortedMap<String, Moving> moving = new TreeMap<>();
            ongoing.forEach((partition, reassignment) -> moving.put(partition.toString(), of(reassignment)));
            return moving;
        }
    }

    /** Where the copies of each partition that moves will be, by its name; empty when the cluster does not answer. */
    public Optional<SortedMap<String, List<Integer>>> ongoing() throws InterruptedException {
        return LiveCluster.answer(cluster.admin().listPartitionReassignments().reassignments())
                .map(moving -> {
                    SortedMap<String, List<Integer>> targets = new TreeMap<>();
                    Moving.of(moving).forEach((partition, there) -> targets.put(partition, there.target()));
                    return targets;
                });
    }

    /**
     * Lets partitions move; one that moves already goes there instead.
     *
     * @return why the controller refused one of them; empty when it obeyed for all
     */
    public Optional<String> begin(Collection<Move> moves) throws InterruptedException {
        Map<TopicPartition, Optional<NewPartitionReassignment>> asked = new LinkedHashMap<>();
        moves.forEach(move -> asked.put(
                new TopicPartition(move.partition().topic(), move.partition().partition()),
                Optional.of(new NewPartitionReassignment(move.replicas()))));
        return alter(asked);
    }

    /**
     * Gives up every move: copies that came go again, and partitions stay where they were.
     *
     * @return what moves still, or why the controller refused; nothing once nothing moves
     */
    public List<String> cancel() throws InterruptedException {
        Optional<Map<TopicPartition, PartitionReassignment>> ongoing =
                LiveCluster.answer(cluster.admin().listPartitionReassignments().reassignments());
        if (ongoing.isEmpty()) {
            return List.of("the brokers to answer");
        }
        Map<TopicPartition, Optional<NewPartitionReassignment>> asked = new LinkedHashMap<>();
        ongoing.get().keySet().forEach(partition -> asked.put(partition, Optional.empty()));
        List<String> left = new ArrayList<>(
                asked.keySet().stream().map(TopicPartition::toString).toList());
        alter(asked).ifPresent(left::add);
        return left;
    }

    private Optional<String> alter(Map<TopicPartition, Optional<NewPartitionReassignment>> asked)
            throws InterruptedException {
        Optional<String> refused = Optional.empty();
        for (Map.Entry<TopicPartition, KafkaFuture<Void>> answer :
                cluster.admin().alterPartitionReassignments(asked).values().entrySet()) {
            try {
                answer.getValue().get();
            } catch (ExecutionException e) {
                refused = Optional.of(answer.getKey() + ": " + LiveCluster.cause(e));
            }
        }
        return refused;
    }
}
