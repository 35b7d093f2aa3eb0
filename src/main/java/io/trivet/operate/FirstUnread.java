package io.trivet.operate;

import io.trivet.operate.lag.Age;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads one record of each partition, the first that a group has not read, for the time that it carries. Kafka finds
 * offsets by time, and no time by offset; one small fetch is the cheapest answer that is exact. It reads as no group,
 * and commits nothing.
 *
 * @param client settings of the client
 */
record FirstUnread(SortedMap<String, String> client, Clock clock) {
    /** For all of them together. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration POLL = Duration.ofMillis(200);

    /** A batch that is larger is sent all the same; source: KIP-74. */
    private static final String SMALL_BYTES = "65536";

    /**
     * The ages by partition; one that could not be read in time is left out.
     *
     * @param from the first offset that is not read
     * @param ends of these partitions
     */
    SortedMap<String, Age> ages(Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends) {
        SortedMap<String, Age> ages = new TreeMap<>();
        if (from.isEmpty()) {
            return ages;
        }
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(from.keySet());
            from.forEach(consumer::seek);
            long until = clock.nanos() + PATIENCE.toNanos();
            while (ages.size() < from.size() && clock.nanos() - until < 0) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    ages.putIfAbsent(record.topic() + "-" + record.partition(), age(record));
                }
                passed(consumer, ends, ages);
                consumer.pause(read(from.keySet(), ages));
            }
        } catch (KafkaException e) {
            // What is not read is told as that; who may not read may still see how many records wait.
            return ages;
        }
        return ages;
    }

    private Age age(ConsumerRecord<byte[], byte[]> record) {
        Age.Source source =
                record.timestampType() == TimestampType.LOG_APPEND_TIME ? Age.Source.BROKER : Age.Source.PRODUCER;
        return new Age(source, Math.max(0, clock.epochMillis() - record.timestamp()));
    }

    /** A reader that is at the end has seen that there is nothing before it. */
    private static void passed(
            KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends, SortedMap<String, Age> ages) {
        ends.forEach((partition, end) -> {
            if (!ages.containsKey(partition.toString()) && consumer.position(partition) >= end) {
                ages.put(partition.toString(), new Age(Age.Source.NO_RECORD, 0));
            }
        });
    }

    private static List<TopicPartition> read(Collection<TopicPartition> partitions, SortedMap<String, Age> ages) {
        return partitions.stream()
                .filter(partition -> ages.containsKey(partition.toString()))
                .toList();
    }

    private SortedMap<String, Object> settings() {
        SortedMap<String, Object> settings = new TreeMap<>(client);
        settings.put("client.id", "trivet-lag");
        settings.put("enable.auto.commit", "false");
        settings.put("auto.offset.reset", "earliest");
        settings.put("allow.auto.create.topics", "false");
        settings.put("max.partition.fetch.bytes", SMALL_BYTES);
        LiveCluster.silent(settings);
        return settings;
    }
}
