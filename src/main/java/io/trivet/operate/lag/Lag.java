package io.trivet.operate.lag;

import java.util.List;

/**
 * How far consumer groups are behind.
 *
 * @param looks how often they were looked at
 * @param windowMillis between the first look and the last
 * @param partitions by group, topic and number
 * @param untold what was asked and not answered, each with the reason
 */
public record Lag(int looks, long windowMillis, List<PartitionLag> partitions, List<String> untold) {
    public Lag {
        partitions = List.copyOf(partitions);
        untold = List.copyOf(untold);
    }

    /** Whether no partition needs a hand. */
    public boolean isWell() {
        return partitions.stream().noneMatch(partition -> partition.judgement().needsHand());
    }
}
