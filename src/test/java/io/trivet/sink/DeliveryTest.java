package io.trivet.sink;

import static io.trivet.sink.Records.operation;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class DeliveryTest {
    private static final Pattern ID = Pattern.compile("\"_id\":\"([^\"]*)\"");

    /** Answers in turn, and then that all is well; what it was asked, by the ids of the documents. */
    private final Deque<Bulk> script = new ArrayDeque<>();

    private final List<List<String>> asked = new ArrayList<>();
    private final CountDownLatch stop = new CountDownLatch(1);

    private Bulk.Reply send(byte[] body) throws IOException {
        List<String> ids = ID.matcher(new String(body, StandardCharsets.UTF_8))
                .results()
                .map(found -> found.group(1))
                .toList();
        asked.add(ids);
        Bulk next =
                script.isEmpty() ? ok -> items(ids.stream().map(id -> "201").toArray(String[]::new)) : script.poll();
        return next.send(body);
    }

    /** A status for each, or a status and the type of an error. */
    private static Bulk.Reply items(String... statuses) {
        List<String> items = Arrays.stream(statuses)
                .map(status -> status.split(" "))
                .map(status -> "{\"index\":{\"status\":" + status[0]
                        + (status.length == 1
                                ? ""
                                : ",\"error\":{\"type\":\"" + status[1]
                                        + "\",\"reason\":\"for a reason\",\"caused_by\":{\"reason\":\"of its own\"}}")
                        + "}}")
                .toList();
        return reply(200, "{\"items\":[" + String.join(",", items) + "]}");
    }

    private static Bulk.Reply reply(int status, String body) {
        return new Bulk.Reply(status, body.getBytes(StandardCharsets.UTF_8));
    }

    private static Bulk answering(Bulk.Reply reply) {
        return body -> reply;
    }

    private static Bulk silent() {
        return body -> {
            throw new IOException("connection reset");
        };
    }

    private Delivery.Outcome deliver(Optional<Integer> retries, Operation... operations) throws InterruptedException {
        Backoff none = new Backoff(Duration.ZERO, Duration.ZERO);
        return new Delivery(this::send, new SinkSettings.Retries(retries, none), () -> 1, stop)
                .of(new Batch(0, new TreeMap<>(Batch.BY_NAME), List.of(operations)));
    }

    private Delivery.Outcome deliver(Operation... operations) throws InterruptedException {
        return deliver(Optional.empty(), operations);
    }

    @Test
    void what_is_busy_is_sent_again_and_that_alone() throws InterruptedException {
        script.add(answering(items("201", "429 rejected_execution_exception", "200", "503 unavailable")));
        script.add(answering(items("429 rejected_execution_exception", "201")));

        Delivery.Outcome outcome = deliver(operation(0), operation(1), operation(2), operation(3));

        assertThat(asked)
                .containsExactly(
                        List.of("orders-0-0", "orders-0-1", "orders-0-2", "orders-0-3"),
                        List.of("orders-0-1", "orders-0-3"),
                        List.of("orders-0-1"));
        assertThat(outcome).isEqualTo(new Delivery.Outcome(List.of(), List.of(), Optional.empty()));
    }

    @Test
    void a_request_without_an_answer_and_a_busy_cluster_are_asked_again() throws InterruptedException {
        script.add(silent());
        script.add(answering(reply(503, "<html>no node</html>")));
        script.add(answering(reply(429, "{\"error\":\"slow down\"}")));
        script.add(answering(items("201")));

        Delivery.Outcome outcome = deliver(operation(0), operation(1));

        assertThat(asked).hasSize(5);
        assertThat(outcome.failure()).isEmpty();
        assertThat(outcome.undone()).isEmpty();
    }

    @Test
    void a_document_that_waits_keeps_its_later_writes_waiting_too() throws InterruptedException {
        Operation first = operation(0, "document.id", "key");
        script.add(answering(items("429 rejected_execution_exception", "201", "201")));

        deliver(first, operation(1, "document.id", "key"), first);

        assertThat(asked.get(1)).containsExactly("k0", "k0");
    }

    @Test
    void a_document_that_is_there_is_created_and_one_that_is_gone_deleted() {
        Answer conflict = new Answer(409, "version_conflict_engine_exception", "document already exists");
        Answer missing = new Answer(404, "", "");

        assertThat(conflict.verdict("create")).isEqualTo(Verdict.DONE);
        assertThat(conflict.verdict("update")).isEqualTo(Verdict.AGAIN);
        assertThat(missing.verdict("delete")).isEqualTo(Verdict.DONE);
        assertThat(missing.verdict("index")).isEqualTo(Verdict.STOP);
        assertThat(new Answer(400, "mapper_parsing_exception", "").verdict("index"))
                .isEqualTo(Verdict.REFUSED);
        assertThat(new Answer(400, "index_closed_exception", "").verdict("index"))
                .isEqualTo(Verdict.STOP);
        assertThat(new Answer(403, "security_exception", "").verdict("index")).isEqualTo(Verdict.STOP);
        assertThat(new Answer(500, "", "").verdict("index")).isEqualTo(Verdict.STOP);
    }

    @Test
    void a_refused_record_is_named_with_its_place_its_index_and_the_reason() throws InterruptedException {
        script.add(answering(items("201", "400 mapper_parsing_exception")));

        Delivery.Outcome outcome = deliver(operation(0), operation(12));

        assertThat(outcome.undone()).isEmpty();
        assertThat(outcome.refusals())
                .extracting(Delivery.Refusal::text)
                .containsExactly("orders-0@12 to index orders: OpenSearch refused it with 400"
                        + " mapper_parsing_exception: for a reason; of its own");
    }

    @Test
    void what_concerns_every_record_stops_it() throws InterruptedException {
        script.add(answering(reply(401, "Unauthorized")));
        assertThat(deliver(operation(0), operation(1)).failure())
                .hasValue("orders-0@0 to index orders and 1 more: OpenSearch answered 401: Unauthorized");

        script.add(answering(items("201", "403 security_exception")));
        Delivery.Outcome outcome = deliver(operation(0), operation(1));
        assertThat(outcome.failure())
                .hasValue("orders-0@1 to index orders: OpenSearch answered 403 security_exception: for a reason; of its"
                        + " own");
        assertThat(outcome.undone())
                .extracting(left -> left.origin().toString())
                .containsExactly("orders-0@1");
    }

    @Test
    void a_request_that_is_too_large_is_halved_until_one_document_alone_is() throws InterruptedException {
        Bulk.Reply large = reply(413, "");
        script.add(answering(large));
        script.add(answering(large));
        script.add(answering(large));

        Delivery.Outcome outcome = deliver(operation(0), operation(1), operation(2), operation(3));

        assertThat(asked).extracting(List::size).containsExactly(4, 2, 1, 1, 1, 1);
        assertThat(outcome.refusals())
                .extracting(Delivery.Refusal::text)
                .containsExactly("orders-0@0 to index orders: OpenSearch refused it with 413");
    }

    @Test
    void attempts_without_progress_are_counted_and_progress_begins_anew() throws InterruptedException {
        script.add(silent());
        script.add(answering(items("201", "429 busy")));
        script.add(silent());
        script.add(silent());

        Delivery.Outcome outcome = deliver(Optional.of(1), operation(0), operation(1));

        assertThat(outcome.failure())
                .hasValue(
                        "orders-0@1 to index orders: no answer from OpenSearch: java.io.IOException: connection reset;"
                                + " this was attempt 2, and max.retries allows no further one");
        assertThat(outcome.undone()).hasSize(1);
    }

    @Test
    void one_that_is_stopped_is_not_sent_again() throws InterruptedException {
        script.add(body -> {
            stop.countDown();
            return items("201", "429 busy");
        });

        Delivery.Outcome outcome = deliver(operation(0), operation(1));

        assertThat(asked).hasSize(1);
        assertThat(outcome.failure()).isEmpty();
        assertThat(outcome.undone())
                .extracting(left -> left.origin().toString())
                .containsExactly("orders-0@1");
    }

    @Test
    void an_answer_that_is_none_is_asked_for_again() throws InterruptedException {
        script.add(answering(reply(200, "<html>login</html>")));
        script.add(answering(reply(200, "{\"items\":[]}")));

        assertThat(deliver(operation(0)).failure()).isEmpty();
        assertThat(asked).hasSize(3);
    }

    @Test
    void a_long_reason_is_cut() {
        assertThat(new Answer(400, "x", "y".repeat(2000)).reason())
                .hasSize(1001)
                .endsWith("…");
    }
}
