package io.trivet.edge.local.cluster;

import io.trivet.kafka.Replicas;
import io.trivet.layout.PlannedTopic;
import io.trivet.operate.Failure;
import io.trivet.operate.LiveCluster;
import io.trivet.operate.Login;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The proof that a cluster serves: from each zone, one record per partition of a topic is written with {@code acks=all}
 * and read back at the offset that was acknowledged. Partition {@code n - 1} is led by broker {@code n} and copied in
 * the next zones, so that every broker leads.
 */
final class Probe {
    /** The topic of the probe; short-lived records in small segments. */
    static final String TOPIC = "trivet.probe";

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Probe() {}

    /** The topic as Kafka is asked for it. */
    static NewTopic topic(List<Integer> brokers) {
        SortedMap<Integer, List<Integer>> assignment = new TreeMap<>();
        for (int partition = 0; partition < brokers.size(); partition++) {
            List<Integer> replicas = new ArrayList<>();
            for (int i = 0; i < Replicas.over(brokers.size()); i++) {
                replicas.add(brokers.get((partition + i) % brokers.size()));
            }
            assignment.put(partition, replicas);
        }
        return new NewTopic(TOPIC, assignment).configs(planned(brokers.size()).settings());
    }

    /** The topic as it is among so many brokers. */
    static PlannedTopic planned(int brokers) {
        SortedMap<String, String> settings = new TreeMap<>();
        settings.put("retention.ms", "3600000");
        settings.put("segment.bytes", "1048576");
        return new PlannedTopic(TOPIC, brokers, Replicas.over(brokers), settings);
    }

    /** Writes and reads from every zone at once; fails with what did not come back. */
    static void run(String bootstrap, Login login, List<String> zones) throws Failure, InterruptedException {
        ExecutorService clients = Executors.newFixedThreadPool(zones.size(), task -> {
            Thread thread = new Thread(task, "probe");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<?>> running = new ArrayList<>();
            for (String zone : zones) {
                running.add(clients.submit(() -> {
                    probe(bootstrap, login, zone);
                    return null;
                }));
            }
            for (int i = 0; i < zones.size(); i++) {
                await(running.get(i), zones.get(i));
            }
        } finally {
            clients.shutdownNow();
        }
    }

    private static void await(Future<?> probe, String zone) throws Failure, InterruptedException {
        try {
            probe.get();
        } catch (ExecutionException e) {
            throw new Failure(Problem.error(
                            "probe-failed",
                            Place.ofPath(zone),
                            "a client in " + zone + " that could not write and read " + TOPIC + " (" + e.getCause()
                                    + ")")
                    .must("be served with acks=all in every partition")
                    .mend("run trivet local status; the logs of the nodes say more"));
        }
    }

    private static void probe(String bootstrap, Login login, String zone)
            throws InterruptedException, ExecutionException {
        String value = zone + " " + ProcessHandle.current().pid() + " " + System.nanoTime();
        SortedMap<Integer, Long> written = write(bootstrap, login, zone, value);
        SortedMap<String, Object> settings = LiveCluster.client(bootstrap, login, "trivet-probe-reader-" + zone);
        settings.put("client.rack", zone);
        settings.put("auto.offset.reset", "none");
        settings.put("enable.auto.commit", "false");
        settings.put("fetch.max.wait.ms", "50");
        try (KafkaConsumer<String, String> reader =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            reader.assign(written.keySet().stream().map(Probe::partition).collect(Collectors.toList()));
            written.forEach((partition, offset) -> reader.seek(partition(partition), offset));
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!written.isEmpty()) {
                for (ConsumerRecord<String, String> read : reader.poll(POLL)) {
                    Long offset = written.get(read.partition());
                    if (offset != null && read.offset() == offset) {
                        if (!read.value().equals(value)) {
                            throw new KafkaException("another record at offset " + offset + " of partition "
                                    + read.partition() + " than was acknowledged there");
                        }
                        written.remove(read.partition());
                        reader.pause(List.of(partition(read.partition())));
                    }
                }
                if (System.nanoTime() > end) {
                    throw new KafkaException("nothing came back from the partitions " + written.keySet());
                }
            }
        }
    }

    private static SortedMap<Integer, Long> write(String bootstrap, Login login, String zone, String value)
            throws InterruptedException, ExecutionException {
        SortedMap<String, Object> settings = LiveCluster.client(bootstrap, login, "trivet-probe-writer-" + zone);
        settings.put("acks", "all");
        // One record a partition can neither be doubled nor reordered, and ids of producers take the cluster a moment.
        settings.put("enable.idempotence", "false");
        settings.put("linger.ms", "0");
        settings.put("delivery.timeout.ms", String.valueOf(PATIENCE.toMillis()));
        settings.put("max.block.ms", String.valueOf(PATIENCE.toMillis()));
        try (KafkaProducer<String, String> writer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            int partitions = writer.partitionsFor(TOPIC).size();
            for (int partition = 0; partition < partitions; partition++) {
                sent.add(writer.send(new ProducerRecord<>(TOPIC, partition, zone, value)));
            }
            SortedMap<Integer, Long> written = new TreeMap<>();
            for (Future<RecordMetadata> acknowledged : sent) {
                RecordMetadata record = acknowledged.get();
                written.put(record.partition(), record.offset());
            }
            return written;
        }
    }

    private static TopicPartition partition(int number) {
        return new TopicPartition(TOPIC, number);
    }
}
