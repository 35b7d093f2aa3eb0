package io.trivet.kafka;

/**
 * How many copies of a partition there are: one in each of three zones. With three, one broker may restart while
 * another is lost, and what was acknowledged by two of them still is on one; with two, each restart leaves a single
 * copy; a fourth shares its zone with another, and so survives no loss that the three do not.
 *
 * <p>Source: https://docs.aws.amazon.com/msk/latest/developerguide/bestpractices.html (replication factor 3, three
 * zones); https://kafka.apache.org/39/documentation/#replication.
 */
public final class Replicas {
    /** The zones of a cluster. */
    public static final int ZONES = 3;

    /** The copies of a partition. */
    public static final int COUNT = ZONES;

    private Replicas() {}

    /** The copies where there are only so many brokers or zones to hold them; at least 1. */
    public static int over(int places) {
        return Math.max(1, Math.min(COUNT, places));
    }
}
