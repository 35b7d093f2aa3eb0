package io.trivet.drill;

import java.nio.file.Path;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes to a topic until a broker says that it slows the user down: {@code AwaitThrottle <properties of a client>
 * <topic>}.
 */
public final class AwaitThrottle {
    private static final int BYTES = 100_000;
    private static final int RECORDS = 1000;

    private AwaitThrottle() {}

    public static void main(String[] args) throws Exception {
        try (var producer = new KafkaProducer<>(
                TryRights.settings(Path.of(args[0])), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < RECORDS && throttled(producer) == 0; i++) {
                // One after the other would be too slow for the quota of each broker where the machine is busy.
                producer.send(new ProducerRecord<>(args[1], new byte[BYTES]));
            }
            System.out.println("slowed down: " + (throttled(producer) > 0));
        }
    }

    /** Milliseconds for which a broker held an answer back, the longest of the last half minute. */
    private static double throttled(KafkaProducer<byte[], byte[]> producer) {
        return producer.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("produce-throttle-time-max"))
                .mapToDouble(metric -> (double) metric.metricValue())
                .filter(millis -> !Double.isNaN(millis))
                .max()
                .orElse(0);
    }
}
