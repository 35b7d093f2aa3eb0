package io.trivet.operate;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which partitions lie where they are described. The controller knows what moves, and any broker answers where copies
 * are: it hears of the end of a move later, and until then it describes copies that are no more. A move that is planned
 * from them would give the partition more copies than it had.
 */
public final class Settled {
    /** Brokers hear of a change within milliseconds; this long, those of a machine that is busy. */
    static final Duration WHILE = Duration.ofSeconds(2);

    private final Clock clock;
    private SortedMap<String, Since> seen = new TreeMap<>();

    private record Since(List<Integer> replicas, long nanos) {}

    public Settled(Clock clock) {
        this.clock = clock;
    }

    /**
     * Names of those that do not move and that every look in the last while described with the same copies.
     *
     * @param moving names of the partitions that move
     */
    public SortedSet<String> look(List<Copies> copies, Collection<String> moving) {
        SortedMap<String, Since> now = new TreeMap<>();
        SortedSet<String> settled = new TreeSet<>();
        for (Copies partition : copies) {
            if (moving.contains(partition.name())) {
                continue;
            }
            Since before = seen.get(partition.name());
            Since since = before != null && before.replicas.equals(partition.replicas())
                    ? before
                    : new Since(partition.replicas(), clock.nanos());
            now.put(partition.name(), since);
            if (clock.nanos() - since.nanos >= WHILE.toNanos()) {
                settled.add(partition.name());
            }
        }
        seen = now;
        return settled;
    }
}
