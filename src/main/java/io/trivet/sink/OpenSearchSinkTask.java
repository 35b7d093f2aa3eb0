package io.trivet.sink;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A task: a {@link Writer} in the words of Connect. */
public final class OpenSearchSinkTask extends SinkTask {
    private static final Logger LOG = LoggerFactory.getLogger(OpenSearchSinkTask.class);

    /** Less than the 5 s that a worker gives a task to end, and far less than Kafka waits for the next poll. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private @Nullable Nodes nodes;
    private @Nullable ExecutorService executor;
    private @Nullable Writer writer;

    /** For Connect, which makes one of each. */
    public OpenSearchSinkTask() {}

    @Override
    public String version() {
        return OpenSearchSink.ownVersion();
    }

    /** Fails: {@code ConfigException}; whether OpenSearch answers the first records find out. */
    @Override
    public void start(Map<String, String> given) {
        SinkSettings settings = SinkSettings.of(given);
        Nodes all = new Nodes(settings.login(), settings.inFlight());
        ExecutorService threads = Executors.newFixedThreadPool(settings.inFlight(), work -> {
            Thread thread = new Thread(work, "opensearch-sink-delivery");
            thread.setDaemon(true);
            return thread;
        });
        nodes = all;
        executor = threads;
        writer = new Writer(
                settings,
                (batch, stop) -> new Delivery(
                                all,
                                settings.retries(),
                                () -> ThreadLocalRandom.current().nextDouble(),
                                stop)
                        .of(batch),
                threads,
                this::refused,
                System::nanoTime);
    }

    /**
     * Takes all of them, or none: where OpenSearch is behind, Connect keeps them, goes on polling with the partitions
     * paused, and hands them in again.
     */
    @Override
    public void put(Collection<SinkRecord> records) {
        Writer to = writer();
        try {
            if (!records.isEmpty() && !to.hasRoom(PATIENCE)) {
                context.timeout(1);
                throw new RetriableException("OpenSearch is behind: all requests are on their way and another one is"
                        + " full; these " + records.size() + " records are kept until there is room");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RetriableException("interrupted while OpenSearch was waited for", e);
        }
        to.take(records);
        to.nextLook().ifPresent(look -> context.timeout(Math.max(1, look.toMillis())));
    }

    /** What was taken or refused, of each partition without a gap. */
    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> delivered) {
        // Nothing is reported here: Connect has waited for what was reported before it asks, and commits what it is
        // told.
        Map<TopicPartition, OffsetAndMetadata> done = new LinkedHashMap<>();
        delivered.forEach((partition, behind) ->
                done.put(partition, new OffsetAndMetadata(writer().position(partition, behind.offset()))));
        return done;
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        if (writer == null) {
            return;
        }
        try {
            writer.release(partitions);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        if (writer != null) {
            writer.stop();
        }
        if (executor != null) {
            executor.shutdownNow();
        }
        try {
            if (nodes != null) {
                nodes.close();
            }
        } catch (IOException e) {
            LOG.warn("connections to OpenSearch did not close: {}", e.getMessage());
        }
    }

    private Writer writer() {
        if (writer == null) {
            throw new IllegalStateException("the task was not started; this is a bug in Kafka Connect");
        }
        return writer;
    }

    private void refused(SinkRecord record, String why) {
        ErrantRecordReporter deadLetters = context.errantRecordReporter();
        if (deadLetters == null) {
            throw new ConnectException(why + ". The task stops here and loses nothing: mend the record or the mapping"
                    + " of the index, then restart the task; or give the connector a topic of dead letters"
                    + " (errors.tolerance=all, errors.deadletterqueue.topic.name) for such records");
        }
        deadLetters.report(record, new ConnectException(why));
    }
}
