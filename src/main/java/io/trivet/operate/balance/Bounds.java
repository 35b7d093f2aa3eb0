package io.trivet.operate.balance;

import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * How many items each bin shall hold, and may hold: as many as the others, and one more where they cannot be shared
 * out, as far as racks let them.
 */
record Bounds(int[] least, int[] most) {
    /**
     * What brokers hold when the load is even.
     *
     * @param rackOf the rack of each broker; -1 for one that holds nothing
     * @param racks how many there are
     * @param lowest copies that must lie in each rack
     * @param highest copies that may
     * @param total copies in all
     */
    static Bounds of(int[] rackOf, int racks, long[] lowest, long[] highest, long total) {
        int[] size = new int[racks];
        IntStream.of(rackOf).filter(rack -> rack >= 0).forEach(rack -> size[rack]++);
        boolean[] held = new boolean[racks];
        long left = total;
        int brokers = IntStream.of(size).sum();
        long[] fixed = new long[racks];
        boolean changed = true;
        // A rack that must hold more than its share, or may not hold it, gets what it can; the others share the rest.
        while (changed && brokers > 0) {
            changed = false;
            double share = (double) left / brokers;
            int rack = mostOff(share, size, held, lowest, highest);
            if (rack >= 0) {
                held[rack] = true;
                fixed[rack] = share * size[rack] < lowest[rack] ? lowest[rack] : highest[rack];
                left -= fixed[rack];
                brokers -= size[rack];
                changed = true;
            }
        }
        long rest = left;
        int sharing = brokers;
        return new Bounds(
                bounds(rackOf, rack -> held[rack] ? floor(fixed[rack], size[rack]) : floor(rest, sharing)),
                bounds(rackOf, rack -> held[rack] ? ceiling(fixed[rack], size[rack]) : ceiling(rest, sharing)));
    }

    private static int mostOff(double share, int[] size, boolean[] held, long[] lowest, long[] highest) {
        int most = -1;
        double off = 1e-9;
        for (int rack = 0; rack < size.length; rack++) {
            if (!held[rack] && size[rack] > 0) {
                double wanted = share * size[rack];
                double is = Math.max(lowest[rack] - wanted, wanted - highest[rack]);
                if (is > off) {
                    off = is;
                    most = rack;
                }
            }
        }
        return most;
    }

    private static int[] bounds(int[] rackOf, IntUnaryOperator ofRack) {
        return IntStream.of(rackOf)
                .map(rack -> rack < 0 ? 0 : ofRack.applyAsInt(rack))
                .toArray();
    }

    private static int floor(long items, int bins) {
        return (int) Math.floorDiv(items, (long) bins);
    }

    private static int ceiling(long items, int bins) {
        return (int) -Math.floorDiv(-items, (long) bins);
    }

    /** The same for all bins in use. */
    static Bounds even(int[] rackOf, long total) {
        int bins = (int) IntStream.of(rackOf).filter(rack -> rack >= 0).count();
        return new Bounds(bounds(rackOf, rack -> floor(total, bins)), bounds(rackOf, rack -> ceiling(total, bins)));
    }
}
