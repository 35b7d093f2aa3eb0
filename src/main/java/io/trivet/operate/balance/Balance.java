package io.trivet.operate.balance;

import io.trivet.operate.Copies;
import io.trivet.operate.Reassignments.Move;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where the copies of all partitions lie when every broker holds as many as the others, leads as many, and no zone
 * holds more of one partition than it must: with the fewest copies moved, and then the fewest leaders changed.
 *
 * @param moves partitions of which another broker holds a copy, or leads
 * @param copied copies that lie on another broker than before
 * @param led partitions that another broker leads, though the one of before still holds a copy
 * @param before of each broker what it holds
 * @param after what it will hold
 */
public record Balance(
        List<Move> moves, int copied, int led, SortedMap<Integer, Share> before, SortedMap<Integer, Share> after) {
    /** What a broker has of a cluster: copies, and those of them that are preferred leaders. */
    public record Share(int copies, int leaders) {}

    public Balance {
        moves = List.copyOf(moves);
        before = Collections.unmodifiableSortedMap(before);
        after = Collections.unmodifiableSortedMap(after);
    }

    /**
     * The balance of a cluster.
     *
     * @param partitions all of them; each has no more copies than brokers stay
     * @param racks of brokers, by id; those without one are of one zone
     * @param stay ids of the brokers that shall hold something
     */
    public static Balance of(List<Copies> partitions, SortedMap<Integer, String> racks, SortedSet<Integer> stay) {
        SortedSet<Integer> all = new TreeSet<>(stay);
        partitions.forEach(partition -> all.addAll(partition.replicas()));
        List<Integer> ids = List.copyOf(all);
        Map<Integer, Integer> numbers = new HashMap<>();
        ids.forEach(id -> numbers.put(id, numbers.size()));
        List<String> zones = stay.stream()
                .map(id -> racks.getOrDefault(id, ""))
                .distinct()
                .sorted()
                .toList();
        int[] rackOf = ids.stream()
                .mapToInt(id -> stay.contains(id) ? zones.indexOf(racks.getOrDefault(id, "")) : -1)
                .toArray();
        int[][] homes = partitions.stream()
                .map(partition ->
                        partition.replicas().stream().mapToInt(numbers::get).toArray())
                .toArray(int[][]::new);
        Replicas replicas = new Replicas(rackOf, zones.size(), homes);
        replicas.even();
        int[][] first = new int[homes.length][];
        for (int item = 0; item < homes.length; item++) {
            first[item] = replicas.of(item);
        }
        Leaders leaders = new Leaders(ids.size(), first);
        leaders.even(rackOf);
        return told(partitions, ids, homes, first, leaders);
    }

    private static Balance told(
            List<Copies> partitions, List<Integer> ids, int[][] homes, int[][] after, Leaders leaders) {
        List<Move> moves = new ArrayList<>();
        int copied = 0;
        int led = 0;
        for (int item = 0; item < homes.length; item++) {
            List<Integer> was = partitions.get(item).replicas();
            List<Integer> is = new ArrayList<>();
            is.add(ids.get(leaders.of(item)));
            for (int bin : after[item]) {
                if (bin != leaders.of(item)) {
                    is.add(ids.get(bin));
                }
            }
            if (!is.equals(was)) {
                moves.add(new Move(partitions.get(item), is));
                copied += (int) is.stream().filter(id -> !was.contains(id)).count();
                led += is.contains(was.get(0)) && !is.get(0).equals(was.get(0)) ? 1 : 0;
            }
        }
        SortedMap<String, List<Integer>> moved = new TreeMap<>();
        moves.forEach(move -> moved.put(move.partition().name(), move.replicas()));
        return new Balance(
                moves,
                copied,
                led,
                shares(ids, partitions.stream().map(Copies::replicas).toList()),
                shares(
                        ids,
                        partitions.stream()
                                .map(partition -> moved.getOrDefault(partition.name(), partition.replicas()))
                                .toList()));
    }

    private static SortedMap<Integer, Share> shares(List<Integer> ids, List<List<Integer>> replicas) {
        SortedMap<Integer, Share> shares = new TreeMap<>();
        ids.forEach(id -> shares.put(id, new Share(0, 0)));
        for (List<Integer> copies : replicas) {
            for (int place = 0; place < copies.size(); place++) {
                int leads = place == 0 ? 1 : 0;
                shares.merge(
                        copies.get(place),
                        new Share(1, leads),
                        (one, other) -> new Share(one.copies + other.copies, one.leaders + other.leaders));
            }
        }
        return shares;
    }
}
