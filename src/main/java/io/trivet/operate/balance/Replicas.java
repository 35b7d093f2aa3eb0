package io.trivet.operate.balance;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Copies of partitions on brokers, by number: no two of a partition on one broker, and in one rack no more than its
 * brokers make necessary. The last bin is no broker: in it lies what has no place yet.
 */
final class Replicas implements Evening.Items {
    private final int[] rackOf;
    private final int[] size;
    private final int[][] before;
    private final int[][] after;
    private final int[] cap;
    private final int[] all;
    private final Bin[] in;

    /**
     * Copies as they lie.
     *
     * @param rackOf the rack of each broker; -1 for one that must hold nothing
     * @param homes of each partition the brokers, the preferred leader first
     */
    Replicas(int[] rackOf, int racks, int[][] homes) {
        this.rackOf = Arrays.copyOf(rackOf, rackOf.length + 1);
        this.rackOf[nowhere()] = -1;
        this.size = new int[racks];
        for (int rack : rackOf) {
            if (rack >= 0) {
                size[rack]++;
            }
        }
        this.before = homes;
        this.after = new int[homes.length][];
        this.cap = new int[homes.length];
        this.all = IntStream.range(0, rackOf.length)
                .filter(bin -> rackOf[bin] >= 0)
                .toArray();
        this.in = new Bin[rackOf.length + 1];
        for (int bin = 0; bin <= rackOf.length; bin++) {
            in[bin] = new Bin();
        }
        for (int item = 0; item < homes.length; item++) {
            after[item] = homes[item].clone();
            cap[item] = cap(homes[item].length);
        }
        misplaced();
        for (int item = 0; item < homes.length; item++) {
            for (int bin : after[item]) {
                in[bin].add(item);
            }
        }
    }

    /** The least number of copies in one rack that lets so many find a place. */
    private int cap(int copies) {
        int cap = 1;
        while (places(cap) < copies) {
            cap++;
        }
        return cap;
    }

    private int places(int cap) {
        return Arrays.stream(size).map(brokers -> Math.min(brokers, cap)).sum();
    }

    /** Of what lies too close, the copy on the fullest broker has no place. */
    private void misplaced() {
        int[] held = new int[rackOf.length];
        for (int[] bins : after) {
            for (int bin : bins) {
                held[bin]++;
            }
        }
        for (int item = 0; item < after.length; item++) {
            for (int rack = 0; rack < size.length; rack++) {
                while (inRack(item, rack) > cap[item]) {
                    int fullest = -1;
                    for (int place = 0; place < after[item].length; place++) {
                        int bin = after[item][place];
                        if (rackOf[bin] == rack && (fullest < 0 || held[bin] > held[after[item][fullest]])) {
                            fullest = place;
                        }
                    }
                    held[after[item][fullest]]--;
                    after[item][fullest] = nowhere();
                }
            }
        }
    }

    private int nowhere() {
        return rackOf.length - 1;
    }

    private int inRack(int item, int rack) {
        int count = 0;
        for (int bin : after[item]) {
            if (rackOf[bin] == rack) {
                count++;
            }
        }
        return count;
    }

    /** Evens them out; what has no place gets one. */
    void even() {
        Bounds bounds = bounds();
        Evening.out(this, bounds.least(), bounds.most());
    }

    /** What each broker holds when all is even. */
    Bounds bounds() {
        long[] lowest = new long[size.length];
        long[] highest = new long[size.length];
        long total = 0;
        for (int item = 0; item < before.length; item++) {
            int copies = before[item].length;
            total += copies;
            for (int rack = 0; rack < size.length; rack++) {
                int own = Math.min(size[rack], cap[item]);
                highest[rack] += Math.min(copies, own);
                lowest[rack] += Math.max(0, copies - (places(cap[item]) - own));
            }
        }
        return Bounds.of(rackOf, size.length, lowest, highest, total);
    }

    /** Where the copies of a partition lie, those that stayed in their order. */
    int[] of(int item) {
        return after[item];
    }

    @Override
    public Bin in(int bin) {
        return in[bin];
    }

    @Override
    public int[] bins(int item) {
        return all;
    }

    @Override
    public boolean mayMove(int item, int from, int to) {
        int rack = rackOf[to];
        if (rack < 0) {
            return false;
        }
        int close = 0;
        for (int bin : after[item]) {
            if (bin == to) {
                return false;
            }
            if (rackOf[bin] == rack) {
                close++;
            }
        }
        return rackOf[from] == rack || close < cap[item];
    }

    @Override
    public boolean isHome(int item, int bin) {
        for (int home : before[item]) {
            if (home == bin) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void move(int item, int from, int to) {
        int place = 0;
        while (after[item][place] != from) {
            place++;
        }
        after[item][place] = to;
        in[from].remove(item);
        in[to].add(item);
    }
}
