package io.trivet.operate.balance;

import io.trivet.operate.Copies;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How long it takes to plan an even cluster, and how many replicas move, beside the least that any plan could move:
 * what brokers hold above the most that one may, or lack below the least that one shall. Run by {@code bench/balance}.
 */
final class BalanceBench {
    private static final int ZONES = 3;

    private BalanceBench() {}

    public static void main(String[] args) {
        int brokers = args.length > 0 ? Integer.parseInt(args[0]) : 1000;
        int partitions = args.length > 1 ? Integer.parseInt(args[1]) : 200_000;
        List<Copies> spread = spread(brokers, partitions, brokers);
        measure("nothing changed", even(spread, ids(brokers)), brokers, ids(brokers));
        measure("a tenth came", spread(brokers, partitions, brokers - brokers / 10), brokers, ids(brokers));
        SortedSet<Integer> fewer = ids(brokers);
        IntStream.rangeClosed(1, brokers / 100).forEach(fewer::remove);
        measure("a hundredth leaves", even(spread, ids(brokers)), brokers, fewer);
        measure("placed by chance", spread, brokers, ids(brokers));
    }

    private static SortedSet<Integer> ids(int brokers) {
        return new TreeSet<>(IntStream.rangeClosed(1, brokers).boxed().toList());
    }

    private static SortedMap<Integer, String> racks(int brokers) {
        SortedMap<Integer, String> racks = new TreeMap<>();
        ids(brokers).forEach(id -> racks.put(id, "zone" + id % ZONES));
        return racks;
    }

    /** A replica in each zone, on a broker that chance picks of the first so many. */
    private static List<Copies> spread(int brokers, int partitions, int used) {
        Random chance = new Random(brokers);
        List<List<Integer>> zones = IntStream.range(0, ZONES)
                .mapToObj(zone ->
                        ids(used).stream().filter(id -> id % ZONES == zone).toList())
                .toList();
        List<Copies> copies = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            List<Integer> replicas = new ArrayList<>();
            zones.forEach(zone -> replicas.add(zone.get(chance.nextInt(zone.size()))));
            Collections.rotate(replicas, partition);
            copies.add(new Copies("orders", partition, replicas, replicas, replicas.get(0), 2));
        }
        return copies;
    }

    private static List<Copies> even(List<Copies> copies, SortedSet<Integer> stay) {
        List<Copies> even = new ArrayList<>(copies);
        Balance.of(copies, racks(stay.size()), stay)
                .moves()
                .forEach(move -> even.set(
                        move.partition().partition(),
                        new Copies(
                                "orders",
                                move.partition().partition(),
                                move.replicas(),
                                move.replicas(),
                                move.replicas().get(0),
                                2)));
        return even;
    }

    private static void measure(String what, List<Copies> copies, int brokers, SortedSet<Integer> stay) {
        long start = System.nanoTime();
        Balance balance = Balance.of(copies, racks(brokers), stay);
        long millis = (System.nanoTime() - start) / 1_000_000;
        System.out.printf(
                "%-20s %5d brokers  %6d partitions  %6d ms  %6d replicas moved, %6d at least  %6d leaders changed%n",
                what, brokers, copies.size(), millis, balance.copied(), least(balance, brokers, stay), balance.led());
    }

    private static long least(Balance balance, int brokers, SortedSet<Integer> stay) {
        SortedMap<Integer, String> racks = racks(brokers);
        long leaves = 0;
        long comes = 0;
        for (List<Integer> zone :
                stay.stream().collect(Collectors.groupingBy(racks::get)).values()) {
            List<Integer> after =
                    zone.stream().map(id -> balance.after().get(id).copies()).toList();
            for (int id : zone) {
                int before = balance.before().get(id).copies();
                leaves += Math.max(0, before - Collections.max(after));
                comes += Math.max(0, Collections.min(after) - before);
            }
        }
        for (int id : balance.before().keySet()) {
            leaves += stay.contains(id) ? 0 : balance.before().get(id).copies();
        }
        return Math.max(leaves, comes);
    }
}
