package io.trivet.operate;

import io.trivet.operate.Reassignments.Move;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.problem.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is on brokers that are to leave their cluster, and where it goes. A copy moves to a broker of a rack that has
 * fewest other copies of its partition, its own rack if that is one, and there to the one that has fewest copies.
 *
 * @param copies every partition
 * @param moving where the copies of those will be that move now, by name
 * @param racks of the brokers that are registered and not fenced, by id
 * @param stay ids of the brokers that do not leave, whether they run or not
 */
public record Drain(
        List<Copies> copies,
        SortedMap<String, List<Integer>> moving,
        SortedMap<Integer, String> racks,
        SortedSet<Integer> stay) {
    /** The partitions that are on brokers that leave, or should be. */
    public List<Copies> left() {
        return copies.stream().filter(partition -> leaves(partition.replicas())).toList();
    }

    private boolean leaves(Collection<Integer> replicas) {
        return !stay.containsAll(replicas);
    }

    /**
     * The broker that sees to a partition, so that those that leave at once do not work against each other: of those
     * that are there, the first that should hold it, or else the first that leaves. Empty where none of them is there.
     */
    public Optional<Integer> owner(Copies partition) {
        return partition.replicas().stream()
                .filter(id -> !stay.contains(id) && racks.containsKey(id))
                .min(Comparator.naturalOrder())
                .or(() ->
                        racks.keySet().stream().filter(id -> !stay.contains(id)).findFirst());
    }

    /**
     * Where the partitions go that are on brokers that leave, and do not move yet. One for which no broker is there now
     * is left out.
     *
     * @param settled names of the partitions that lie where they are described
     * @param logs of the brokers, by id
     * @throws Failure {@code too-few-brokers} or {@code no-room}, where what is left could not all go
     */
    public List<Move> moves(SortedSet<String> settled, SortedMap<Integer, Logs> logs) throws Failure {
        List<Copies> still = left().stream()
                .filter(partition -> moving.containsKey(partition.name()) || settled.contains(partition.name()))
                .filter(partition -> leaves(target(partition)))
                .toList();
        List<Problem> problems = new ArrayList<>(tooFew(still));
        SortedMap<Integer, Long> taken = taken(logs);
        SortedMap<Integer, Integer> counts = new TreeMap<>();
        SortedMap<String, Integer> ofTopic = new TreeMap<>();
        copies.forEach(partition -> target(partition).forEach(id -> count(partition, id, counts, ofTopic)));
        List<Move> moves = new ArrayList<>();
        for (Copies partition : still) {
            List<Integer> to = new ArrayList<>(target(partition));
            long bytes = Logs.largest(partition, logs);
            for (int i = 0; i < to.size(); i++) {
                if (stay.contains(to.get(i))) {
                    continue;
                }
                String zone = racks.getOrDefault(to.get(i), "");
                Optional<Integer> best = best(partition, zone, to, bytes, logs, taken, counts, ofTopic);
                if (best.isEmpty()) {
                    break;
                }
                to.set(i, best.get());
                taken.merge(best.get(), bytes, Long::sum);
                count(partition, best.get(), counts, ofTopic);
            }
            if (!leaves(to)) {
                moves.add(new Move(partition, to));
            }
        }
        problems.addAll(full(logs, taken));
        if (!problems.isEmpty()) {
            throw new Failure(problems, List.of());
        }
        return List.copyOf(moves);
    }

    private List<Integer> target(Copies partition) {
        return moving.getOrDefault(partition.name(), partition.replicas());
    }

    private static void count(
            Copies partition, int broker, SortedMap<Integer, Integer> counts, SortedMap<String, Integer> ofTopic) {
        counts.merge(broker, 1, Integer::sum);
        ofTopic.merge(broker + " " + partition.topic(), 1, Integer::sum);
    }

    private Optional<Integer> best(
            Copies partition,
            String zone,
            List<Integer> to,
            long bytes,
            SortedMap<Integer, Logs> logs,
            SortedMap<Integer, Long> taken,
            SortedMap<Integer, Integer> counts,
            SortedMap<String, Integer> ofTopic) {
        return stay.stream()
                .filter(id -> racks.containsKey(id) && !to.contains(id))
                .min(Comparator.<Integer>comparingLong(id -> inRack(racks.getOrDefault(id, ""), to))
                        .thenComparing(id -> !zone.equals(racks.get(id)))
                        .thenComparing(id -> room(id, logs) < taken.getOrDefault(id, 0L) + bytes)
                        .thenComparing(id -> ofTopic.getOrDefault(id + " " + partition.topic(), 0))
                        .thenComparing(id -> counts.getOrDefault(id, 0))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private long inRack(String rack, List<Integer> replicas) {
        return replicas.stream()
                .filter(id -> stay.contains(id) && rack.equals(racks.get(id)))
                .count();
    }

    /** What moves already is still to come. */
    private SortedMap<Integer, Long> taken(SortedMap<Integer, Logs> logs) {
        SortedMap<Integer, Long> taken = new TreeMap<>();
        for (Copies partition : left()) {
            for (int id : coming(partition)) {
                taken.merge(id, missing(partition, id, logs), Long::sum);
            }
        }
        return taken;
    }

    /** Brokers to which a copy of a partition moves now. */
    private List<Integer> coming(Copies partition) {
        return moving.getOrDefault(partition.name(), List.of()).stream()
                .filter(id -> !partition.inSync().contains(id))
                .toList();
    }

    private static long missing(Copies partition, int broker, SortedMap<Integer, Logs> logs) {
        Logs there = logs.get(broker);
        return Math.max(0, Logs.largest(partition, logs) - (there == null ? 0 : there.size(partition)));
    }

    /** Bytes that have to be copied until these partitions are off the brokers that leave. */
    public long bytes(Collection<Copies> partitions, SortedMap<Integer, Logs> logs) {
        long bytes = 0;
        for (Copies partition : partitions) {
            bytes += coming(partition).stream()
                    .mapToLong(id -> missing(partition, id, logs))
                    .sum();
            bytes += Logs.largest(partition, logs)
                    * target(partition).stream()
                            .filter(id -> !stay.contains(id))
                            .count();
        }
        return bytes;
    }

    private static long room(int broker, SortedMap<Integer, Logs> logs) {
        Logs there = logs.get(broker);
        return there == null ? Long.MAX_VALUE : there.room();
    }

    private List<Problem> tooFew(List<Copies> still) {
        SortedSet<String> topics = new TreeSet<>();
        int most = 0;
        for (Copies partition : still) {
            int replicas = target(partition).size();
            if (replicas > stay.size()) {
                topics.add(partition.topic());
                most = Math.max(most, replicas);
            }
        }
        return topics.isEmpty()
                ? List.of()
                : List.of(Problem.error(
                                "too-few-brokers",
                                Place.ofPath(String.join(", ", topics)),
                                Words.count(most, "replica") + ", and " + Words.count(stay.size(), "broker")
                                        + " would be left")
                        .must("have no more replicas than there are brokers")
                        .mend("keep more brokers, or give these topics fewer replicas first; no machine has gone"));
    }

    private List<Problem> full(SortedMap<Integer, Logs> logs, SortedMap<Integer, Long> taken) {
        List<Problem> problems = new ArrayList<>();
        taken.forEach((broker, bytes) -> {
            long room = room(broker, logs);
            if (bytes > room) {
                problems.add(Problem.error(
                                "no-room",
                                Place.ofPath("broker" + broker),
                                Words.bytes(bytes) + " to take over, and room for " + Words.bytes(Math.max(0, room)))
                        .must("have a tenth of its volume free when all that leaves is there")
                        .mend("enlarge the volumes of the brokers that stay (it needs no restart), keep more brokers,"
                                + " or shorten the retention of large topics; no machine has gone"));
            }
        });
        return problems;
    }
}
