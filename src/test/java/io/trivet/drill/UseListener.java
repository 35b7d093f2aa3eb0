package io.trivet.drill;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Uses one listener of a cluster as its clients do: {@code UseListener <bootstrap> <topic>} prints where it is sent, by
 * id, then writes a record to every partition of a topic and reads all of them back.
 */
public final class UseListener {
    private UseListener() {}

    public static void main(String[] args) throws Exception {
        Map<String, Object> where = Map.of("bootstrap.servers", args[0], "acks", "all");
        int partitions;
        try (Admin admin = Admin.create(where)) {
            admin.describeCluster().nodes().get().stream()
                    .sorted(java.util.Comparator.comparingInt(Node::id))
                    .forEach(node -> System.out.println("sent to " + node.host() + ":" + node.port()));
            partitions = admin.describeTopics(List.of(args[1]))
                    .allTopicNames()
                    .get()
                    .get(args[1])
                    .partitions()
                    .size();
        }
        try (KafkaProducer<String, String> producer =
                        new KafkaProducer<>(where, new StringSerializer(), new StringSerializer());
                KafkaConsumer<String, String> consumer =
                        new KafkaConsumer<>(where, new StringDeserializer(), new StringDeserializer())) {
            int read = 0;
            for (int i = 0; i < partitions; i++) {
                RecordMetadata written = producer.send(new ProducerRecord<>(args[1], i, "key", "value " + i))
                        .get();
                TopicPartition partition = new TopicPartition(args[1], i);
                consumer.assign(List.of(partition));
                consumer.seek(partition, written.offset());
                ConsumerRecords<String, String> records = consumer.poll(Duration.ofSeconds(20));
                read += records.iterator().next().value().equals("value " + i) ? 1 : 0;
            }
            System.out.println("read " + read + " of " + partitions);
            System.exit(read == partitions ? 0 : 1);
        }
    }
}
