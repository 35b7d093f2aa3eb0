package io.trivet.operate;

import io.trivet.operate.Ranges.Range;
import io.trivet.operate.status.GroupLag;
import io.trivet.problem.Problem;
import io.trivet.problem.Words;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * One of the two clusters between which mirrors copy, as it is asked for a move.
 *
 * <p>Fails: {@code cluster-unreachable}, {@code cluster-forbidden}, {@code cluster-refused}, {@code failover-untold}.
 *
 * @param client settings of a client that reads
 * @param way on which it is reached
 */
public record MirroredCluster(LiveCluster cluster, SortedMap<String, String> client, Way way) {
    /**
     * A cluster at one moment.
     *
     * @param ends of partitions, behind what transactions have ended
     * @param open ends of those in which one is open
     * @param groups by name
     */
    record Seen(
            SortedSet<TopicPartition> partitions,
            SortedMap<TopicPartition, Long> ends,
            SortedMap<TopicPartition, Long> open,
            SortedMap<String, GroupLag> groups) {
        boolean hasMembers(String group) {
            GroupLag there = groups.get(group);
            return there != null && MirroredCluster.hasMembers(there);
        }
    }

    static boolean hasMembers(GroupLag group) {
        return !group.state().equals("Empty") && !group.state().equals("Dead");
    }

    /** Reads records of it. */
    Ranges ranges(Clock clock) {
        return new Ranges(client, way, clock);
    }

    /** What must be told to move anything: a group that is not told would not move, and not be missed. */
    Seen seen(Predicate<String> topics) throws Failure, InterruptedException {
        Untold untold = new Untold(way);
        List<Copies> copies = new LiveStatus(cluster, way)
                .copies(new Untold(way)).stream()
                        .filter(copy -> topics.test(copy.topic()))
                        .toList();
        SortedMap<String, GroupLag> groups = new TreeMap<>();
        new LiveGroups(cluster, untold).lag(copies).forEach(group -> groups.put(group.group(), group));
        if (!untold.reasons().isEmpty()) {
            throw new Failure(Problem.error(
                            "failover-untold",
                            way.place(),
                            "a cluster that does not tell " + Words.list(untold.reasons()))
                    .must("tell all of its groups and their positions: one that is not told would not move")
                    .mend("let the user describe all groups"));
        }
        SortedSet<TopicPartition> partitions = new TreeSet<>(LiveGroups.ORDER);
        copies.forEach(copy -> partitions.add(new TopicPartition(copy.topic(), copy.partition())));
        SortedMap<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
        SortedMap<TopicPartition, Long> open =
                offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
        open.entrySet().removeIf(end -> end.getValue() <= ends.getOrDefault(end.getKey(), end.getValue()));
        return new Seen(partitions, ends, open, groups);
    }

    /** Offsets of partitions, of what transactions have ended. */
    SortedMap<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec spec)
            throws Failure, InterruptedException {
        return offsets(partitions, spec, IsolationLevel.READ_COMMITTED);
    }

    private SortedMap<TopicPartition, Long> offsets(
            Collection<TopicPartition> partitions, OffsetSpec spec, IsolationLevel isolation)
            throws Failure, InterruptedException {
        SortedMap<TopicPartition, Long> offsets = new TreeMap<>(LiveGroups.ORDER);
        asked(partitions, spec, isolation).forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    private Map<TopicPartition, ListOffsetsResultInfo> asked(
            Collection<TopicPartition> partitions, OffsetSpec spec, IsolationLevel isolation)
            throws Failure, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new LinkedHashMap<>();
        partitions.forEach(partition -> asked.put(partition, spec));
        return new Untold(way)
                .must(cluster.admin()
                        .listOffsets(asked, new ListOffsetsOptions(isolation))
                        .all());
    }

    /** Milliseconds since 1970 of the newest record of each partition that has one. */
    SortedMap<TopicPartition, Long> newest(Collection<TopicPartition> partitions) throws Failure, InterruptedException {
        SortedMap<TopicPartition, Long> newest = new TreeMap<>(LiveGroups.ORDER);
        asked(partitions, OffsetSpec.maxTimestamp(), IsolationLevel.READ_UNCOMMITTED)
                .forEach((partition, found) -> {
                    if (found.timestamp() >= 0) {
                        newest.put(partition, found.timestamp());
                    }
                });
        return newest;
    }

    /** What a record of a topic says. */
    interface Reader {
        void read(ConsumerRecord<byte[], byte[]> record);
    }

    /** Reads a topic from its beginning; one that is not there holds nothing. */
    void read(String topic, Reader reader, Clock clock) throws Failure, InterruptedException {
        read(topic, new TreeMap<>(LiveGroups.ORDER), reader, clock);
    }

    /**
     * The same, from where it was read to before.
     *
     * @param from offset by partition, which goes on to the end
     */
    void read(String topic, SortedMap<TopicPartition, Long> from, Reader reader, Clock clock)
            throws Failure, InterruptedException {
        SortedSet<TopicPartition> partitions = partitions(topic);
        SortedMap<TopicPartition, Long> starts = offsets(partitions, OffsetSpec.earliest());
        SortedMap<TopicPartition, Range> ranges = new TreeMap<>(LiveGroups.ORDER);
        offsets(partitions, OffsetSpec.latest())
                .forEach((partition, end) -> ranges.put(
                        partition,
                        new Range(
                                Math.max(starts.getOrDefault(partition, 0L), from.getOrDefault(partition, 0L)), end)));
        ranges(clock).read(ranges, record -> {
            reader.read(record);
            return false;
        });
        ranges.forEach((partition, range) -> from.put(partition, range.to()));
    }

    private SortedSet<TopicPartition> partitions(String topic) throws Failure, InterruptedException {
        SortedSet<TopicPartition> partitions = new TreeSet<>(LiveGroups.ORDER);
        cluster.copies(List.of(topic))
                .ifPresent(
                        copies -> copies.forEach(copy -> partitions.add(new TopicPartition(topic, copy.partition()))));
        return partitions;
    }
}
