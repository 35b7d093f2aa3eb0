package io.trivet.operate.mirror;

import java.util.Optional;

/**
 * A position between the two syncs of a partition that lie around it. MirrorMaker notes a sync at the first record that
 * a task copies, every {@code offset.lag.max} records and where the source has a gap. A mirror that starts anew copies
 * the last records again, and syncs that follow go back at the source and on in the copy; of those that the position
 * has passed, the last one is right: from there on all is copied again.
 *
 * @param before the last sync that it has passed; empty where it has passed none that is kept
 * @param after the first one behind that which it has not
 */
public record Bracket(long position, Optional<Anchor> before, Optional<Anchor> after) {
    /** Before any sync is known. */
    public static Bracket of(long position) {
        return new Bracket(position, Optional.empty(), Optional.empty());
    }

    /** The same with one more sync, in the order in which they were noted. */
    public Bracket with(Anchor sync) {
        if (sync.from() <= position) {
            return new Bracket(position, Optional.of(sync), Optional.empty());
        }
        return after.isEmpty() ? new Bracket(position, before, Optional.of(sync)) : this;
    }
}
