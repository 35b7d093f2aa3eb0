package io.trivet.sink;

import static io.trivet.sink.Records.FIRST;
import static io.trivet.sink.Records.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A task as a worker drives it, with a server that takes each document but the one with {@code bad}. */
final class OpenSearchSinkTaskTest {
    private final OpenSearchSinkTask task = new OpenSearchSinkTask();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            List<String> lines = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            List<String> items = new ArrayList<>();
            for (int document = 1; document < lines.size(); document += 2) {
                items.add(
                        lines.get(document).contains("bad")
                                ? "{\"index\":{\"status\":400,\"error\":{\"type\":\"mapper_parsing_exception\",\"reason\":\"no"
                                        + " number\"}}}"
                                : "{\"index\":{\"status\":201}}");
            }
            byte[] answer = ("{\"items\":[" + String.join(",", items) + "]}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        task.stop();
        server.stop(0);
    }

    private void start(Optional<ErrantRecordReporter> deadLetters) {
        task.initialize(new Context(deadLetters));
        task.start(Records.told(
                "connection.url", "http://127.0.0.1:" + server.getAddress().getPort(), "linger.ms", "0"));
    }

    private long committed(long delivered) {
        return task.preCommit(Map.of(FIRST, new OffsetAndMetadata(delivered)))
                .get(FIRST)
                .offset();
    }

    @Test
    void what_was_taken_is_committed_and_what_was_refused_is_a_dead_letter() {
        List<String> deadLetters = new ArrayList<>();
        start(Optional.of((record, why) -> {
            deadLetters.add(record.kafkaOffset() + " " + why.getMessage());
            return CompletableFuture.completedFuture(null);
        }));

        task.put(List.of(record(0), record(FIRST, 1, null, "{\"bad\": 1}"), record(FIRST, 2, null, "no json")));
        while (committed(3) < 3) {
            task.put(List.of());
        }

        assertThat(deadLetters).hasSize(2);
        assertThat(deadLetters.get(0))
                .startsWith("2 orders-0@2 of topic orders: the record has a value that is no JSON");
        assertThat(deadLetters.get(1))
                .isEqualTo("1 orders-0@1 to index orders: OpenSearch refused it with 400 mapper_parsing_exception: no"
                        + " number");
    }

    @Test
    void without_dead_letters_the_task_fails_at_the_record_and_does_not_pass_it() {
        start(Optional.empty());
        task.put(List.of(record(0), record(FIRST, 1, null, "{\"bad\": 1}")));

        assertThatThrownBy(() -> {
                    while (committed(2) < 2) {
                        task.put(List.of());
                    }
                })
                .isInstanceOf(ConnectException.class)
                .hasMessage("orders-0@1 to index orders: OpenSearch refused it with 400 mapper_parsing_exception: no"
                        + " number. The task stops here and loses nothing: mend the record or the mapping of the index,"
                        + " then restart the task; or give the connector a topic of dead letters (errors.tolerance=all,"
                        + " errors.deadletterqueue.topic.name) for such records");
        assertThat(committed(2)).isZero();
    }

    @Test
    void a_partition_that_is_given_up_is_committed_no_further_than_it_was_taken() {
        start(Optional.empty());
        server.stop(0);
        task.put(List.of(record(5), record(6)));
        assertThat(committed(7)).isEqualTo(5);

        task.close(List.of(FIRST));
        task.put(List.of());

        assertThat(committed(5)).as("as Connect says, which begins it anew").isEqualTo(5);
    }

    /** What a worker gives a task. */
    private record Context(Optional<ErrantRecordReporter> deadLetters) implements SinkTaskContext {
        @Override
        public Map<String, String> configs() {
            return Map.of();
        }

        @Override
        public void offset(Map<TopicPartition, Long> offsets) {}

        @Override
        public void offset(TopicPartition partition, long offset) {}

        @Override
        public void timeout(long millis) {}

        @Override
        public Set<TopicPartition> assignment() {
            return Set.of(FIRST);
        }

        @Override
        public void pause(TopicPartition... partitions) {}

        @Override
        public void resume(TopicPartition... partitions) {}

        @Override
        public void requestCommit() {}

        @Override
        public ErrantRecordReporter errantRecordReporter() {
            return deadLetters.orElse(null);
        }

        @Override
        public PluginMetrics pluginMetrics() {
            return null;
        }
    }
}
