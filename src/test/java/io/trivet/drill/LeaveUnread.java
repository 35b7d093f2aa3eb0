package io.trivet.drill;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes records to partition 0 of a topic, reads some of them as a consumer group and commits that. Arguments:
 * bootstrap, topic, group, how many are written, how many are read, and {@code leave} or {@code stay}: a group that
 * stays keeps its member, which reads no more, until the process is ended.
 */
public final class LeaveUnread {
    private static final Duration POLL = Duration.ofMillis(500);

    private LeaveUnread() {}

    public static void main(String[] args) throws Exception {
        int written = Integer.parseInt(args[3]);
        int wanted = Integer.parseInt(args[4]);
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", args[0]), new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < written; i++) {
                producer.send(new ProducerRecord<>(args[1], 0, "key", "record " + i));
            }
            producer.flush();
        }
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        args[0],
                        "group.id",
                        args[2],
                        "auto.offset.reset",
                        "earliest",
                        "enable.auto.commit",
                        "false",
                        "max.poll.records",
                        "1"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of(args[1]));
            TopicPartition partition = new TopicPartition(args[1], 0);
            int read = 0;
            while (read < wanted) {
                read += consumer.poll(POLL).count();
            }
            Map<TopicPartition, OffsetAndMetadata> committed = new TreeMap<>(Comparator.comparing(String::valueOf));
            committed.put(partition, new OffsetAndMetadata(read));
            consumer.commitSync(committed);
            System.out.println("committed " + read);
            consumer.pause(consumer.assignment());
            while (args[5].equals("stay")) {
                consumer.poll(POLL);
            }
        }
    }
}
