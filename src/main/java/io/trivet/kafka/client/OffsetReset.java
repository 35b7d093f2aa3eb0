package io.trivet.kafka.client;

import io.trivet.problem.Words;

/** Where a group begins that has no offset: one that is new, or was away for longer than its offsets live. */
public enum OffsetReset {
    NONE("loses nothing: the program fails until a person has set the offsets of the group, also the first time"),
    EARLIEST(
            "loses nothing and repeats: the group begins with the oldest record that is left, also with what it had done"),
    LATEST("loses records: the group begins behind the newest one, and what was written while it was away, or to a new"
            + " partition before it was seen, is skipped in silence");

    private final String loss;

    OffsetReset(String loss) {
        this.loss = loss;
    }

    /** What it loses, as the end of a sentence that begins with its name. */
    public String loss() {
        return loss;
    }

    /** The value of {@code auto.offset.reset} in kafka-clients. */
    public String text() {
        return Words.of(this);
    }
}
