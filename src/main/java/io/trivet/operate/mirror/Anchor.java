package io.trivet.operate.mirror;

/**
 * Two positions that belong together: what a reader has not read at the one lies nowhere before the other.
 *
 * @param from offset in the partition that a group leaves
 * @param to offset in the partition in which it goes on
 */
public record Anchor(long from, long to) {
    /** The same, for the way back. */
    public Anchor reversed() {
        return new Anchor(to, from);
    }
}
