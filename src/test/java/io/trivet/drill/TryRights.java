package io.trivet.drill;

import io.trivet.operate.LiveCluster;
import io.trivet.operate.Login;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
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
 * {@code TryRights <bootstrap> <user> <password> <topic> <group>}.
 */
public final class TryRights {
    private static final Duration SOON = Duration.ofSeconds(30);

    private TryRights() {}

    public static void main(String[] args) throws Exception {
        SortedMap<String, Object> client = LiveCluster.client(args[0], Login.NONE, "rights");
        client.put("security.protocol", "SASL_PLAINTEXT");
        client.put("sasl.mechanism", "SCRAM-SHA-512");
        client.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + args[1]
                        + "\" password=\"" + args[2] + "\";");
        client.put("auto.offset.reset", "earliest");
        client.put("group.id", args[4]);
        String write = said(() -> {
            try (var producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
                byte[] value = "a record".getBytes(StandardCharsets.UTF_8);
                return producer.send(new ProducerRecord<>(args[3], value)).get(SOON.toSeconds(), TimeUnit.SECONDS);
            }
        });
        String read = said(() -> {
            try (var consumer = new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                consumer.subscribe(List.of(args[3]));
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
