package io.trivet.drill;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Runs described applications from their rendered files alone: {@code UseApplication <folder> <events> <profiles>}.
 * Three producers write events, two consumers read them all, and a third one turns them into profiles, in a
 * transaction.
 */
public final class UseApplication {
    private static final int EACH = 50;
    private static final List<String> WRITERS = List.of("player", "tracker", "checkout");
    private static final int ALL = EACH * WRITERS.size();

    private UseApplication() {}

    public static void main(String[] args) throws Exception {
        Path clients = Path.of(args[0]);
        for (String writer : WRITERS) {
            write(clients, writer, args[1]);
        }
        System.out.println("viewer read " + read(clients, "viewer", args[1], false));
        System.out.println("checkout read " + read(clients, "checkout", args[1], true));
        turn(clients, args[1], args[2]);
    }

    private static void write(Path clients, String name, String topic) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                properties(clients, name, "producer"), new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < EACH; i++) {
                producer.send(new ProducerRecord<>(topic, name + i, "event " + i))
                        .get();
            }
        }
    }

    private static int read(Path clients, String name, String topic, boolean commits) throws Exception {
        try (KafkaConsumer<String, String> consumer = consumer(clients, name)) {
            consumer.subscribe(List.of(topic));
            int read = 0;
            while (read < ALL) {
                read += consumer.poll(Duration.ofSeconds(5)).count();
                if (commits) {
                    consumer.commitSync();
                }
            }
            return read;
        }
    }

    private static void turn(Path clients, String events, String profiles) throws Exception {
        String name = "profile-builder";
        try (KafkaConsumer<String, String> consumer = consumer(clients, name);
                KafkaProducer<String, String> producer = new KafkaProducer<>(
                        properties(clients, name, "producer"), new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            consumer.subscribe(List.of(events));
            int turned = 0;
            while (turned < ALL) {
                Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
                producer.beginTransaction();
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(5))) {
                    producer.send(new ProducerRecord<>(profiles, record.key(), record.value()));
                    next.put(
                            new TopicPartition(record.topic(), record.partition()),
                            new OffsetAndMetadata(record.offset() + 1));
                    turned++;
                }
                producer.sendOffsetsToTransaction(next, consumer.groupMetadata());
                producer.commitTransaction();
            }
            long committed = consumer.committed(consumer.assignment()).values().stream()
                    .mapToLong(OffsetAndMetadata::offset)
                    .sum();
            System.out.println("profile-builder turned " + turned + ", and its group is at " + committed);
            if (committed != turned) {
                System.exit(1);
            }
        }
    }

    private static KafkaConsumer<String, String> consumer(Path clients, String name) throws IOException {
        return new KafkaConsumer<>(
                properties(clients, name, "consumer"), new StringDeserializer(), new StringDeserializer());
    }

    private static Properties properties(Path clients, String name, String role) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(clients.resolve(name).resolve(role + ".properties"))) {
            properties.load(reader);
        }
        return properties;
    }
}
