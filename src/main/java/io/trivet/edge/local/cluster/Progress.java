package io.trivet.edge.local.cluster;

/** Hears what goes on. Calls come from one thread. */
public interface Progress {
    /** A new thing is being done, or the same thing has come further: {@code waiting for 3 of 6 brokers}. */
    void step(String text);

    /** A part of the whole begins, that servers notice: {@code broker1 and broker4 change}. */
    default void part(String text) {
        step(text);
    }
}
