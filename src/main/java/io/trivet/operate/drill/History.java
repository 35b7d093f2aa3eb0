package io.trivet.operate.drill;

import java.time.Duration;
import java.util.List;

/**
 * All that the producers of a load know.
 *
 * @param writes in the order of their ids
 * @param phases in order of time; the first begins at zero
 * @param end when the load stopped sending
 */
public record History(List<Write> writes, List<Phase> phases, Duration end) {
    /** Copies the lists. */
    public History {
        writes = List.copyOf(writes);
        phases = List.copyOf(phases);
    }

    /**
     * A part of a load, until the next one begins.
     *
     * @param name for people: {@code kill broker 2}
     * @param begin from the start of the load
     */
    public record Phase(String name, Duration begin) {}
}
