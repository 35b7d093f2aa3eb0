package io.trivet.operate;

import io.trivet.operate.status.GroupLag;
import io.trivet.operate.status.GroupLag.Unread;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.TopicPartition;

/**
 * The consumer groups of a cluster that runs, by the offsets that they have committed.
 *
 * @param untold where it is noted what the cluster did not answer
 */
record LiveGroups(LiveCluster cluster, Untold untold) {
    static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition);

    /**
     * How far each group has read of the partitions that are there, by name. The end of a partition without a leader is
     * not asked: no answer would come.
     */
    List<GroupLag> lag(List<Copies> copies) throws Failure, InterruptedException {
        return lag(copies, Optional.empty());
    }

    /** The same, of one group where one is named. */
    List<GroupLag> lag(List<Copies> copies, Optional<String> only) throws Failure, InterruptedException {
        SortedMap<String, String> states = states();
        only.ifPresent(group -> states.keySet().retainAll(List.of(group)));
        SortedSet<TopicPartition> there = new TreeSet<>(ORDER);
        SortedSet<TopicPartition> led = new TreeSet<>(ORDER);
        for (Copies partition : copies) {
            TopicPartition name = new TopicPartition(partition.topic(), partition.partition());
            there.add(name);
            if (partition.leader() >= 0) {
                led.add(name);
            }
        }
        SortedMap<String, SortedMap<TopicPartition, Long>> committed = committed(states.keySet(), there);
        SortedSet<TopicPartition> read = new TreeSet<>(ORDER);
        committed.values().forEach(offsets -> read.addAll(offsets.keySet()));
        read.retainAll(led);
        SortedMap<TopicPartition, Long> ends = ends(read);
        List<GroupLag> groups = new ArrayList<>();
        committed.forEach((group, offsets) -> {
            List<Unread> partitions = new ArrayList<>();
            offsets.forEach((name, offset) ->
                    partitions.add(new Unread(name.topic(), name.partition(), offset, ends.getOrDefault(name, -1L))));
            groups.add(new GroupLag(group, states.getOrDefault(group, ""), partitions));
        });
        return groups;
    }

    /**
     * Of each group that commits offsets, its state. What share groups and Connect's workers do is told nowhere here.
     */
    SortedMap<String, String> states() throws Failure, InterruptedException {
        SortedMap<String, String> states = new TreeMap<>();
        Optional<List<GroupListing>> listed = untold.may(
                        "consumer groups", cluster.admin().listGroups().all())
                .map(List::copyOf);
        for (GroupListing group : listed.orElse(List.of())) {
            boolean commits = group.protocol().isEmpty()
                    || group.protocol().equals("consumer")
                    || group.type().filter(GroupType.STREAMS::equals).isPresent();
            if (commits && group.type().filter(GroupType.SHARE::equals).isEmpty()) {
                states.put(
                        group.groupId(),
                        group.groupState().map(GroupState::toString).orElse(""));
            }
        }
        return states;
    }

    private SortedMap<String, SortedMap<TopicPartition, Long>> committed(
            Iterable<String> groups, SortedSet<TopicPartition> there) throws Failure, InterruptedException {
        Map<String, ListConsumerGroupOffsetsSpec> asked = new LinkedHashMap<>();
        groups.forEach(group -> asked.put(group, new ListConsumerGroupOffsetsSpec()));
        SortedMap<String, SortedMap<TopicPartition, Long>> committed = new TreeMap<>();
        if (asked.isEmpty()) {
            return committed;
        }
        ListConsumerGroupOffsetsResult answers = cluster.admin().listConsumerGroupOffsets(asked);
        for (String group : asked.keySet()) {
            SortedMap<TopicPartition, Long> offsets = new TreeMap<>(ORDER);
            Map<TopicPartition, OffsetAndMetadata> told = untold.may(
                            "offsets of consumer group " + group, answers.partitionsToOffsetAndMetadata(group))
                    .orElseGet(LinkedHashMap::new);
            told.forEach((partition, offset) -> {
                if (offset != null && there.contains(partition)) {
                    offsets.put(partition, offset.offset());
                }
            });
            committed.put(group, offsets);
        }
        return committed;
    }

    private SortedMap<TopicPartition, Long> ends(SortedSet<TopicPartition> partitions)
            throws Failure, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new LinkedHashMap<>();
        partitions.forEach(partition -> asked.put(partition, OffsetSpec.latest()));
        return offsets("ends of partitions", asked);
    }

    /** Offsets of partitions that are led, as far as they are told. */
    SortedMap<TopicPartition, Long> offsets(String about, Map<TopicPartition, OffsetSpec> asked)
            throws Failure, InterruptedException {
        SortedMap<TopicPartition, Long> offsets = new TreeMap<>(ORDER);
        if (asked.isEmpty()) {
            return offsets;
        }
        ListOffsetsResult answers = cluster.admin().listOffsets(asked);
        for (TopicPartition partition : asked.keySet()) {
            untold.may(about, answers.partitionResult(partition))
                    .ifPresent(there -> offsets.put(partition, there.offset()));
        }
        return offsets;
    }
}
