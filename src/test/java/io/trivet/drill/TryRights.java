package io.trivet.drill;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes to a topic and reads it as a user, and says of each what came of it, {@code yes} or the name of Kafka's error:
 * {@code TryRights <properties of a client> <topic> <group>}.
 */
public final class TryRights {
    private static final Duration SOON = Duration.ofSeconds(30);

    private TryRights() {}

    public static void main(String[] args) throws Exception {
        SortedMap<String, Object> client = settings(Path.of(args[0]));
        client.put("auto.offset.reset", "earliest");
        client.put("group.id", args[2]);
        String write = said(() -> {
            try (var producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
                byte[] value = "a record".getBytes(StandardCharsets.UTF_8);
                return producer.send(new ProducerRecord<>(args[1], value)).get(SOON.toSeconds(), TimeUnit.SECONDS);
            }
        });
        String read = said(() -> {
            try (var consumer = new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                consumer.subscribe(List.of(args[1]));
                long end = System.nanoTime() + SOON.toNanos();
                while (consumer.poll(Duration.ofMillis(200)).isEmpty()) {
                    if (System.nanoTime() > end) {
                        throw new IllegalStateException("nothing came");
                    }
                }
                return true;
            }
        });
        System.out.println("write: " + write + ", read: " + read);
    }

    /** What a file says, as the tools of Kafka read it. */
    static SortedMap<String, Object> settings(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        SortedMap<String, Object> settings = new TreeMap<>();
        properties.forEach((key, value) -> settings.put(key.toString(), value));
        return settings;
    }

    private static String said(Callable<?> attempt) throws Exception {
        try {
            attempt.call();
            return "yes";
        } catch (ExecutionException e) {
            return e.getCause().getClass().getSimpleName();
        } catch (RuntimeException e) {
            return e.getClass().getSimpleName();
        }
    }
}
