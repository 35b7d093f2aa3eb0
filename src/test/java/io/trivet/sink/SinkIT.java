package io.trivet.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trivet.edge.local.artifact.Coordinates;
import io.trivet.kafka.KafkaVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Workers of both versions of Kafka, one after the other, with the packed connector, a broker, and a node of
 * OpenSearch, each a process that is killed.
 */
final class SinkIT {
    private static final int RECORDS = 30_000;
    private static final int PARTITIONS = 3;

    /** So many are written before anything dies, each time. */
    private static final int SOME = 3000;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private final List<Process> processes = new ArrayList<>();
    private OpenSearchProcess openSearch;
    private String broker;
    private URI rest;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        openSearch = new OpenSearchProcess(folder);
        broker = "127.0.0.1:" + free();
        rest = URI.create("http://127.0.0.1:" + free());
        startBroker();
    }

    @AfterEach
    void stop() throws InterruptedException {
        openSearch.close();
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void startBroker() throws IOException {
        String controller = "127.0.0.1:" + free();
        Path data = Files.createDirectory(folder.resolve("broker"));
        // As the formatting of its folder leaves it, which would be one more process.
        Files.writeString(data.resolve("meta.properties"), """
                version=1
                cluster.id=MkU3OEVBNTcwNTJENDM2Qg
                node.id=1
                directory.id=cGFydGl0aW9uMDAwMDAwMQ
                """);
        Path file = Files.writeString(
                folder.resolve("server.properties"), """
                process.roles=broker,controller
                node.id=1
                listeners=PLAINTEXT://%s,CONTROLLER://%s
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                controller.listener.names=CONTROLLER
                controller.quorum.voters=1@%s
                log.dirs=%s
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=1
                group.initial.rebalance.delay.ms=0
                group.min.session.timeout.ms=1000
                """.formatted(broker, controller, controller, data));
        processes.add(Jvm.start(
                folder.resolve("broker.log"),
                Jvm.jars(Coordinates.kafka(KafkaVersion.V4_3_1)),
                "kafka.Kafka",
                List.of("-Xmx512m"),
                List.of(file.toString())));
    }

    private Process startWorker(KafkaVersion version) throws IOException {
        Path worker = Files.writeString(folder.resolve("worker.properties"), """
                bootstrap.servers=%s
                listeners=%s
                key.converter=org.apache.kafka.connect.storage.StringConverter
                value.converter=org.apache.kafka.connect.storage.StringConverter
                offset.storage.file.filename=%s
                offset.flush.interval.ms=500
                plugin.path=%s
                plugin.discovery=service_load
                consumer.session.timeout.ms=3000
                consumer.heartbeat.interval.ms=500
                consumer.metadata.max.age.ms=1000
                """.formatted(
                broker, rest, folder.resolve("offsets"), Path.of("target/sink").toAbsolutePath()));
        String common = """
                connector.class=io.trivet.sink.OpenSearchSink
                connection.url=%s
                connection.username=writer
                connection.password=no-secret
                retry.backoff.max.ms=500
                """.formatted(openSearch.address());
        Path orders = Files.writeString(folder.resolve("orders.properties"), common + """
                name=orders
                topics=orders
                tasks.max=1
                batch.records=20
                max.in.flight.requests=2
                write.operation=create
                errors.tolerance=all
                errors.deadletterqueue.topic.name=orders-dead-letters
                errors.deadletterqueue.topic.replication.factor=1
                errors.deadletterqueue.context.headers.enable=true
                """);
        Path profiles = Files.writeString(folder.resolve("profiles.properties"), common + """
                name=profiles
                topics=profiles
                tasks.max=1
                topic.indices=profiles:people
                document.id=key
                write.operation=upsert
                null.values=delete
                value.converter=org.apache.kafka.connect.json.JsonConverter
                value.converter.schemas.enable=false
                """);
        Process process = Jvm.start(
                folder.resolve("worker-" + version.text() + ".log"),
                Jvm.jars(Coordinates.connect(version)),
                "org.apache.kafka.connect.cli.ConnectStandalone",
                List.of("-Xmx512m"),
                List.of(worker.toString(), orders.toString(), profiles.toString()));
        processes.add(process);
        return process;
    }

    @Test
    void what_dies_in_the_middle_loses_nothing_and_doubles_nothing() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
            admin.createTopics(List.of(
                            new NewTopic("orders", PARTITIONS, (short) 1),
                            new NewTopic("profiles", 1, (short) 1),
                            new NewTopic("orders-dead-letters", 1, (short) 1)))
                    .all()
                    .get();
        }
        Process worker = startWorker(KafkaVersion.V3_9_2);
        openSearch.awaitReady();
        openSearch.ask("PUT", "/orders", "{\"mappings\": {\"properties\": {\"n\": {\"type\": \"long\"}}}}");
        write();

        long before = written(SOME);
        worker.destroyForcibly().waitFor();
        assertThat(before).isLessThan(RECORDS);

        startWorker(KafkaVersion.V4_3_1);
        // With those that the first one had written and not committed, which come once more.
        long then = written(written(0) + SOME);
        openSearch.kill();
        assertThat(then).isLessThan(RECORDS);
        openSearch.start();
        openSearch.awaitReady();

        await("all orders", () -> openSearch.count("orders") >= RECORDS);
        List<ConsumerRecord<String, String>> deadLetters = deadLetters();
        JsonNode sum = openSearch.ask(
                "POST",
                "/orders/_search?size=0",
                "{\"track_total_hits\": true, \"aggs\": {\"sum\": {\"sum\": {\"field\": \"n\"}}}}");
        assertThat(sum.at("/hits/total/value").asLong()).isEqualTo(RECORDS);
        assertThat(sum.at("/aggregations/sum/value").asLong()).isEqualTo((long) RECORDS * (RECORDS - 1) / 2);
        assertThat(deadLetters).extracting(ConsumerRecord::value).containsOnly("{\"n\": \"a poison\"}");
        assertThat(new String(
                        deadLetters
                                .get(0)
                                .headers()
                                .lastHeader("__connect.errors.exception.message")
                                .value(),
                        StandardCharsets.UTF_8))
                .startsWith("orders-0@")
                .contains(" to index orders: OpenSearch refused it with 400 mapper_parsing_exception: failed to parse"
                        + " field [n] of type [long]");
        await("the profiles", () -> openSearch.count("people") == 1);
        assertThat(openSearch.ask("GET", "/people/_doc/ada", "").path("_source"))
                .isEqualTo(JSON.readTree("{\"name\": \"Ada\", \"born\": 1815}"));
        await("committed positions", this::allIsCommitted);
        for (String connector : List.of("orders", "profiles")) {
            assertThat(status(connector).at("/tasks/0/state").asText()).isEqualTo("RUNNING");
        }
        for (String log : List.of("worker-3.9.2.log", "worker-4.3.1.log")) {
            assertThat(Files.readString(folder.resolve(log))).doesNotContain("no-secret");
        }
    }

    private static final String INDEXED = "/_all/primaries/indexing/index_total";

    /** How many documents OpenSearch was told to write, once it is more than that. */
    private long written(long more) throws Exception {
        long[] written = new long[1];
        await("more than " + more + " documents", () -> {
            written[0] = openSearch
                    .ask("GET", "/orders/_stats/indexing", "")
                    .at(INDEXED)
                    .asLong();
            return written[0] > more;
        });
        return written[0];
    }

    private interface Condition {
        boolean holds() throws IOException, InterruptedException, ExecutionException;
    }

    private static void await(String what, Condition condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("waiting for " + what).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private void write() {
        Properties client = new Properties();
        client.put("bootstrap.servers", broker);
        client.put("linger.ms", "20");
        try (var producer = new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
            for (int n = 0; n < RECORDS; n++) {
                producer.send(new ProducerRecord<>("orders", n % PARTITIONS, null, "{\"n\": " + n + "}"));
                if (n == RECORDS / 2) {
                    producer.send(new ProducerRecord<>("orders", 0, null, "{\"n\": \"a poison\"}"));
                }
            }
            producer.send(new ProducerRecord<>("profiles", "ada", "{\"name\": \"Ada\"}"));
            producer.send(new ProducerRecord<>("profiles", "bob", "{\"name\": \"Bob\"}"));
            producer.send(new ProducerRecord<>("profiles", "ada", "{\"born\": 1815}"));
            producer.send(new ProducerRecord<>("profiles", "bob", null));
        }
    }

    /** At least one: a dead letter is written once more where a worker dies before it has committed. */
    private List<ConsumerRecord<String, String>> deadLetters() throws Exception {
        Properties client = new Properties();
        client.put("bootstrap.servers", broker);
        List<ConsumerRecord<String, String>> found = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(client, new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition("orders-dead-letters", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            await("a dead letter", () -> {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
                return !found.isEmpty();
            });
        }
        return found;
    }

    /** Each partition to its end, the record among the dead letters too. */
    private boolean allIsCommitted() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
            long committed =
                    admin
                            .listConsumerGroupOffsets("connect-orders")
                            .partitionsToOffsetAndMetadata()
                            .get()
                            .values()
                            .stream()
                            .mapToLong(offset -> offset.offset())
                            .sum();
            return committed == RECORDS + 1;
        }
    }

    private JsonNode status(String connector) throws IOException, InterruptedException {
        return JSON.readTree(CLIENT.send(
                        HttpRequest.newBuilder(rest.resolve("/connectors/" + connector + "/status"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body());
    }
}
