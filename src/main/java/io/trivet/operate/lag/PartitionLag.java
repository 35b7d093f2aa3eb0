package io.trivet.operate.lag;

/**
 * How far a consumer group is behind in one partition.
 *
 * @param committed offset that it reads next
 * @param end of the partition; -1 where it has no leader
 * @param behind records between the two
 * @param lost of these, how many retention deleted before they were read
 * @param age of the first record that it has not read
 * @param member id of the client that has the partition; empty where no member of the group does
 */
public record PartitionLag(
        String group,
        String topic,
        int partition,
        long committed,
        long end,
        long behind,
        long lost,
        Age age,
        String member,
        Judgement judgement) {}
