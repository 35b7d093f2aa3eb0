package io.trivet.operate.balance;

import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Evens out what lies in bins, with the fewest items that end elsewhere than they began: a flow of least cost, path
 * after path, each the shortest that is left.
 *
 * <p>A path begins in a bin that holds too much, and ends in one that holds too little. On its way it passes an item
 * from bin to bin, where no item of the first may lie in the last. Every step costs 1 for an item that leaves where it
 * began, nothing for one that has left it already, and gives 1 back for one that comes home. Each bin has a potential,
 * which keeps every step from costing less than nothing.
 *
 * <p>Source: R. K. Ahuja, T. L. Magnanti, J. B. Orlin, Network Flows, 9.7, successive shortest paths.
 */
final class Evening {
    /** Of two paths that cost the same the one of fewer steps, which never meets an item twice. */
    private static final int STEPS = 20;

    private static final long FAR = Long.MAX_VALUE / 4;

    /** What lies where, and where else it may lie. */
    interface Items {
        /** The items in a bin. */
        Bin in(int bin);

        /** The bins among which are all in which an item may lie. */
        int[] bins(int item);

        /** Whether an item that lies in one bin may lie in another instead. */
        boolean mayMove(int item, int from, int to);

        /** Whether an item has begun in a bin. */
        boolean isHome(int item, int bin);

        /** Lays an item elsewhere. */
        void move(int item, int from, int to);
    }

    private final Items items;
    private final int[] least;
    private final int[] most;
    private final int[] potential;
    private final long[] distance;
    private final int[] before;
    private final int[] by;
    /** Whether all paths were of one step: then none of several steps can be shorter than another such. */
    private boolean straight = true;

    private Evening(Items items, int[] least, int[] most) {
        this.items = items;
        this.least = least;
        this.most = most;
        this.potential = new int[least.length];
        this.distance = new long[least.length];
        this.before = new int[least.length];
        this.by = new int[least.length];
    }

    /**
     * Moves items until each bin holds what it shall, or nothing that may move makes it more even.
     *
     * @param least items that each bin shall hold
     * @param most items that each may hold
     */
    static void out(Items items, int[] least, int[] most) {
        Evening evening = new Evening(items, least, most);
        // What must leave goes first to where it is missed, then to where there is room; at last what is missed still
        // comes from where it can be spared.
        evening.flow(most, least);
        evening.flow(most, most);
        evening.flow(least, least);
    }

    /** From bins that hold more than these to bins that hold less than those. */
    private void flow(int[] over, int[] under) {
        if (straight) {
            straight(over, under);
        }
        while (path(over, under)) {
            straight = false;
        }
    }

    private int held(int bin) {
        return items.in(bin).size();
    }

    /** Paths of one step: of most clusters they are all. */
    private void straight(int[] over, int[] under) {
        int[] hungry = bins(bin -> held(bin) < under[bin]);
        int turn = 0;
        for (int from : bins(bin -> held(bin) > over[bin])) {
            for (int item : items.in(from).copy()) {
                if (held(from) <= over[from]) {
                    break;
                }
                for (int i = 0; i < hungry.length && items.isHome(item, from); i++) {
                    int to = hungry[(turn + i) % hungry.length];
                    if (held(to) < under[to] && items.mayMove(item, from, to)) {
                        items.move(item, from, to);
                        turn = (turn + i + 1) % hungry.length;
                        break;
                    }
                }
            }
        }
    }

    /** Follows one shortest path; whether there was one. */
    private boolean path(int[] over, int[] under) {
        int[] begins = bins(bin -> held(bin) > over[bin]);
        int[] ends = bins(bin -> held(bin) < under[bin]);
        if (begins.length == 0 || ends.length == 0) {
            return false;
        }
        boolean[] isEnd = new boolean[least.length];
        int last = Integer.MAX_VALUE;
        for (int end : ends) {
            isEnd[end] = true;
            last = Math.min(last, potential[end]);
        }
        Arrays.fill(distance, FAR);
        Arrays.fill(before, -1);
        PriorityQueue<long[]> queue = new PriorityQueue<>((one, other) -> Long.compare(one[0], other[0]));
        int first = IntStream.of(begins).map(bin -> potential[bin]).max().orElseThrow();
        for (int begin : begins) {
            distance[begin] = (long) (first - potential[begin]) << STEPS;
            queue.add(new long[] {distance[begin], begin});
        }
        long best = FAR;
        int end = -1;
        while (!queue.isEmpty() && queue.element()[0] < best) {
            long[] next = queue.remove();
            int from = (int) next[1];
            if (next[0] > distance[from]) {
                continue;
            }
            if (isEnd[from] && distance[from] + ((long) (potential[from] - last) << STEPS) < best) {
                best = distance[from] + ((long) (potential[from] - last) << STEPS);
                end = from;
            }
            steps(from, queue, best);
        }
        if (end < 0) {
            return false;
        }
        long far = best >> STEPS;
        for (int bin = 0; bin < potential.length; bin++) {
            potential[bin] += (int) Math.min(distance[bin] >> STEPS, far);
        }
        follow(end);
        return true;
    }

    private void steps(int from, PriorityQueue<long[]> queue, long best) {
        Bin here = items.in(from);
        for (int i = 0; i < here.size(); i++) {
            int item = here.get(i);
            int leaving = potential[from] - (items.isHome(item, from) ? 0 : 1);
            for (int to : items.bins(item)) {
                long least = distance[from] + ((long) (leaving - potential[to]) << STEPS) + 1;
                if (least < distance[to] && least < best) {
                    long cost = items.isHome(item, to) ? least : least + (1L << STEPS);
                    if (cost < distance[to] && cost < best && items.mayMove(item, from, to)) {
                        distance[to] = cost;
                        before[to] = from;
                        by[to] = item;
                        queue.add(new long[] {cost, to});
                    }
                }
            }
        }
    }

    private void follow(int end) {
        int to = end;
        while (before[to] >= 0) {
            items.move(by[to], before[to], to);
            to = before[to];
        }
    }

    private int[] bins(IntPredicate which) {
        return IntStream.range(0, least.length).filter(which).toArray();
    }
}
