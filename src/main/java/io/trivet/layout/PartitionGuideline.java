package io.trivet.layout;

/**
 * How many partitions a topic gets whose description leaves the number out.
 *
 * <p>The known guideline is 3 a broker under 6 brokers and 2 a broker over 12. Between, Trivet takes 2 a broker but
 * never fewer than 18, which is what 6 brokers get by the first rule: so the number never falls as a cluster grows
 * (partitions cannot be taken away), and 6, 9 and 12 brokers, which fill three zones evenly, each lead the same number
 * of partitions.
 */
public final class PartitionGuideline {
    private PartitionGuideline() {}

    /** Partitions of a topic on this many brokers: 3, 6, 9, 12, 15, then 18 to 24, then 2 a broker. */
    public static int partitions(int brokers) {
        return brokers < 6 ? 3 * brokers : Math.max(18, 2 * brokers);
    }
}
