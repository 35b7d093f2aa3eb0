package io.trivet.operate.connectors;

/**
 * A connector, or one of its tasks, as workers tell of it.
 *
 * @param connector its name
 * @param title {@code connector orders} or {@code task 0 of orders}
 * @param state as Connect names it, {@code RUNNING}; {@link #LOST} where that is not so any more
 * @param worker {@code host:port} of the one that runs it, or did so last
 * @param cause the first line of what it failed with; empty where it did not
 */
public record ConnectorPart(String connector, String title, String state, String worker, String cause) {
    /**
     * The state of what runs on a worker that gives no answer. Connect goes on to call it running until it misses the
     * worker, and gives it to another one when that was away for {@code scheduled.rebalance.max.delay.ms}.
     */
    static final String LOST = "LOST";

    /** Whether it is no more where it ran. */
    public boolean isLost() {
        return state.equals(LOST);
    }

    ConnectorPart lost() {
        return new ConnectorPart(connector, title, LOST, worker, "the worker gives no answer");
    }

    /** Whether it runs, as Connect says. */
    boolean isRunning() {
        return state.equals("RUNNING");
    }

    /** Whether it ended by itself, and does not come back without an order. */
    public boolean isFailed() {
        return state.equals("FAILED");
    }

    /** {@code task 0 of orders is FAILED on connect1:8083: java.lang.X}. */
    public String told() {
        return title + " is " + state + " on " + worker + (cause.isEmpty() ? "" : ": " + cause);
    }
}
