package io.trivet.sink;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Where a record was read, before any transformation gave it another topic: positions are committed for that one.
 *
 * @param offset within the partition, from 0
 */
record Origin(TopicPartition partition, long offset) {
    static Origin of(SinkRecord record) {
        return new Origin(
                new TopicPartition(record.originalTopic(), record.originalKafkaPartition()),
                record.originalKafkaOffset());
    }

    /** As {@code orders-0-12}, which no other record of the cluster is. */
    String name() {
        return partition + "-" + offset;
    }

    /** As {@code orders-0@12}, for people. */
    @Override
    public String toString() {
        return partition + "@" + offset;
    }
}
