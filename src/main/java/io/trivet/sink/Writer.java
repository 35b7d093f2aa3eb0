package io.trivet.sink;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Takes records, packs them into batches, keeps a few of these on their way at a time, and knows how far each partition
 * is done. All of it is called by the one thread of a task, which alone hands in and is told; only a {@link Delivery}
 * runs beside it.
 */
final class Writer {
    /** Room for more than an answer takes, after which what was sent is taken for lost. */
    private static final Duration BEYOND_TIMEOUT = Duration.ofSeconds(5);

    /** After which it looks again for answers where no record calls it. */
    private static final Duration LOOK = Duration.ofMillis(50);

    private final SinkSettings settings;
    private final Operations operations;
    private final Deliverer deliverer;
    private final Executor executor;
    private final Refused refused;
    private final LongSupplier nanos;

    private final SortedMap<Long, Flight> running = new TreeMap<>();
    private final BlockingQueue<Landing> landed = new LinkedBlockingQueue<>();
    private SortedMap<Long, Batch> ready = new TreeMap<>();
    private Batch.Filling filling = new Batch.Filling();
    private long fillingSince;
    private Ledger ledger = Ledger.EMPTY;
    private long nextNumber;

    /** Brings a batch to its end, or until it is told to stop. */
    interface Deliverer {
        Delivery.Outcome deliver(Batch batch, CountDownLatch stop) throws InterruptedException;
    }

    /** Hears of a record that is never written, before it counts as done. */
    interface Refused {
        /** Fails: {@code ConnectException}, where such a record must not be passed over. */
        void accept(SinkRecord record, String why);
    }

    private record Flight(Batch batch, CountDownLatch stop) {}

    private record Landing(Batch batch, Delivery.Outcome outcome) {}

    /**
     * A writer of nothing yet.
     *
     * @param executor runs {@code max.in.flight.requests} at a time
     * @param nanos a clock that never goes back
     */
    Writer(SinkSettings settings, Deliverer deliverer, Executor executor, Refused refused, LongSupplier nanos) {
        this.settings = settings;
        this.operations = new Operations(settings);
        this.deliverer = deliverer;
        this.executor = executor;
        this.refused = refused;
        this.nanos = nanos;
    }

    /**
     * Whether it takes more: not while all requests are on their way and another one is full.
     *
     * @param patience for which it waits for room
     */
    boolean hasRoom(Duration patience) throws InterruptedException {
        long end = nanos.getAsLong() + patience.toNanos();
        land();
        while (!ready.isEmpty()) {
            Landing next = landed.poll(Math.max(0, end - nanos.getAsLong()), TimeUnit.NANOSECONDS);
            if (next == null) {
                return false;
            }
            account(next);
            depart();
        }
        return true;
    }

    /** Takes all of them, or fails with a {@code ConnectException} that ends the task. */
    void take(Collection<SinkRecord> records) {
        land();
        for (SinkRecord record : records) {
            Optional<Operation> operation = operation(record);
            if (operation.isPresent() && filling.hasNoRoomFor(operation.get(), settings.batch())) {
                seal();
            }
            if (filling.isEmpty()) {
                fillingSince = nanos.getAsLong();
            }
            filling.take(Origin.of(record));
            operation.ifPresent(filling::add);
            if (filling.isFull(settings.batch())) {
                seal();
            }
        }
        if (!filling.isEmpty() && left(settings.batch().linger()).isZero()) {
            seal();
        }
        depart();
    }

    private Optional<Operation> operation(SinkRecord record) {
        try {
            return operations.of(record);
        } catch (Unwritable e) {
            refused.accept(
                    record, Origin.of(record) + " of topic " + record.topic() + ": the record " + e.getMessage());
            return Optional.empty();
        }
    }

    /** When it wants to be called again, also without records; empty where nothing waits. */
    Optional<Duration> nextLook() {
        boolean waits = !running.isEmpty() || !ready.isEmpty();
        if (filling.isEmpty()) {
            return waits ? Optional.of(LOOK) : Optional.empty();
        }
        Duration left = left(settings.batch().linger());
        return Optional.of(waits && LOOK.compareTo(left) < 0 ? LOOK : left);
    }

    private Duration left(Duration linger) {
        Duration left = linger.minusNanos(nanos.getAsLong() - fillingSince);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /**
     * Up to where a partition is done: its first record that OpenSearch has not taken and that was not refused.
     *
     * @param delivered the offset behind the last record that was handed in, or that a transformation has left out
     */
    long position(TopicPartition partition, long delivered) {
        Batch.Span open = filling.spans().get(partition);
        return ledger.undone(partition)
                .or(() -> Optional.ofNullable(open).map(Batch.Span::first))
                .orElse(delivered);
    }

    /**
     * Forgets these partitions. When it returns nothing of them is on its way, so that another task cannot be overtaken
     * by what this one has sent; what of them was not taken yet is read again by that task. What of other partitions
     * was on its way is sent again.
     */
    void release(Collection<TopicPartition> partitions) throws InterruptedException {
        running.values().forEach(flight -> flight.stop().countDown());
        long end = nanos.getAsLong()
                + settings.login().timeout().plus(BEYOND_TIMEOUT).toNanos();
        while (!running.isEmpty()) {
            Landing next = landed.poll(Math.max(0, end - nanos.getAsLong()), TimeUnit.NANOSECONDS);
            if (next == null) {
                break;
            }
            running.remove(next.batch().number());
            ready.put(next.batch().number(), next.batch().with(unaccounted(next)));
        }
        running.values().forEach(flight -> ready.put(flight.batch().number(), flight.batch()));
        running.clear();
        if (!filling.isEmpty()) {
            seal();
        }
        ledger = ledger.without(partitions);
        SortedMap<Long, Batch> kept = new TreeMap<>();
        ready.forEach((number, batch) -> {
            Batch left = batch.without(partitions);
            if (left.operations().isEmpty()) {
                ledger = ledger.done(number);
            } else {
                kept.put(number, left);
            }
        });
        ready = kept;
    }

    /** What was not taken, in its order; refusals too, since who reads them next is told of them. */
    private static List<Operation> unaccounted(Landing landing) {
        Set<Origin> left = new HashSet<>();
        landing.outcome().undone().forEach(operation -> left.add(operation.origin()));
        landing.outcome()
                .refusals()
                .forEach(refusal -> left.add(refusal.operation().origin()));
        return landing.batch().operations().stream()
                .filter(operation -> left.contains(operation.origin()))
                .toList();
    }

    /** Lets go of all that is on its way, without waiting for it. */
    void stop() {
        running.values().forEach(flight -> flight.stop().countDown());
    }

    private void seal() {
        Batch batch = filling.seal(nextNumber++);
        filling = new Batch.Filling();
        ledger = ledger.taken(batch.number(), batch.spans());
        if (batch.operations().isEmpty()) {
            ledger = ledger.done(batch.number());
        } else {
            ready.put(batch.number(), batch);
        }
    }

    /** In order; one that writes a document of another one on its way waits for that. */
    private void depart() {
        for (Batch next : List.copyOf(ready.values())) {
            if (running.size() >= settings.inFlight() || waitsForAnother(next)) {
                return;
            }
            ready.remove(next.number());
            CountDownLatch stop = new CountDownLatch(1);
            running.put(next.number(), new Flight(next, stop));
            executor.execute(() -> landed.add(new Landing(next, outcome(next, stop))));
        }
    }

    private boolean waitsForAnother(Batch next) {
        return settings.documentId() == DocumentId.KEY
                && running.values().stream().anyMatch(flight -> flight.batch().sharesADocumentWith(next));
    }

    private Delivery.Outcome outcome(Batch batch, CountDownLatch stop) {
        try {
            return deliverer.deliver(batch, stop);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Delivery.Outcome(new ArrayList<>(), batch.operations(), Optional.of("it was interrupted"));
        } catch (RuntimeException | Error e) {
            // Else the task would wait for ever for what has landed nowhere.
            return new Delivery.Outcome(
                    new ArrayList<>(), batch.operations(), Optional.of("this is a bug in Trivet: " + e));
        }
    }

    private void land() {
        for (Landing next = landed.poll(); next != null; next = landed.poll()) {
            account(next);
        }
        depart();
    }

    private void account(Landing landing) {
        long number = landing.batch().number();
        if (running.remove(number) == null) {
            return;
        }
        landing.outcome().failure().ifPresent(why -> {
            throw new ConnectException(why + ". The task stops here and loses nothing: mend it, then restart the task");
        });
        landing.outcome()
                .refusals()
                .forEach(refusal -> refused.accept(refusal.operation().record(), refusal.text()));
        if (!landing.outcome().undone().isEmpty()) {
            throw new AssertionError("a batch ended with "
                    + landing.outcome().undone().size() + " operations undone; this is a bug in Trivet");
        }
        ledger = ledger.done(number);
    }
}
