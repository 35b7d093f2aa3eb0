package io.trivet.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes numbered records to a cluster, and reads their copies from another until all that was ever acknowledged is
 * there: {@code SOURCE TARGET TOPIC COPY FIRST COUNT [GROUP]}. With a group, it reads half of them as that group where
 * they were written, and waits for its position in the copy. Exit code 1 says that a copy is of nothing that was
 * written, or that the group would read on behind what it has read.
 */
public final class MirrorDrill {
    private final String source;
    private final String target;
    private final String topic;
    private final String copy;

    private MirrorDrill(String source, String target, String topic, String copy) {
        this.source = source;
        this.target = target;
        this.topic = topic;
        this.copy = copy;
    }

    /** Arguments as above. */
    public static void main(String[] args) throws Exception {
        MirrorDrill drill = new MirrorDrill(args[0], args[1], args[2], args[3]);
        int first = Integer.parseInt(args[4]);
        int count = Integer.parseInt(args[5]);
        drill.write(first, count);
        SortedMap<String, Integer> copies = drill.copies(first + count);
        long strange = copies.keySet().stream()
                .filter(value -> Integer.parseInt(value) >= first + count)
                .count();
        long twice = copies.values().stream().filter(times -> times > 1).count();
        System.out.println("copied " + copies.size() + " of " + (first + count) + ", twice " + twice);
        boolean right = strange == 0 && (args.length < 7 || drill.translates(args[6], count / 2));
        System.exit(right ? 0 : 1);
    }

    private void write(int first, int count) throws ExecutionException, InterruptedException {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(client(source, Map.of()), new StringSerializer(), new StringSerializer())) {
            for (int i = first; i < first + count; i++) {
                sent.add(producer.send(new ProducerRecord<>(topic, "" + i, "" + i)));
            }
            producer.flush();
        }
        for (Future<RecordMetadata> each : sent) {
            each.get();
        }
    }

    /** How often each record is in the copy, once all of them are. */
    private SortedMap<String, Integer> copies(int wanted) {
        SortedMap<String, Integer> copies = new TreeMap<>();
        try (KafkaConsumer<String, String> consumer = consumer(target, Map.of("metadata.max.age.ms", "500"))) {
            List<TopicPartition> partitions = List.of();
            while (copies.size() < wanted) {
                List<PartitionInfo> there = consumer.listTopics().getOrDefault(copy, List.of());
                if (there.size() > partitions.size()) {
                    partitions = there.stream()
                            .map(partition -> new TopicPartition(copy, partition.partition()))
                            .toList();
                    consumer.assign(partitions);
                    consumer.seekToBeginning(partitions);
                    copies.clear();
                }
                if (!partitions.isEmpty()) {
                    for (ConsumerRecord<String, String> read : consumer.poll(Duration.ofMillis(500))) {
                        copies.merge(read.value(), 1, Integer::sum);
                    }
                }
            }
        }
        return copies;
    }

    /** Whether the group comes to stand in the copy, and nowhere behind what it has read. */
    private boolean translates(String group, int half) throws ExecutionException, InterruptedException {
        try (KafkaConsumer<String, String> consumer =
                consumer(source, Map.of("group.id", group, "max.poll.records", "50"))) {
            consumer.subscribe(List.of(topic));
            for (int read = 0; read < half; ) {
                read += consumer.poll(Duration.ofSeconds(1)).count();
            }
            consumer.commitSync();
        }
        try (Admin from = Admin.create(client(source, Map.of()));
                Admin to = Admin.create(client(target, Map.of()))) {
            SortedMap<Integer, Long> read = positions(from, group, topic);
            SortedMap<Integer, Long> translated = new TreeMap<>();
            while (!translated.keySet().containsAll(read.keySet())) {
                translated = positions(to, group, copy);
            }
            System.out.println("group " + group + " has read " + read + ", and stands at " + translated);
            boolean behind = false;
            for (Map.Entry<Integer, Long> partition : translated.entrySet()) {
                long end = to.listOffsets(Map.of(new TopicPartition(copy, partition.getKey()), OffsetSpec.latest()))
                        .partitionResult(new TopicPartition(copy, partition.getKey()))
                        .get()
                        .offset();
                behind |= partition.getValue() > Math.min(end, read.getOrDefault(partition.getKey(), 0L));
            }
            return !behind;
        }
    }

    private static SortedMap<Integer, Long> positions(Admin admin, String group, String of)
            throws ExecutionException, InterruptedException {
        SortedMap<Integer, Long> positions = new TreeMap<>();
        for (Map.Entry<TopicPartition, OffsetAndMetadata> position : admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .entrySet()) {
            if (position.getKey().topic().equals(of)) {
                positions.put(position.getKey().partition(), position.getValue().offset());
            }
        }
        return positions;
    }

    private static KafkaConsumer<String, String> consumer(String cluster, Map<String, String> more) {
        Map<String, Object> settings = client(cluster, more);
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", "false");
        return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    }

    private static Map<String, Object> client(String cluster, Map<String, String> more) {
        Map<String, Object> settings = ClusterClient.of(cluster);
        settings.putAll(more);
        return settings;
    }
}
