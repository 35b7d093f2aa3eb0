package io.trivet.drill;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Uses rendered client files as programs do, with nothing but the environment beside them: {@code UseClientFiles
 * <folder> <topic>} writes a record and reads it back.
 */
public final class UseClientFiles {
    private UseClientFiles() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        try (Admin admin = Admin.create(read(folder.resolve("admin.properties")))) {
            System.out.println("admin sees " + admin.listTopics().names().get().contains(args[1]));
        }
        RecordMetadata written;
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                read(folder.resolve("producer.properties")), new StringSerializer(), new StringSerializer())) {
            written =
                    producer.send(new ProducerRecord<>(args[1], "key", "value")).get();
        }
        TopicPartition partition = new TopicPartition(args[1], written.partition());
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                read(folder.resolve("consumer.properties")), new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, written.offset());
            ConsumerRecords<String, String> read = consumer.poll(Duration.ofSeconds(20));
            System.out.println("read " + read.iterator().next().value());
        }
    }

    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }
}
