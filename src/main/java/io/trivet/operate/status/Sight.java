package io.trivet.operate.status;

import io.trivet.operate.Copies;
import io.trivet.operate.Drain;
import io.trivet.operate.Logs;
import io.trivet.operate.Reassignments.Moving;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A cluster at one time, as it tells itself.
 *
 * @param racks of the brokers that are registered and not fenced, by id; empty where one has none
 * @param silent those among them that did not answer in time, as one that has died and is not missed yet
 * @param copies every partition, by topic and number
 * @param moving the partitions that move, by name
 * @param throttled names of the topics whose moving copies are throttled
 * @param logs of brokers, by id; a broker that did not tell is left out
 * @param groups by name
 * @param untold what was asked and not answered, each with the reason
 */
public record Sight(
        SortedMap<Integer, String> racks,
        SortedSet<Integer> silent,
        Metadata metadata,
        List<Copies> copies,
        SortedMap<String, Moving> moving,
        SortedSet<String> throttled,
        SortedMap<Integer, Logs> logs,
        List<GroupLag> groups,
        List<String> untold) {
    /** How long a broker has to answer for itself. */
    public static final Duration ANSWER = Duration.ofSeconds(5);

    public Sight {
        racks = Collections.unmodifiableSortedMap(new TreeMap<>(racks));
        silent = Collections.unmodifiableSortedSet(new TreeSet<>(silent));
        copies = List.copyOf(copies);
        moving = Collections.unmodifiableSortedMap(new TreeMap<>(moving));
        throttled = Collections.unmodifiableSortedSet(new TreeSet<>(throttled));
        logs = Collections.unmodifiableSortedMap(new TreeMap<>(logs));
        groups = List.copyOf(groups);
        untold = List.copyOf(untold);
    }

    /** Whether a broker is registered, and answers. */
    boolean isThere(int broker) {
        return racks.containsKey(broker) && !silent.contains(broker);
    }

    /** Bytes that partitions that move have still to copy. */
    public long bytesToCopy() {
        SortedMap<String, List<Integer>> targets = new TreeMap<>();
        moving.forEach((partition, there) -> targets.put(partition, there.target()));
        List<Copies> partitions = copies.stream()
                .filter(partition -> moving.containsKey(partition.name()))
                .toList();
        TreeSet<Integer> everywhere = new TreeSet<>();
        partitions.forEach(partition -> everywhere.addAll(partition.replicas()));
        targets.values().forEach(everywhere::addAll);
        return new Drain(partitions, targets, racks, everywhere).bytes(partitions, logs);
    }
}
