package io.trivet.adopt;

/**
 * A difference between a cluster and what is written of it.
 *
 * @param noun what it is one of, as {@code ACL}: gaps are counted by it
 * @param text as a person reads it; never a secret
 */
public record Gap(Kind kind, String noun, String text) {
    /** Why there is a gap. */
    public enum Kind {
        /** A description must say it, and the cluster does not: something was written that may be wrong. */
        ASSUMED,
        /** The cluster has it, and a description has no place for it. */
        LEFT_OUT,
        /** The cluster does not tell it. */
        UNTOLD
    }

    static Gap assumed(String path, String value, String why) {
        return new Gap(Kind.ASSUMED, "value", path + ": " + value + ", " + why);
    }

    static Gap leftOut(String noun, String text) {
        return new Gap(Kind.LEFT_OUT, noun, text);
    }

    static Gap untold(String noun, String text) {
        return new Gap(Kind.UNTOLD, noun, text);
    }
}
