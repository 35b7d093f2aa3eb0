package io.trivet.operate.balance;

import io.trivet.operate.Copies;
import io.trivet.operate.Drain;
import io.trivet.operate.Logs;
import io.trivet.operate.Reassignments.Move;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.problem.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A cluster at one time.
 *
 * @param copies every partition
 * @param moving where the copies of those will be that move now, by name
 * @param racks of the brokers that are registered and not fenced, by id
 * @param logs of each of these brokers
 */
public record View(
        List<Copies> copies,
        SortedMap<String, List<Integer>> moving,
        SortedMap<Integer, String> racks,
        SortedMap<Integer, Logs> logs) {
    public View {
        copies = List.copyOf(copies);
    }

    /** The same cluster, as if it had one topic alone. */
    public View of(String topic) {
        List<Copies> own = copies.stream()
                .filter(partition -> partition.topic().equals(topic))
                .toList();
        SortedMap<String, List<Integer>> moves = new TreeMap<>(moving);
        moves.keySet().retainAll(own.stream().map(Copies::name).toList());
        return new View(own, moves, racks, logs);
    }

    /** The partition as it will be once it has moved. */
    Copies target(Copies partition) {
        List<Integer> replicas = moving.get(partition.name());
        return replicas == null
                ? partition
                : new Copies(
                        partition.topic(),
                        partition.partition(),
                        replicas,
                        partition.inSync(),
                        partition.leader(),
                        partition.leastInSync());
    }

    /** Bytes that moves copy to each broker, by id. */
    SortedMap<Integer, Long> toCopy(Collection<Move> moves) {
        SortedMap<Integer, Long> bytes = new TreeMap<>();
        for (Move move : moves) {
            long each = Logs.largest(move.partition(), logs);
            move.replicas().stream()
                    .filter(id -> !move.partition().replicas().contains(id))
                    .forEach(id -> bytes.merge(id, each, Long::sum));
        }
        return bytes;
    }

    /** The brokers that have no room for what would come to them. */
    List<Problem> full(SortedMap<Integer, Long> bytes) {
        List<Problem> problems = new ArrayList<>();
        bytes.forEach((broker, more) -> {
            Logs there = logs.get(broker);
            if (there != null && more > there.room()) {
                problems.add(Problem.error(
                                "no-room",
                                Place.ofPath("broker" + broker),
                                Words.bytes(more) + " to take, and room for " + Words.bytes(Math.max(0, there.room())))
                        .must("have a tenth of its volume free when all is there, before what leaves it is gone")
                        .mend("enlarge the volumes of the brokers (it needs no restart), or shorten the retention of"
                                + " large topics"));
            }
        });
        return problems;
    }

    /**
     * Bytes that have to be copied still.
     *
     * @param partitions that are not where they shall be
     * @param targets where they shall be, by name
     * @param now what lies on the disks of brokers
     */
    long left(List<Copies> partitions, SortedMap<String, List<Integer>> targets, SortedMap<Integer, Logs> now) {
        return new Drain(partitions, targets, racks, new TreeSet<>(racks.keySet())).bytes(partitions, now);
    }
}
