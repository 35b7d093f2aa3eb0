package io.trivet.operate.mirror;

import java.util.List;
import java.util.OptionalLong;

/**
 * A consumer group that moves.
 *
 * @param there whether it has members at the source, or commits there
 * @param here whether it has members where it moves to
 * @param known milliseconds since 1970 at which the mirrors last heard of its positions; empty where the source tells
 *     them
 * @param positions by topic and number
 */
public record MovedGroup(String group, boolean there, boolean here, OptionalLong known, List<MovedPosition> positions) {
    public MovedGroup {
        positions = List.copyOf(positions);
    }

    /** Whether a position is to be written. */
    public boolean moves() {
        return positions.stream().anyMatch(MovedPosition::moves);
    }

    /** Records that are read again, at most. */
    public long again() {
        return positions.stream().mapToLong(MovedPosition::again).sum();
    }
}
