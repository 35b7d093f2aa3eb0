package io.trivet.operate.mirror;

import io.trivet.problem.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A move of consumer groups from a cluster to the one to which mirrors copy it.
 *
 * @param source what the mirrors call the cluster that is left
 * @param planned whether that one was asked; where it was not, what was not copied stays there
 * @param copies by topic and number
 * @param groups by name
 */
public record Failover(String source, boolean planned, List<CopiedPartition> copies, List<MovedGroup> groups) {
    public Failover {
        copies = List.copyOf(copies);
        groups = List.copyOf(groups);
    }

    /** What keeps groups from moving, and no wait mends; a sentence each. */
    public List<String> held() {
        List<String> held = new ArrayList<>();
        Map<String, Long> written = new LinkedHashMap<>();
        copies.stream()
                .filter(copy -> copy.written() > 0)
                .forEach(copy -> written.merge(copy.topic(), copy.written(), Long::sum));
        written.forEach((topic, records) -> held.add("topic " + topic + " takes writes at " + source + " still, "
                + Words.count(records, "record") + " between two looks: stop its producers"));
        copies.stream()
                .filter(CopiedPartition::open)
                .forEach(copy -> held.add("a transaction is open in " + copy.name() + " at " + source
                        + ": stop its producer, and it ends by itself within transaction.timeout.ms"));
        copies.stream()
                .filter(CopiedPartition::isAnother)
                .forEach(copy -> held.add(
                        copy.name() + " was copied up to " + copy.copied().orElseThrow()
                                + " and ends at " + copy.end().orElseThrow() + " at " + source
                                + ": it was made anew there, and mirrors wait for the old one"));
        groups.stream()
                .filter(MovedGroup::there)
                .forEach(group -> held.add("group " + group.group() + " reads at " + source + " still: stop it"));
        groups.stream()
                .filter(group -> planned && group.here() && group.moves())
                .forEach(group -> held.add("group " + group.group()
                        + " has members here, and Kafka moves none that has: stop them, until it was moved"));
        return List.copyOf(held);
    }

    /** What went on at the source after an earlier look, at which nothing did; a sentence each. */
    public List<String> since(Failover earlier) {
        Map<String, Long> before = new LinkedHashMap<>();
        earlier.copies.forEach(copy -> before.put(copy.name(), copy.end().orElse(0)));
        Map<String, Long> written = new LinkedHashMap<>();
        copies.forEach(copy ->
                written.merge(copy.topic(), copy.end().orElse(0) - before.getOrDefault(copy.name(), 0L), Long::sum));
        List<String> late = new ArrayList<>();
        written.forEach((topic, records) -> {
            if (records > 0) {
                late.add("topic " + topic + " took " + Words.count(records, "record") + " at " + source);
            }
        });
        groups.stream()
                .filter(MovedGroup::there)
                .forEach(group -> late.add("group " + group.group() + " read at " + source));
        return List.copyOf(late);
    }

    /** What is not copied yet, a partition each. */
    public List<String> behind() {
        return copies.stream()
                .filter(copy -> copy.missing() > 0)
                .map(copy -> copy.name() + " (" + copy.missing() + ")")
                .toList();
    }

    /** Offsets that are not copied yet. */
    public long missing() {
        return copies.stream().mapToLong(CopiedPartition::missing).sum();
    }

    /** Whether groups may move now. */
    public boolean may() {
        return held().isEmpty() && behind().isEmpty();
    }

    /** The groups whose positions are to be written. One that reads here already, unplanned, goes on by itself. */
    public List<MovedGroup> moving() {
        return groups.stream()
                .filter(group -> group.moves() && (planned || !group.here()))
                .toList();
    }

    /** Records that are read again, at most. */
    public long again() {
        return groups.stream().mapToLong(MovedGroup::again).sum();
    }
}
