package io.trivet.operate.balance;

/** Partitions at the broker that shall lead them, which holds a copy of them. */
final class Leaders implements Evening.Items {
    private final int[][] copies;
    private final int[] home;
    private final int[] leader;
    private final Bin[] in;

    /**
     * Partitions by number.
     *
     * @param brokers how many there are
     * @param copies of each partition the brokers that hold it, the one that leads first
     */
    Leaders(int brokers, int[][] copies) {
        this.copies = copies;
        this.home = new int[copies.length];
        this.leader = new int[copies.length];
        this.in = new Bin[brokers];
        for (int bin = 0; bin < brokers; bin++) {
            in[bin] = new Bin();
        }
        for (int item = 0; item < copies.length; item++) {
            home[item] = copies[item][0];
            leader[item] = home[item];
            in[home[item]].add(item);
        }
    }

    /**
     * Evens them out.
     *
     * @param rackOf of each broker; -1 for one that leads nothing
     */
    void even(int[] rackOf) {
        Bounds bounds = Bounds.even(rackOf, copies.length);
        Evening.out(this, bounds.least(), bounds.most());
    }

    /** The broker that leads a partition. */
    int of(int item) {
        return leader[item];
    }

    @Override
    public Bin in(int bin) {
        return in[bin];
    }

    @Override
    public int[] bins(int item) {
        return copies[item];
    }

    @Override
    public boolean mayMove(int item, int from, int to) {
        if (to == from) {
            return false;
        }
        for (int bin : copies[item]) {
            if (bin == to) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean isHome(int item, int bin) {
        return home[item] == bin;
    }

    @Override
    public void move(int item, int from, int to) {
        leader[item] = to;
        in[from].remove(item);
        in[to].add(item);
    }
}
