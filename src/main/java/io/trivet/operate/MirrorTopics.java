package io.trivet.operate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trivet.operate.mirror.Anchor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.types.Type;

/**
 * The records in which MirrorMaker notes how far it is.
 *
 * <p>Source: {@code MirrorUtils}, {@code OffsetSync} and {@code Checkpoint} of Kafka 3.9.2 and 4.3.1, and
 * {@code OffsetUtils} of its Connect.
 */
final class MirrorTopics {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COPIES = "MirrorSourceConnector";

    private MirrorTopics() {}

    /**
     * How far a partition was copied.
     *
     * @param partition of the source
     * @param next offset behind the last record of which the copy was acknowledged; empty where that was taken back
     */
    record Copied(TopicPartition partition, OptionalLong next) {}

    /**
     * A record and its copy.
     *
     * @param partition of the source
     */
    record Sync(TopicPartition partition, Anchor anchor) {}

    /**
     * Where a group was, and where it would go on in the copy.
     *
     * @param copy partition of the copy
     * @param millis since 1970, when that was noted
     */
    record Checkpoint(String group, TopicPartition copy, Anchor anchor, long millis) {}

    /** What a record of the offsets of connectors says of copies; empty where it is about something else. */
    static Optional<Copied> copied(ConsumerRecord<byte[], byte[]> record, String source) {
        if (record.key() == null) {
            return Optional.empty();
        }
        try {
            JsonNode key = JSON.readTree(record.key());
            JsonNode where = key.path(1);
            if (!key.path(0).asText().equals(COPIES)
                    || !where.path("cluster").asText().equals(source)) {
                return Optional.empty();
            }
            JsonNode offset = record.value() == null
                    ? JSON.nullNode()
                    : JSON.readTree(record.value()).path("offset");
            return Optional.of(new Copied(
                    new TopicPartition(
                            where.path("topic").asText(),
                            where.path("partition").asInt()),
                    offset.isNumber() ? OptionalLong.of(offset.asLong() + 1) : OptionalLong.empty()));
        } catch (IOException e) {
            // What is not in JSON no connector has written.
            return Optional.empty();
        }
    }

    static Optional<Sync> sync(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null || record.value() == null) {
            return Optional.empty();
        }
        ByteBuffer key = ByteBuffer.wrap(record.key());
        ByteBuffer value = ByteBuffer.wrap(record.value());
        return Optional.of(new Sync(partition(key), anchor(value)));
    }

    static Optional<Checkpoint> checkpoint(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null || record.value() == null) {
            return Optional.empty();
        }
        ByteBuffer key = ByteBuffer.wrap(record.key());
        String group = (String) Type.STRING.read(key);
        TopicPartition copy = partition(key);
        ByteBuffer value = ByteBuffer.wrap(record.value());
        // The version, of which there is one.
        Type.INT16.read(value);
        return Optional.of(new Checkpoint(group, copy, anchor(value), record.timestamp()));
    }

    private static TopicPartition partition(ByteBuffer key) {
        return new TopicPartition((String) Type.STRING.read(key), (Integer) Type.INT32.read(key));
    }

    private static Anchor anchor(ByteBuffer value) {
        return new Anchor((Long) Type.INT64.read(value), (Long) Type.INT64.read(value));
    }
}
