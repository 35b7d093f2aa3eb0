package io.trivet.operate.drill;

import io.trivet.kafka.client.ClientVersion;
import io.trivet.kafka.client.ProducerPreset;
import io.trivet.operate.Login;
import io.trivet.operate.drill.History.Phase;
import io.trivet.operate.drill.Write.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.LongSerializer;

/**
 * Producers that write numbered records at a steady rate, and remember what they were told of each.
 *
 * <p>Their settings are those of an application with the preset {@code safe}, so that the silences which a load finds
 * are those of an application.
 */
public final class Load implements AutoCloseable {
    private final Shape shape;
    private final long start = System.nanoTime();
    private final AtomicLong ids = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final ConcurrentSkipListMap<Long, Write> writes = new ConcurrentSkipListMap<>();
    private final List<Phase> phases = new ArrayList<>();
    private final List<KafkaProducer<Long, Long>> producers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean sending = true;

    /**
     * What is written, and where.
     *
     * @param bootstrap of the cluster
     * @param login as whom
     * @param topic that exists
     * @param partitions of the topic
     * @param producers a name each, of the zone in which it would run
     * @param rate records in a second, all producers together
     * @param acks when a record counts as written
     */
    public record Shape(
            String bootstrap, Login login, String topic, int partitions, List<String> producers, int rate, Acks acks) {
        /** Copies the list. */
        public Shape {
            producers = List.copyOf(producers);
        }
    }

    /** When a record counts as written. */
    public enum Acks {
        /** When all replicas in sync have it, as an application with the preset {@code safe}. */
        ALL,
        /** When the leader has it: records are lost with a leader, which is what a loss check must find. */
        LEADER
    }

    /** A load that does not go on. */
    public static final class Stuck extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final String what;

        Stuck(String what) {
            super(what);
            this.what = what;
        }

        /** What was waited for, and how long. */
        String what() {
            return what;
        }
    }

    private Load(Shape shape) {
        this.shape = shape;
        phases.add(new Phase("start", Duration.ZERO));
        for (String name : shape.producers()) {
            KafkaProducer<Long, Long> producer =
                    new KafkaProducer<>(settings(shape, name), new LongSerializer(), new LongSerializer());
            producers.add(producer);
            Thread thread = new Thread(() -> send(name, producer), "load-" + name);
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
    }

    /** Starts to write. */
    public static Load start(Shape shape) {
        return new Load(shape);
    }

    private static SortedMap<String, Object> settings(Shape shape, String name) {
        SortedMap<String, Object> settings = new TreeMap<>(shape.login().settings());
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, shape.bootstrap());
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "load-" + name);
        if (shape.acks() == Acks.ALL) {
            ProducerPreset.SAFE.settings(ClientVersion.CURRENT).forEach(row -> settings.put(row.key(), row.value()));
        } else {
            settings.put(ProducerConfig.ACKS_CONFIG, "1");
            settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
        }
        return settings;
    }

    private void send(String name, KafkaProducer<Long, Long> producer) {
        long interval = 1_000_000_000L * shape.producers().size() / shape.rate();
        long next = System.nanoTime();
        while (sending) {
            long id = ids.incrementAndGet();
            int partition = (int) (id % shape.partitions());
            Duration sent = now();
            Write write = new Write(id, name, partition, sent, new Outcome.Unknown("no answer"));
            writes.put(id, write);
            try {
                producer.send(new ProducerRecord<>(shape.topic(), partition, id, id), (metadata, error) -> {
                    if (error == null) {
                        answered(write, new Outcome.Acknowledged(metadata.offset(), now()));
                        acknowledged.incrementAndGet();
                    } else {
                        answered(write, failed(error));
                    }
                });
            } catch (RuntimeException e) {
                answered(write, failed(e));
            }
            // After a stall it goes on at the same rate, without making up for it.
            next = Math.max(next + interval, System.nanoTime());
            while (sending && System.nanoTime() < next) {
                LockSupport.parkNanos(next - System.nanoTime());
            }
        }
    }

    private void answered(Write write, Outcome outcome) {
        writes.put(write.id(), new Write(write.id(), write.producer(), write.partition(), write.sent(), outcome));
    }

    /**
     * What an error says of the record: refused only where it cannot have left the producer or where no replica can
     * have taken it, at no attempt. Anything else, a time-out above all, may have happened after the record was
     * written.
     */
    static Outcome failed(Exception error) {
        String name = error.getClass().getSimpleName();
        boolean refused = error instanceof RecordTooLargeException
                || error instanceof SerializationException
                || error instanceof InvalidTopicException
                || error instanceof AuthorizationException
                || error instanceof BufferExhaustedException;
        return refused ? new Outcome.Refused(name) : new Outcome.Unknown(name);
    }

    private Duration now() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Begins a part of the load that has figures of its own. */
    public void phase(String name) {
        synchronized (phases) {
            phases.add(new Phase(name, now()));
        }
    }

    /** How many records were handed to the producers until now. */
    public long sent() {
        return ids.get();
    }

    /** How many writes were acknowledged until now. */
    public long acknowledged() {
        return acknowledged.get();
    }

    /**
     * Waits until so many more records are handed to the producers, whatever becomes of them.
     *
     * @throws Stuck if they are not within the time
     */
    public void awaitSent(long more, Duration patience) throws InterruptedException {
        long wanted = sent() + more;
        await(() -> sent() >= wanted, patience, more + " more writes");
    }

    /**
     * Waits until so many more writes are acknowledged.
     *
     * @throws Stuck if they are not within the time
     */
    public void awaitAcknowledged(long more, Duration patience) throws InterruptedException {
        long wanted = acknowledged() + more;
        await(() -> acknowledged() >= wanted, patience, more + " more acknowledged writes");
    }

    static void await(BooleanSupplier condition, Duration patience, String what) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new Stuck("waited " + patience.toSeconds() + " s in vain for " + what);
            }
            Thread.sleep(10);
        }
    }

    /** Stops sending, waits for every answer (two minutes at most, as producers do), and tells what happened. */
    public History stop() throws InterruptedException {
        sending = false;
        Duration end = now();
        for (Thread thread : threads) {
            thread.join();
        }
        producers.forEach(KafkaProducer::close);
        synchronized (phases) {
            return new History(List.copyOf(writes.values()), phases, end);
        }
    }

    /** Stops without waiting for answers, where the history is of no interest any more. */
    @Override
    public void close() {
        sending = false;
        producers.forEach(producer -> producer.close(Duration.ZERO));
    }
}
