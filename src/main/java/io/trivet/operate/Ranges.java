package io.trivet.operate;

import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads records between offsets, those that transactions committed, as no group.
 *
 * @param client settings of the client
 * @param way on which the cluster is reached
 */
record Ranges(SortedMap<String, String> client, Way way, Clock clock) {
    /** In which nothing at all came. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration POLL = Duration.ofMillis(200);

    /**
     * Part of a partition.
     *
     * @param from its first offset
     * @param to the first one behind it
     */
    record Range(long from, long to) {}

    /**
     * Reads all of them; what was deleted by then is passed over.
     *
     * @param enough hears of each record, by partition in order; true where no more of its partition is of use
     */
    void read(SortedMap<TopicPartition, Range> ranges, Predicate<ConsumerRecord<byte[], byte[]>> enough)
            throws Failure, InterruptedException {
        SortedMap<TopicPartition, Range> left = new TreeMap<>(LiveGroups.ORDER);
        ranges.forEach((partition, range) -> {
            if (range.from() < range.to()) {
                left.put(partition, range);
            }
        });
        if (left.isEmpty()) {
            return;
        }
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(left.keySet());
            left.forEach((partition, range) -> consumer.seek(partition, range.from()));
            SortedMap<TopicPartition, Long> seen = new TreeMap<>(LiveGroups.ORDER);
            long moved = clock.nanos();
            while (!left.isEmpty()) {
                SortedSet<TopicPartition> done = new TreeSet<>(LiveGroups.ORDER);
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                    Range range = left.get(partition);
                    if (range != null
                            && !done.contains(partition)
                            && (record.offset() >= range.to() || enough.test(record))) {
                        done.add(partition);
                    }
                }
                boolean further = false;
                for (Map.Entry<TopicPartition, Range> range : left.entrySet()) {
                    long position = consumer.position(range.getKey());
                    further |= !Long.valueOf(position).equals(seen.put(range.getKey(), position));
                    if (position >= range.getValue().to()) {
                        done.add(range.getKey());
                    }
                }
                left.keySet().removeAll(done);
                consumer.pause(done);
                if (further) {
                    moved = clock.nanos();
                } else if (clock.nanos() - moved > PATIENCE.toNanos()) {
                    throw new Failure(ClusterProblem.cluster(
                            new TimeoutException(
                                    "nothing of " + left.firstKey() + " came within " + PATIENCE.toSeconds() + " s"),
                            way));
                }
            }
        } catch (InterruptException e) {
            // The client has set the mark of the thread; what is thrown says the same.
            Thread.interrupted();
            throw new InterruptedException();
        } catch (KafkaException e) {
            throw new Failure(ClusterProblem.cluster(e, way));
        }
    }

    private SortedMap<String, Object> settings() {
        SortedMap<String, Object> settings = new TreeMap<>(client);
        settings.put("client.id", "trivet-failover");
        settings.put("enable.auto.commit", "false");
        settings.put("auto.offset.reset", "earliest");
        settings.put("allow.auto.create.topics", "false");
        settings.put("isolation.level", "read_committed");
        LiveCluster.silent(settings);
        return settings;
    }
}
