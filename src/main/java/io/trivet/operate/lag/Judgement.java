package io.trivet.operate.lag;

import java.util.List;

/**
 * What the offsets of a consumer group in one partition say of it, without any threshold.
 *
 * <p>Source: https://github.com/linkedin/Burrow/wiki/Consumer-Lag-Evaluation-Rules. Burrow reads each commit with its
 * time; what is asked of a cluster are offsets alone, so that a commit of the same offset again is not seen. A group
 * without members that commits nothing new is taken as stopped, one with a member as stalled.
 */
public enum Judgement {
    /** It reads all, or more than comes. */
    OK,
    /** It reads, and never gets any nearer to the end. */
    WARNING,
    /** It reads again what it had read. */
    REWOUND,
    /** A member has the partition, and the offset stands still. */
    STALLED,
    /** No member has the partition, and the offset stands still. */
    STOPPED,
    /** It was looked at only once, and is behind. */
    UNDECIDED;

    /**
     * One look at a partition.
     *
     * @param committed offset that is read next
     * @param end of the partition
     */
    public record Point(long committed, long end) {
        long lag() {
            return Math.max(0, end - committed);
        }
    }

    /**
     * Judges a partition by a window of looks.
     *
     * @param points at least one, oldest first
     * @param member whether a member of the group has the partition
     */
    public static Judgement of(List<Point> points, boolean member) {
        if (points.get(points.size() - 1).lag() == 0) {
            return OK;
        }
        if (points.size() < 2) {
            return UNDECIDED;
        }
        boolean still = points.stream().map(Point::committed).distinct().count() == 1;
        if (still && !member) {
            return STOPPED;
        }
        if (points.stream().anyMatch(point -> point.lag() == 0)) {
            return OK;
        }
        if (anyStep(points, (before, after) -> after.committed() < before.committed())) {
            return REWOUND;
        }
        if (still) {
            return STALLED;
        }
        return anyStep(points, (before, after) -> after.lag() < before.lag()) ? OK : WARNING;
    }

    private interface Step {
        boolean is(Point before, Point after);
    }

    private static boolean anyStep(List<Point> points, Step step) {
        for (int i = 1; i < points.size(); i++) {
            if (step.is(points.get(i - 1), points.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** Whether it needs a hand. */
    public boolean needsHand() {
        return this != OK && this != UNDECIDED;
    }
}
