package io.trivet.operate.drill;

import io.trivet.operate.drill.Verdict.PhaseFigures;
import io.trivet.operate.drill.Write.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Holds what producers were told against what consumers read.
 *
 * <p>Goals: every acknowledged id is there, at the offset that was acknowledged; an offset has one value, whoever reads
 * it; an id is there once; ids of a producer in a partition are in order; what was refused is absent. A write of
 * unknown outcome may be there or not.
 *
 * <p>An example: producer {@code a} wrote 1, 2 and 3 to partition 0 and was told the offsets 0, 1 and 2, and the log is
 * 1, 3. Then 2 is lost, and 3 is moved: whoever had read offset 1 saw another record than whoever reads it now.
 *
 * <p>Source: the verdicts of jepsen/src/jepsen/tests/kafka.clj; Kafka's own tests/kafkatest.
 */
public final class LossCheck {
    private LossCheck() {}

    private record Position(int partition, long offset) implements Comparable<Position> {
        private static final Comparator<Position> ORDER =
                Comparator.comparingInt(Position::partition).thenComparingLong(Position::offset);

        @Override
        public int compareTo(Position other) {
            return ORDER.compare(this, other);
        }

        @Override
        public String toString() {
            return partition + "@" + offset;
        }
    }

    private record Lane(int partition, String producer) implements Comparable<Lane> {
        @Override
        public int compareTo(Lane other) {
            return Comparator.comparingInt(Lane::partition)
                    .thenComparing(Lane::producer)
                    .compare(this, other);
        }
    }

    /**
     * Judges a load.
     *
     * @param history of its producers
     * @param read everything from the first to the last offset of all partitions; more readings may follow, so that an
     *     offset which changes its value is seen
     */
    public static Verdict judge(History history, Collection<Entry> read) {
        SortedMap<Long, Write> writes = new TreeMap<>();
        history.writes().forEach(write -> writes.put(write.id(), write));
        SortedMap<Position, SortedSet<Long>> log = new TreeMap<>();
        SortedMap<Long, SortedSet<Position>> places = new TreeMap<>();
        for (Entry entry : read) {
            Position position = new Position(entry.partition(), entry.offset());
            log.computeIfAbsent(position, p -> new TreeSet<>()).add(entry.id());
            places.computeIfAbsent(entry.id(), id -> new TreeSet<>()).add(position);
        }

        List<Long> lost = new ArrayList<>();
        List<Long> moved = new ArrayList<>();
        List<Long> resurrected = new ArrayList<>();
        int acknowledged = 0;
        int refused = 0;
        int unknown = 0;
        for (Write write : writes.values()) {
            SortedSet<Position> found = places.getOrDefault(write.id(), new TreeSet<>());
            if (write.outcome() instanceof Outcome.Acknowledged ack) {
                acknowledged++;
                if (found.isEmpty()) {
                    lost.add(write.id());
                } else if (ack.offset() >= 0 && !found.contains(new Position(write.partition(), ack.offset()))) {
                    moved.add(write.id());
                }
            } else if (write.outcome() instanceof Outcome.Refused) {
                refused++;
                if (!found.isEmpty()) {
                    resurrected.add(write.id());
                }
            } else if (write.outcome() instanceof Outcome.Unknown) {
                unknown++;
            } else {
                throw new AssertionError(write.outcome());
            }
        }
        return new Verdict(
                acknowledged,
                refused,
                unknown,
                lost,
                moved,
                places.entrySet().stream()
                        .filter(place -> place.getValue().size() > 1)
                        .map(SortedMap.Entry::getKey)
                        .toList(),
                log.entrySet().stream()
                        .filter(place -> place.getValue().size() > 1)
                        .map(place -> place.getKey().toString())
                        .toList(),
                reordered(writes, log),
                resurrected,
                places.keySet().stream().filter(id -> !writes.containsKey(id)).toList(),
                phases(history));
    }

    private static List<Long> reordered(SortedMap<Long, Write> writes, SortedMap<Position, SortedSet<Long>> log) {
        List<Long> reordered = new ArrayList<>();
        SortedMap<Lane, Long> latest = new TreeMap<>();
        log.forEach((position, ids) -> ids.forEach(id -> {
            Write write = writes.get(id);
            if (write != null) {
                Lane lane = new Lane(position.partition(), write.producer());
                long before = latest.getOrDefault(lane, Long.MIN_VALUE);
                if (id < before) {
                    reordered.add(id);
                }
                latest.put(lane, Math.max(id, before));
            }
        }));
        return reordered;
    }

    private static List<PhaseFigures> phases(History history) {
        List<Duration> all = new ArrayList<>();
        SortedMap<Integer, List<Duration>> byPartition = new TreeMap<>();
        for (Write write : history.writes()) {
            if (write.outcome() instanceof Outcome.Acknowledged ack) {
                all.add(ack.at());
                byPartition
                        .computeIfAbsent(write.partition(), p -> new ArrayList<>())
                        .add(ack.at());
            }
        }
        List<PhaseFigures> figures = new ArrayList<>();
        for (int i = 0; i < history.phases().size(); i++) {
            Duration begin = history.phases().get(i).begin();
            // What is acknowledged after the load stopped sending belongs to the last phase.
            Duration end = i + 1 < history.phases().size()
                    ? history.phases().get(i + 1).begin()
                    : Duration.ofSeconds(Long.MAX_VALUE);
            Duration worst = byPartition.values().stream()
                    .map(acks -> silence(acks, begin, end, history.end()))
                    .max(Comparator.naturalOrder())
                    .orElse(Duration.ZERO);
            Duration latency = Duration.ZERO;
            for (Write write : history.writes()) {
                if (write.outcome() instanceof Outcome.Acknowledged ack && within(write.sent(), begin, end)) {
                    latency = longer(latency, ack.at().minus(write.sent()));
                }
            }
            int acknowledged =
                    (int) all.stream().filter(at -> within(at, begin, end)).count();
            figures.add(new PhaseFigures(
                    history.phases().get(i).name(),
                    acknowledged,
                    silence(all, begin, end, history.end()),
                    worst,
                    latency));
        }
        return figures;
    }

    /** The longest time without an acknowledgement, as a whole, that reaches into a phase. */
    private static Duration silence(List<Duration> acks, Duration begin, Duration end, Duration stopped) {
        SortedSet<Duration> times = new TreeSet<>(acks);
        if (times.isEmpty()) {
            return Duration.ZERO;
        }
        times.add(longer(times.last(), stopped));
        Duration longest = Duration.ZERO;
        Duration before = times.first();
        for (Duration at : times) {
            if (at.compareTo(begin) > 0 && before.compareTo(end) < 0) {
                longest = longer(longest, at.minus(before));
            }
            before = at;
        }
        return longest;
    }

    private static boolean within(Duration at, Duration begin, Duration end) {
        return at.compareTo(begin) >= 0 && at.compareTo(end) < 0;
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
