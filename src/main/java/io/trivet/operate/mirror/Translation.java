package io.trivet.operate.mirror;

import java.util.Optional;

/**
 * Where a group goes on.
 *
 * <p>It never skips a record that was not read: where more than one position is possible it is the earliest. Within a
 * bracket the copy has at least one offset for each record that can be read at the source, so that as many may be
 * passed in the copy as are counted at the source; offsets alone would be too many where the source has gaps, which
 * transactions and compaction leave.
 *
 * @param position offset that is read next
 * @param again records that were read already and are read again, at most
 */
public record Translation(long position, long again) {
    /**
     * Records of the source that can be read.
     *
     * @param passed between the sync before the position and the position
     * @param left between the position and the sync after it, or the end
     */
    public record Counted(long passed, long left) {}

    /**
     * That of a position.
     *
     * @param start the first offset in which a group can go on
     * @param end of both partitions, all being copied up to there
     * @param counted records around the position; empty where they are not known
     */
    public static Translation of(Bracket bracket, long start, Anchor end, Optional<Counted> counted) {
        if (bracket.position() >= end.from()) {
            return new Translation(end.to(), 0);
        }
        long bound =
                Math.max(start, Math.min(end.to(), bracket.after().orElse(end).to()));
        if (counted.isEmpty()) {
            return at(
                    bracket.before()
                            .map(sync -> sync.to() + (bracket.position() > sync.from() ? 1 : 0))
                            .orElse(start),
                    start,
                    bound,
                    0);
        }
        // Before the first sync nothing may be passed: what lies there in the copy may be of anything.
        return at(
                bracket.before().map(sync -> sync.to() + counted.get().passed()).orElse(start),
                start,
                bound,
                counted.get().left());
    }

    /** A group that stands before the start of a partition may be sent to its end, as its settings say. */
    private static Translation at(long position, long start, long bound, long left) {
        long there = Math.max(start, Math.min(position, bound));
        return new Translation(there, Math.max(0, bound - there - left));
    }

    /** The one that reads less again. */
    public Translation orLater(long other) {
        return other <= position ? this : new Translation(other, Math.max(0, again - (other - position)));
    }
}
