package io.trivet.operate.mirror;

import java.util.OptionalLong;

/**
 * How far a partition was copied.
 *
 * @param topic what it is called at the source
 * @param end offset at the source behind the last record that a transaction has not left open; empty where the source
 *     was not asked
 * @param written records that came to the source between two looks
 * @param open whether a transaction is open behind that end
 * @param copied offset at the source behind the last record that was copied; empty where none is known to be
 * @param missing offsets between the two; 0 where none of them holds a record that can be read, or the source was not
 *     asked
 * @param copyEnd end of the copy; empty where it is not there
 * @param newest milliseconds since 1970 of the newest copied record, by the time that it carries; empty where there is
 *     none
 */
public record CopiedPartition(
        String topic,
        int partition,
        OptionalLong end,
        long written,
        boolean open,
        OptionalLong copied,
        long missing,
        OptionalLong copyEnd,
        OptionalLong newest) {
    /** {@code orders-7}. */
    public String name() {
        return topic + "-" + partition;
    }

    /** Whether more was copied than the source has: another topic had this name. */
    public boolean isAnother() {
        return end.isPresent() && copied.isPresent() && copied.getAsLong() > end.getAsLong();
    }
}
