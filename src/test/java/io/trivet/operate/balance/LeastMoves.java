package io.trivet.operate.balance;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * The fewest replicas that must move, found in another way than the planner finds it: by one flow of least cost through
 * the whole network of partitions, partitions in racks, and brokers, from nothing.
 */
final class LeastMoves {
    private static final long FAR = Long.MAX_VALUE / 4;
    /** More than all that can move: a broker that holds too little costs more than any number of moves. */
    private static final int EMPTY = 1_000_000;

    private final int[] first;
    private int[] to = new int[64];
    private int[] room = new int[64];
    private int[] cost = new int[64];
    private int[] next = new int[64];
    private int edges;

    private LeastMoves(int nodes) {
        first = new int[nodes];
        Arrays.fill(first, -1);
    }

    /**
     * How many replicas lie elsewhere than before, when each broker holds what it shall.
     *
     * @param homes of each partition the brokers that hold it
     * @param rackOf the rack of each broker; -1 for one that shall hold nothing
     * @param cap replicas of a partition that one rack may hold
     */
    static int of(int[][] homes, int[] rackOf, int racks, int cap, Bounds bounds) {
        int source = 0;
        int sink = 1;
        int partitions = 2;
        int inRacks = partitions + homes.length;
        int brokers = inRacks + homes.length * racks;
        LeastMoves flow = new LeastMoves(brokers + rackOf.length);
        int all = 0;
        for (int item = 0; item < homes.length; item++) {
            all += homes[item].length;
            flow.edge(source, partitions + item, homes[item].length, 0);
            for (int rack = 0; rack < racks; rack++) {
                flow.edge(partitions + item, inRacks + item * racks + rack, cap, 0);
            }
            for (int broker = 0; broker < rackOf.length; broker++) {
                if (rackOf[broker] >= 0) {
                    int id = broker;
                    boolean home = Arrays.stream(homes[item]).anyMatch(one -> one == id);
                    flow.edge(inRacks + item * racks + rackOf[broker], brokers + broker, 1, home ? 0 : 1);
                }
            }
        }
        int filled = 0;
        for (int broker = 0; broker < rackOf.length; broker++) {
            if (rackOf[broker] >= 0) {
                filled += bounds.least()[broker];
                flow.edge(brokers + broker, sink, bounds.least()[broker], -EMPTY);
                flow.edge(brokers + broker, sink, bounds.most()[broker] - bounds.least()[broker], 0);
            }
        }
        long paid = 0;
        for (int sent = 0; sent < all; sent++) {
            paid += flow.path(source, sink);
        }
        return (int) (paid + (long) filled * EMPTY);
    }

    private void edge(int from, int end, int capacity, int price) {
        half(from, end, capacity, price);
        half(end, from, 0, -price);
    }

    private void half(int from, int end, int capacity, int price) {
        if (edges == to.length) {
            to = Arrays.copyOf(to, 2 * edges);
            room = Arrays.copyOf(room, 2 * edges);
            cost = Arrays.copyOf(cost, 2 * edges);
            next = Arrays.copyOf(next, 2 * edges);
        }
        to[edges] = end;
        room[edges] = capacity;
        cost[edges] = price;
        next[edges] = first[from];
        first[from] = edges++;
    }

    private long path(int source, int sink) {
        long[] distance = new long[first.length];
        int[] by = new int[first.length];
        boolean[] waits = new boolean[first.length];
        Arrays.fill(distance, FAR);
        distance[source] = 0;
        Deque<Integer> queue = new ArrayDeque<>();
        queue.add(source);
        while (!queue.isEmpty()) {
            int from = queue.remove();
            waits[from] = false;
            for (int edge = first[from]; edge >= 0; edge = next[edge]) {
                int end = to[edge];
                if (room[edge] > 0 && distance[from] + cost[edge] < distance[end]) {
                    distance[end] = distance[from] + cost[edge];
                    by[end] = edge;
                    if (!waits[end]) {
                        waits[end] = true;
                        queue.add(end);
                    }
                }
            }
        }
        if (distance[sink] == FAR) {
            throw new IllegalArgumentException("no place for all");
        }
        for (int node = sink; node != source; node = to[by[node] ^ 1]) {
            room[by[node]]--;
            room[by[node] ^ 1]++;
        }
        return distance[sink];
    }
}
