package io.trivet.operate.drill;

import io.trivet.operate.Login;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.LongDeserializer;

/** Reads what a load left in its topic. */
public final class TopicLog {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private TopicLog() {}

    /**
     * Every committed record of a topic, from its first offset to the last one at the time of the call. A record whose
     * value is no id fails.
     *
     * @throws KafkaException if no record comes for a minute although the end is not reached
     */
    public static List<Entry> read(String bootstrap, Login login, String topic) {
        SortedMap<String, Object> settings = new TreeMap<>(login.settings());
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "loss-check");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        List<Entry> entries = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new LongDeserializer(), new LongDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic, PATIENCE).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions, PATIENCE);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition, PATIENCE) < ends.getOrDefault(partition, 0L))) {
                var records = consumer.poll(Duration.ofMillis(500));
                for (ConsumerRecord<Long, Long> record : records) {
                    entries.add(new Entry(record.partition(), record.offset(), record.value()));
                }
                if (!records.isEmpty()) {
                    deadline = System.nanoTime() + PATIENCE.toNanos();
                } else if (System.nanoTime() > deadline) {
                    throw new KafkaException("no record of " + topic + " came for a minute before its end");
                }
            }
        }
        return entries;
    }
}
