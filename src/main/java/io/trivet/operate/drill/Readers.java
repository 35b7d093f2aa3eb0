package io.trivet.operate.drill;

import io.trivet.kafka.client.ClientVersion;
import io.trivet.kafka.client.ConsumerPreset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.LongDeserializer;

/**
 * A group of consumers that read what a load writes while it is written, one beside each producer. Each commits what it
 * has read before it reads on, as an application with the preset {@code manual}: what could not be committed is read
 * again.
 */
final class Readers implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration GOODBYE = Duration.ofSeconds(5);

    private final Load.Shape shape;
    private final ConcurrentLinkedQueue<Entry> entries = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicReference<KafkaException> failure = new AtomicReference<>();
    private final List<KafkaConsumer<Long, Long>> consumers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean reading = true;

    private Readers(Load.Shape shape, String group) {
        this.shape = shape;
        for (String name : shape.producers()) {
            KafkaConsumer<Long, Long> consumer =
                    new KafkaConsumer<>(settings(shape, group, name), new LongDeserializer(), new LongDeserializer());
            consumers.add(consumer);
            Thread thread = new Thread(() -> read(consumer), "readers-" + name);
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
    }

    /** Starts to read the topic of a load, from its beginning. */
    static Readers start(Load.Shape shape, String group) {
        return new Readers(shape, group);
    }

    private static SortedMap<String, Object> settings(Load.Shape shape, String group, String name) {
        SortedMap<String, Object> settings = new TreeMap<>(shape.login().settings());
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, shape.bootstrap());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "readers-" + name);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        ConsumerPreset.MANUAL.settings(ClientVersion.CURRENT).forEach(row -> settings.put(row.key(), row.value()));
        return settings;
    }

    private void read(KafkaConsumer<Long, Long> consumer) {
        try {
            consumer.subscribe(List.of(shape.topic()));
            while (reading) {
                next(consumer);
            }
        } catch (WakeupException e) {
            // It is to end.
        } catch (KafkaException e) {
            failure.set(e);
        } finally {
            consumer.close(CloseOptions.timeout(GOODBYE));
        }
    }

    private void next(KafkaConsumer<Long, Long> consumer) {
        try {
            var records = consumer.poll(POLL);
            for (ConsumerRecord<Long, Long> record : records) {
                entries.add(new Entry(record.partition(), record.offset(), record.value()));
                count.incrementAndGet();
            }
            if (!records.isEmpty()) {
                consumer.commitSync();
            }
        } catch (CommitFailedException | RebalanceInProgressException | RetriableException e) {
            // The partitions went to another consumer, or the coordinator to another broker: what was not committed is
            // read again, by whichever has the partition then.
        }
    }

    /**
     * Returns when something was read: then the group has its members.
     *
     * @throws Load.Stuck if nothing is within the time
     */
    void awaitFirst(Duration patience) throws InterruptedException {
        Load.await(() -> failure.get() != null || count.get() > 0, patience, "the first record that a group reads");
    }

    /**
     * Lets them read until they have all of these, or no more comes, and ends them.
     *
     * @param ids of records that are there
     * @param patience without a record after which no more is waited for
     * @return all that was read, in the order of each partition, some of it perhaps more than once
     * @throws KafkaException if one of them had to give up
     */
    List<Entry> stop(Collection<Long> ids, Duration patience) throws InterruptedException {
        SortedSet<Long> left = new TreeSet<>(ids);
        boolean more = true;
        while (more && !left.isEmpty() && failure.get() == null) {
            int seen = count.get();
            entries.forEach(entry -> left.remove(entry.id()));
            more = left.isEmpty() || awaitMore(seen, patience);
        }
        close();
        for (Thread thread : threads) {
            thread.join();
        }
        KafkaException gaveUp = failure.get();
        if (gaveUp != null) {
            throw gaveUp;
        }
        return List.copyOf(entries);
    }

    private boolean awaitMore(int seen, Duration patience) throws InterruptedException {
        try {
            Load.await(() -> failure.get() != null || count.get() > seen, patience, "another record");
            return true;
        } catch (Load.Stuck e) {
            return false;
        }
    }

    /** Ends them, without waiting for it. */
    @Override
    public void close() {
        reading = false;
        consumers.forEach(KafkaConsumer::wakeup);
    }
}
