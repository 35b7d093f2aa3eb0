package io.trivet.sink;

import static io.trivet.sink.Records.FIRST;
import static io.trivet.sink.Records.SECOND;
import static io.trivet.sink.Records.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** Deliveries run when the test lets them, on its own thread. */
final class WriterTest {
    private final List<Runnable> waiting = new ArrayList<>();
    private final List<Batch> sent = new ArrayList<>();
    private final Map<Long, Delivery.Outcome> outcomes = new LinkedHashMap<>();
    private final List<String> refused = new ArrayList<>();
    private boolean deadLetters = true;
    private long nanos;

    private Writer writer(String... told) {
        return new Writer(Records.settings(told), this::deliver, waiting::add, this::refuse, () -> nanos);
    }

    private Delivery.Outcome deliver(Batch batch, CountDownLatch stop) {
        sent.add(batch);
        Delivery.Outcome well = new Delivery.Outcome(List.of(), List.of(), Optional.empty());
        Delivery.Outcome stopped = new Delivery.Outcome(List.of(), batch.operations(), Optional.empty());
        return outcomes.getOrDefault(batch.number(), stop.getCount() == 0 ? stopped : well);
    }

    private void refuse(SinkRecord record, String why) {
        if (!deadLetters) {
            throw new ConnectException(why);
        }
        refused.add(why);
    }

    private void deliver(int which) {
        waiting.remove(which).run();
    }

    private static List<SinkRecord> records(long from, long to) {
        return LongStream.range(from, to).mapToObj(Records::record).toList();
    }

    private List<String> documents(int which) {
        return sent.get(which).operations().stream()
                .map(operation -> operation.document().id())
                .toList();
    }

    @Test
    void a_batch_goes_when_it_has_enough_records() {
        Writer writer = writer("batch.records", "2");

        writer.take(records(0, 5));

        assertThat(waiting).hasSize(2);
        deliver(0);
        assertThat(documents(0)).containsExactly("orders-0-0", "orders-0-1");
    }

    @Test
    void a_batch_goes_when_the_next_record_has_no_room_in_it_and_a_large_one_goes_alone() {
        Writer writer = writer("batch.bytes", "1024");
        String half = "{\"t\":\"" + "x".repeat(500) + "\"}";
        String more = "{\"t\":\"" + "x".repeat(2000) + "\"}";

        writer.take(List.of(
                record(FIRST, 0, null, half),
                record(FIRST, 1, null, half),
                record(FIRST, 2, null, more),
                record(FIRST, 3, null, half)));
        while (!waiting.isEmpty()) {
            deliver(0);
        }

        assertThat(documents(0)).containsExactly("orders-0-0");
        assertThat(documents(1)).containsExactly("orders-0-1");
        assertThat(documents(2)).containsExactly("orders-0-2");
        assertThat(sent).hasSize(3);
    }

    @Test
    void a_batch_goes_when_its_time_is_up_also_without_a_further_record() {
        Writer writer = writer("linger.ms", "500");
        writer.take(records(0, 1));
        assertThat(waiting).isEmpty();
        assertThat(writer.nextLook()).hasValue(Duration.ofMillis(500));

        nanos += Duration.ofMillis(499).toNanos();
        writer.take(List.of());
        assertThat(waiting).isEmpty();
        assertThat(writer.nextLook()).hasValue(Duration.ofMillis(1));

        nanos += Duration.ofMillis(1).toNanos();
        writer.take(List.of());
        assertThat(waiting).hasSize(1);
        assertThat(writer.nextLook()).as("for the answer").hasValue(Duration.ofMillis(50));

        deliver(0);
        writer.take(List.of());
        assertThat(writer.nextLook()).isEmpty();
    }

    @Test
    void a_position_is_that_of_the_first_record_that_is_not_taken() {
        Writer writer = writer("batch.records", "2");
        writer.take(records(0, 5));
        assertThat(writer.position(FIRST, 5)).isZero();

        deliver(1);
        writer.take(List.of());
        assertThat(writer.position(FIRST, 5))
                .as("the second batch is done, the first is not")
                .isZero();

        deliver(0);
        writer.take(List.of());
        assertThat(writer.position(FIRST, 5))
                .as("the fifth record waits for others")
                .isEqualTo(4);

        writer.take(records(5, 6));
        deliver(0);
        writer.take(List.of());
        assertThat(writer.position(FIRST, 9))
                .as("those behind it were left out by a transformation")
                .isEqualTo(9);
    }

    @Test
    void no_more_is_taken_while_all_are_on_their_way_and_another_one_is_full() throws InterruptedException {
        Writer writer = writer("batch.records", "1", "max.in.flight.requests", "2");
        writer.take(records(0, 2));
        assertThat(writer.hasRoom(Duration.ZERO)).isTrue();

        writer.take(records(2, 4));

        assertThat(waiting).hasSize(2);
        assertThat(writer.hasRoom(Duration.ZERO)).isFalse();
        deliver(0);
        assertThat(writer.hasRoom(Duration.ZERO)).isFalse();
        deliver(0);
        assertThat(writer.hasRoom(Duration.ZERO)).isTrue();
        assertThat(waiting).hasSize(2);
    }

    @Test
    void writes_of_one_document_are_never_on_their_way_together() {
        Writer writer = writer("batch.records", "1", "document.id", "key");

        writer.take(List.of(record(FIRST, 0, "a", "{}"), record(FIRST, 1, "b", "{}"), record(FIRST, 2, "a", "{}")));

        assertThat(waiting).hasSize(2);
        deliver(1);
        writer.take(List.of());
        assertThat(waiting).hasSize(1);
        deliver(0);
        writer.take(List.of());
        assertThat(waiting).hasSize(1);
    }

    @Test
    void a_refused_record_is_handed_on_and_done() {
        Writer writer = writer("batch.records", "2");
        Operation bad = Records.operation(1);
        outcomes.put(
                0L,
                new Delivery.Outcome(
                        List.of(new Delivery.Refusal(bad, new Answer(400, "mapper_parsing_exception", "no number"))),
                        List.of(),
                        Optional.empty()));
        writer.take(records(0, 2));
        deliver(0);

        writer.take(List.of());

        assertThat(refused)
                .containsExactly(
                        "orders-0@1 to index orders: OpenSearch refused it with 400 mapper_parsing_exception: no"
                                + " number");
        assertThat(writer.position(FIRST, 2)).isEqualTo(2);
    }

    @Test
    void a_refused_record_that_must_not_be_passed_over_stays_undone() {
        deadLetters = false;
        Writer writer = writer("batch.records", "1");
        outcomes.put(
                0L,
                new Delivery.Outcome(
                        List.of(new Delivery.Refusal(Records.operation(0), new Answer(400, "x", ""))),
                        List.of(),
                        Optional.empty()));
        writer.take(records(0, 2));
        deliver(0);
        deliver(0);

        assertThatThrownBy(() -> writer.take(List.of()))
                .isInstanceOf(ConnectException.class)
                .hasMessage("orders-0@0 to index orders: OpenSearch refused it with 400 x");
        assertThat(writer.position(FIRST, 2)).isZero();
    }

    @Test
    void a_record_that_is_no_document_is_named_and_done_with_those_around_it() {
        Writer writer = writer("batch.records", "2");

        writer.take(List.of(record(0), record(FIRST, 1, null, "no json"), record(2)));
        deliver(0);
        writer.take(List.of());

        assertThat(documents(0)).containsExactly("orders-0-0", "orders-0-2");
        assertThat(refused).hasSize(1);
        assertThat(refused.get(0)).startsWith("orders-0@1 of topic orders: the record has a value that is no JSON at");
        assertThat(writer.position(FIRST, 3)).isEqualTo(3);
    }

    @Test
    void records_that_ask_for_nothing_are_done_when_all_before_them_are() {
        Writer writer = writer("null.values", "ignore", "linger.ms", "0");

        writer.take(List.of(record(FIRST, 0, "k", null), record(FIRST, 1, "k", null)));

        assertThat(waiting).isEmpty();
        assertThat(writer.position(FIRST, 2)).isEqualTo(2);
    }

    @Test
    void a_failure_ends_the_task_and_leaves_its_records_undone() {
        Writer writer = writer("batch.records", "1");
        outcomes.put(
                0L,
                new Delivery.Outcome(
                        List.of(), List.of(Records.operation(0)), Optional.of("orders-0@0 to index orders: 401")));
        writer.take(records(0, 1));
        deliver(0);

        assertThatThrownBy(() -> writer.take(List.of()))
                .isInstanceOf(ConnectException.class)
                .hasMessage("orders-0@0 to index orders: 401. The task stops here and loses nothing: mend it, then"
                        + " restart the task");
        assertThat(writer.position(FIRST, 1)).isZero();
    }

    @Test
    void a_bug_in_a_delivery_ends_the_task_too() {
        Writer writer = new Writer(
                Records.settings("batch.records", "1"),
                (batch, stop) -> {
                    throw new IllegalStateException("oh");
                },
                Runnable::run,
                this::refuse,
                () -> nanos);

        assertThatThrownBy(() -> {
                    writer.take(records(0, 1));
                    writer.take(List.of());
                })
                .isInstanceOf(ConnectException.class)
                .hasMessageStartingWith("this is a bug in Trivet: java.lang.IllegalStateException: oh");
    }

    /** The stop that a delivery is told is seen by those that run when the test lets them, here within release. */
    @Test
    void partitions_that_are_given_up_are_forgotten_and_the_others_sent_again() throws InterruptedException {
        Writer writer = new Writer(
                Records.settings("batch.records", "4", "max.in.flight.requests", "1"),
                (batch, stop) -> {
                    stop.await();
                    return new Delivery.Outcome(
                            List.of(),
                            batch.operations().subList(1, batch.operations().size()),
                            Optional.empty());
                },
                work -> new Thread(work).start(),
                this::refuse,
                () -> nanos);
        writer.take(List.of(
                record(FIRST, 0, null, "{}"),
                record(FIRST, 1, null, "{}"),
                record(SECOND, 7, null, "{}"),
                record(SECOND, 8, null, "{}"),
                record(SECOND, 9, null, "{}")));

        writer.release(List.of(FIRST));

        assertThat(writer.position(FIRST, 33))
                .as("nothing is known of it any more")
                .isEqualTo(33);
        assertThat(writer.position(SECOND, 10)).isEqualTo(7);
        assertThat(writer.hasRoom(Duration.ZERO))
                .as("two batches wait, and one may go")
                .isFalse();
        writer.release(List.of(SECOND));
        assertThat(writer.hasRoom(Duration.ZERO)).isTrue();
        assertThat(writer.nextLook()).isEmpty();
    }
}
