package io.trivet.operate.drill;

import io.trivet.operate.drill.Write.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a group of consumers read of the writes of a load. At least once is promised: a record may be read again.
 *
 * <p>An example: 1, 2 and 3 were acknowledged, and lie at the offsets 0, 1 and 2. A group that read 1, 2, 2 read 2
 * again, and 3 is unread.
 *
 * @param records how many of the log it read
 * @param again how many of them more than once
 * @param most how often the one that was read most
 * @param unread ids that were acknowledged, and that it did not read
 * @param unlike offsets at which it read another record than is in the log now, as {@code partition@offset}
 */
public record Reading(int records, int again, int most, List<Long> unread, List<String> unlike) {
    public Reading {
        unread = List.copyOf(unread);
        unlike = List.copyOf(unlike);
    }

    /** Whether everything was read, and nothing that is not there. */
    public boolean clean() {
        return unread.isEmpty() && unlike.isEmpty();
    }

    /**
     * Judges what a group read.
     *
     * @param history of the producers
     * @param log all that is in it, from the first to the last offset of all partitions
     * @param read what the group read, as often as it did
     */
    static Reading judge(History history, Collection<Entry> log, Collection<Entry> read) {
        SortedMap<String, Long> there = new TreeMap<>();
        log.forEach(entry -> there.put(place(entry), entry.id()));
        SortedMap<String, Integer> times = new TreeMap<>();
        SortedSet<Long> ids = new TreeSet<>();
        SortedSet<String> unlike = new TreeSet<>();
        for (Entry entry : read) {
            times.merge(place(entry), 1, Integer::sum);
            ids.add(entry.id());
            Long now = there.get(place(entry));
            if (now == null || now != entry.id()) {
                unlike.add(place(entry));
            }
        }
        List<Long> unread = new ArrayList<>(acknowledged(history));
        unread.removeAll(ids);
        return new Reading(
                times.size(),
                (int) times.values().stream().filter(count -> count > 1).count(),
                times.values().stream().mapToInt(Integer::intValue).max().orElse(0),
                unread,
                List.copyOf(unlike));
    }

    /** Ids of the writes that were acknowledged. */
    static List<Long> acknowledged(History history) {
        return history.writes().stream()
                .filter(write -> write.outcome() instanceof Outcome.Acknowledged)
                .map(Write::id)
                .toList();
    }

    private static String place(Entry entry) {
        return entry.partition() + "@" + entry.offset();
    }
}
