package io.trivet.sink;

import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** Records and settings as tests need them. */
final class Records {
    static final TopicPartition FIRST = new TopicPartition("orders", 0);
    static final TopicPartition SECOND = new TopicPartition("orders", 1);

    private Records() {}

    static SinkRecord record(TopicPartition partition, long offset, Object key, Object value) {
        return new SinkRecord(partition.topic(), partition.partition(), null, key, null, value, offset);
    }

    static SinkRecord record(long offset) {
        return record(FIRST, offset, "k" + offset, "{\"n\":" + offset + "}");
    }

    /** Names and values in turn, behind the address of a node. */
    static Map<String, String> told(String... more) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("connection.url", "http://127.0.0.1:9250");
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }

    static SinkSettings settings(String... more) {
        return SinkSettings.of(told(more));
    }

    static Operation operation(long offset, String... more) {
        try {
            return new Operations(settings(more)).of(record(offset)).orElseThrow();
        } catch (Unwritable e) {
            throw new AssertionError(e);
        }
    }
}
