package io.trivet.operate.status;

import java.util.List;

/**
 * How far a consumer group has read.
 *
 * @param state as Kafka names it, {@code Stable}; {@code Empty} where it has no members
 * @param partitions in which it has committed, by topic and number
 */
public record GroupLag(String group, String state, List<Unread> partitions) {
    private static final String EMPTY = "Empty";

    public GroupLag {
        partitions = List.copyOf(partitions);
    }

    /**
     * A partition that a group reads.
     *
     * @param committed offset that it reads next
     * @param end of the partition; -1 where it has no leader
     */
    public record Unread(String topic, int partition, long committed, long end) {
        /** {@code orders-7}. */
        public String name() {
            return topic + "-" + partition;
        }

        /** Records between the two; none where the end is not known. */
        public long behind() {
            return end < 0 ? 0 : Math.max(0, end - committed);
        }
    }

    /** Records that it has not read, of all its partitions. */
    public long behind() {
        return partitions.stream().mapToLong(Unread::behind).sum();
    }

    /** Whether records wait for it, and it has no member that could read them. */
    public boolean standsStill() {
        return state.equals(EMPTY) && behind() > 0;
    }
}
