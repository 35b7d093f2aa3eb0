package io.trivet.edge.local.cluster;

/** Hears what goes on. Calls come from one thread. */
public interface Progress {
    /** A new thing is being done, or the same thing has come further: {@code waiting for 3 of 6 brokers}. */
    void step(String text);
}
