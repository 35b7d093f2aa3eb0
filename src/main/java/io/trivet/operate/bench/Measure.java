package io.trivet.operate.bench;

import io.trivet.operate.Failure;
import io.trivet.operate.LiveCluster;
import io.trivet.operate.Login;
import io.trivet.operate.ScratchTopic;
import java.time.Duration;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Measures one producer on a topic: first as fast as it can, then at a pace that leaves room. */
final class Measure {
    /** Records a second at which it is measured how long one takes. */
    static final int PACE = 5_000;

    private static final int PACED = 2 * PACE;
    /** Sent before anything counts: connections, ids of producers, and code that is compiled. */
    private static final int WARM = 20_000;

    private static final int IN_TRANSACTION = 10_000;
    private static final int IN_PACED_TRANSACTION = 500;
    private static final long NANOS_EACH = 1_000_000_000L / PACE;

    private final ScratchTopic topic;
    private final String bootstrap;
    private final Login login;
    private final Payload payload;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    Measure(ScratchTopic topic, String bootstrap, Login login, Payload payload) {
        this.topic = topic;
        this.bootstrap = bootstrap;
        this.login = login;
        this.payload = payload;
    }

    /** The figures of a candidate that sends so many records. */
    Figures of(Candidate candidate, int records) throws Failure, InterruptedException {
        SortedMap<String, Object> settings = LiveCluster.client(bootstrap, login, "trivet-bench-" + candidate.name());
        settings.putAll(candidate.settings());
        if (candidate.transactional()) {
            settings.put("transactional.id", "trivet-bench");
        }
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        Duration close = Duration.ZERO;
        try {
            if (candidate.transactional()) {
                producer.initTransactions();
            }
            long before = topic.bytes();
            flood(producer, candidate.transactional(), WARM);
            long start = System.nanoTime();
            flood(producer, candidate.transactional(), records);
            double seconds = (System.nanoTime() - start) / 1e9;
            double bytes = (double) (topic.bytes() - before) / (WARM + records);
            long[] nanos = candidate.transactional() ? pacedInTransactions(producer) : paced(producer);
            Figures figures = new Figures(bytes, records / seconds, Figures.p99(nanos));
            close = Duration.ofSeconds(30);
            return figures;
        } catch (InterruptException e) {
            // Kafka's client turns the one into the other, and sets the mark again that it was.
            Thread.interrupted();
            throw new InterruptedException();
        } finally {
            producer.close(close);
        }
    }

    private void flood(KafkaProducer<byte[], byte[]> producer, boolean transactional, int records) {
        for (int i = 0; i < records; i++) {
            if (transactional && i % IN_TRANSACTION == 0) {
                producer.beginTransaction();
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptException("interrupted while records were sent");
            }
            send(producer, i);
            if (transactional && (i % IN_TRANSACTION == IN_TRANSACTION - 1 || i == records - 1)) {
                producer.commitTransaction();
            }
        }
        producer.flush();
        check();
    }

    private void send(KafkaProducer<byte[], byte[]> producer, int number) {
        producer.send(new ProducerRecord<>(topic.name(), payload.value(number)), (written, e) -> {
            if (e != null) {
                failure.compareAndSet(null, e);
            }
        });
    }

    private void check() {
        Exception thrown = failure.get();
        if (thrown != null) {
            throw new KafkaException("a record was not acknowledged", thrown);
        }
    }

    private long[] paced(KafkaProducer<byte[], byte[]> producer) {
        long[] nanos = new long[PACED];
        long start = System.nanoTime();
        for (int i = 0; i < PACED; i++) {
            int number = i;
            long sent = at(start, i);
            producer.send(new ProducerRecord<>(topic.name(), payload.value(i)), (written, e) -> {
                nanos[number] = System.nanoTime() - sent;
                if (e != null) {
                    failure.compareAndSet(null, e);
                }
            });
        }
        producer.flush();
        check();
        return nanos;
    }

    /** A reader with read_committed sees a record once its transaction has ended. */
    private long[] pacedInTransactions(KafkaProducer<byte[], byte[]> producer) {
        long[] nanos = new long[PACED];
        long start = System.nanoTime();
        for (int i = 0; i < PACED; i += IN_PACED_TRANSACTION) {
            long[] sent = new long[IN_PACED_TRANSACTION];
            producer.beginTransaction();
            for (int j = 0; j < IN_PACED_TRANSACTION; j++) {
                sent[j] = at(start, i + j);
                send(producer, i + j);
            }
            producer.commitTransaction();
            long end = System.nanoTime();
            for (int j = 0; j < IN_PACED_TRANSACTION; j++) {
                nanos[i + j] = end - sent[j];
            }
        }
        check();
        return nanos;
    }

    /** Waits for the turn of a record; when it was sent. */
    private static long at(long start, int number) {
        long due = start + number * NANOS_EACH;
        long left = due - System.nanoTime();
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(left);
            left = due - System.nanoTime();
        }
        return System.nanoTime();
    }
}
