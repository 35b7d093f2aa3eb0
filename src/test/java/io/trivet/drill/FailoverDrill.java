package io.trivet.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * What applications do that move from a cluster to another one.
 *
 * <p>{@code write BOOTSTRAP TOPIC FIRST COUNT FILE} writes numbered records in transactions, takes others back, so that
 * offsets have gaps, and appends number, partition and offset of each to a file. {@code read BOOTSTRAP GROUP PATTERN
 * COUNT FILE} reads at least so many records as a group, or all where it is 0, commits, and appends their values to a
 * file.
 */
public final class FailoverDrill {
    private static final int TOGETHER = 50;

    private FailoverDrill() {}

    /** Arguments as above. */
    public static void main(String[] args) throws Exception {
        if (args[0].equals("write")) {
            write(args[1], args[2], Integer.parseInt(args[3]), Integer.parseInt(args[4]), Path.of(args[5]));
        } else {
            read(args[1], args[2], Pattern.compile(args[3]), Integer.parseInt(args[4]), Path.of(args[5]));
        }
    }

    private static void write(String cluster, String topic, int first, int count, Path file)
            throws ExecutionException, InterruptedException, IOException {
        List<String> written = new ArrayList<>();
        Map<String, Object> settings = ClusterClient.of(cluster);
        settings.put("transactional.id", "failover-drill");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            for (int from = first; from < first + count; from += TOGETHER) {
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(topic, "" + from, "taken back"))
                        .get();
                producer.abortTransaction();
                producer.beginTransaction();
                List<Future<RecordMetadata>> sent = new ArrayList<>();
                for (int i = from; i < Math.min(from + TOGETHER, first + count); i++) {
                    sent.add(producer.send(new ProducerRecord<>(topic, "" + i, "" + i)));
                }
                for (int i = 0; i < sent.size(); i++) {
                    RecordMetadata record = sent.get(i).get();
                    written.add(from + i + " " + record.partition() + " " + record.offset());
                }
                producer.commitTransaction();
            }
        }
        append(file, written);
        System.out.println("wrote " + count + " from " + first);
    }

    private static void read(String cluster, String group, Pattern topics, int count, Path file) throws IOException {
        Map<String, Object> settings = ClusterClient.of(cluster);
        settings.put("group.id", group);
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", "false");
        settings.put("isolation.level", "read_committed");
        settings.put("max.poll.records", "37");
        // A reader that is killed is a member no longer than must be.
        settings.put("session.timeout.ms", "6000");
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(topics);
            boolean end = false;
            while (!end && (count == 0 || values.size() < count)) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    values.add(record.value());
                }
                consumer.commitSync();
                end = count == 0
                        && !consumer.assignment().isEmpty()
                        && consumer.endOffsets(consumer.assignment()).entrySet().stream()
                                .allMatch(partition -> consumer.position(partition.getKey()) >= partition.getValue());
            }
        }
        append(file, values);
        System.out.println("group " + group + " read " + values.size());
    }

    private static void append(Path file, List<String> lines) throws IOException {
        Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
