package io.trivet.operate.lag;

/**
 * How old the first record is that a group has not read in a partition.
 *
 * @param millis since the time that it carries, by the clock of this machine; 0 where there is none
 */
public record Age(Source source, long millis) {
    /** Where the time of a record comes from. */
    public enum Source {
        /** Its producer set it. */
        PRODUCER,
        /** The broker set it when it took the record: {@code message.timestamp.type=LogAppendTime}. */
        BROKER,
        /** Nothing is unread. */
        NOTHING_UNREAD,
        /** What is between the offsets is no record, but the marks of transactions or what compaction took away. */
        NO_RECORD,
        /** The record could not be read: the user may not, the partition has no leader, or it took too long. */
        NOT_READ
    }

    /** Where all is read. */
    public static final Age NOTHING = new Age(Source.NOTHING_UNREAD, 0);

    /** Whether there is a record, and its time is known. */
    public boolean isKnown() {
        return source == Source.PRODUCER || source == Source.BROKER;
    }
}
