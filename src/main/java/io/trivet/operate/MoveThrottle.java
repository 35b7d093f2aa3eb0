package io.trivet.operate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A limit to what moves of copies may send and take, so that clients keep their share of the network (KIP-73). It holds
 * for the copies that come and for those that they are read from, by name: one that is in sync is not slowed down, nor
 * one that catches up after a restart.
 *
 * @param bytesPerSecond that each broker may send to such copies, and as many that it may take; 1 or more
 * @param brokers ids of those that send or take
 * @param senders for each topic the copies that are read, as Kafka writes them: {@code 0:1,0:2}
 * @param takers for each topic the copies that come
 */
public record MoveThrottle(
        long bytesPerSecond,
        SortedSet<Integer> brokers,
        SortedMap<String, String> senders,
        SortedMap<String, String> takers) {
    public MoveThrottle {
        brokers = Collections.unmodifiableSortedSet(brokers);
        senders = Collections.unmodifiableSortedMap(senders);
        takers = Collections.unmodifiableSortedMap(takers);
    }

    /**
     * That of moves.
     *
     * @param copies the partitions as they are
     * @param targets where those shall be that move, by name
     */
    public static MoveThrottle of(
            Collection<Copies> copies, SortedMap<String, List<Integer>> targets, long bytesPerSecond) {
        SortedSet<Integer> brokers = new TreeSet<>();
        SortedMap<String, StringJoiner> senders = new TreeMap<>();
        SortedMap<String, StringJoiner> takers = new TreeMap<>();
        for (Copies partition : copies) {
            List<Integer> coming = new ArrayList<>(targets.getOrDefault(partition.name(), List.of()));
            coming.removeAll(partition.inSync());
            if (coming.isEmpty()) {
                continue;
            }
            List<Integer> read = new ArrayList<>(partition.replicas());
            read.removeAll(coming);
            add(partition, read, senders, brokers);
            add(partition, coming, takers, brokers);
        }
        return new MoveThrottle(bytesPerSecond, brokers, joined(senders), joined(takers));
    }

    private static void add(
            Copies partition, List<Integer> ids, SortedMap<String, StringJoiner> to, SortedSet<Integer> brokers) {
        StringJoiner names = to.computeIfAbsent(partition.topic(), topic -> new StringJoiner(","));
        ids.forEach(id -> names.add(partition.partition() + ":" + id));
        brokers.addAll(ids);
    }

    private static SortedMap<String, String> joined(SortedMap<String, StringJoiner> parts) {
        SortedMap<String, String> joined = new TreeMap<>();
        parts.forEach((topic, names) -> joined.put(topic, names.toString()));
        return joined;
    }
}
