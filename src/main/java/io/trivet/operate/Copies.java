package io.trivet.operate;

import java.util.List;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;

/**
 * The copies of one partition, as its cluster describes them.
 *
 * @param replicas ids of the brokers that should hold it, the preferred leader first
 * @param inSync ids of those that do
 * @param leader id of the broker that leads it; -1 when none does
 * @param leastInSync {@code min.insync.replicas} of the topic
 */
public record Copies(
        String topic, int partition, List<Integer> replicas, List<Integer> inSync, int leader, int leastInSync) {
    public Copies {
        replicas = List.copyOf(replicas);
        inSync = List.copyOf(inSync);
    }

    static Copies of(String topic, TopicPartitionInfo partition, int leastInSync) {
        return new Copies(
                topic,
                partition.partition(),
                ids(partition.replicas()),
                ids(partition.isr()),
                partition.leader() == null ? -1 : partition.leader().id(),
                leastInSync);
    }

    private static List<Integer> ids(List<Node> nodes) {
        return nodes.stream().map(Node::id).toList();
    }

    /**
     * How many must be in sync for a write with {@code acks=all}: {@code min.insync.replicas}, and no more than there
     * are replicas.
     *
     * <p>Source: {@code Partition.effectiveMinIsr} of Kafka 3.9.2 and 4.3.1.
     */
    public int needed() {
        return Math.min(leastInSync, replicas.size());
    }

    /** {@code orders-7}. */
    public String name() {
        return topic + "-" + partition;
    }

    /** Whether this broker should hold a copy, and that one lags or is not there. */
    public boolean lagsOn(int broker) {
        return replicas.contains(broker) && !inSync.contains(broker);
    }

    /** Whether any copy lags or is not there. */
    public boolean lags() {
        return replicas.stream().anyMatch(this::lagsOn);
    }
}
