package io.trivet.sink;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * What bulk requests save: the same records, written by the same {@link Writer} to the same node, in requests of
 * {@code batch.records} as it is by default and in requests of one, in turns, with as many requests on their way.
 */
final class SinkBench {
    private static final int IN_A_POLL = 500;

    private SinkBench() {}

    public static void main(String[] arguments) throws Exception {
        int records = Integer.parseInt(arguments[0]);
        int turns = Integer.parseInt(arguments[1]);
        Path folder = Files.createTempDirectory("sink-bench");
        List<Double> alone = new ArrayList<>();
        List<Double> bulk = new ArrayList<>();
        try (OpenSearchProcess openSearch = new OpenSearchProcess(folder)) {
            openSearch.awaitReady();
            // Once for nothing: the first requests are those of a JVM that has compiled little.
            perSecond(openSearch, "warm-1", records, "1000");
            perSecond(openSearch, "warm-2", records / 10, "1");
            for (int turn = 0; turn < turns; turn++) {
                alone.add(perSecond(openSearch, "alone-" + turn, records, "1"));
                bulk.add(perSecond(openSearch, "bulk-" + turn, records, "1000"));
            }
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%d records of 200 bytes, 4 requests on their way, medians of %d turns%n"
                        + "one record a request   %8.0f records/s  (%.0f to %.0f)%n"
                        + "1000 records a request %8.0f records/s  (%.0f to %.0f)%n"
                        + "ratio                  %8.1f%n",
                records,
                turns,
                median(alone),
                alone.stream().min(Double::compare).orElseThrow(),
                alone.stream().max(Double::compare).orElseThrow(),
                median(bulk),
                bulk.stream().min(Double::compare).orElseThrow(),
                bulk.stream().max(Double::compare).orElseThrow(),
                median(bulk) / median(alone));
    }

    private static double median(List<Double> figures) {
        return figures.stream().sorted().toList().get(figures.size() / 2);
    }

    /** From the first record that is handed in until OpenSearch has taken the last one. */
    private static double perSecond(OpenSearchProcess openSearch, String index, int records, String batch)
            throws Exception {
        SinkSettings settings = Records.settings(
                "connection.url",
                openSearch.address().toString(),
                "topic.indices",
                "orders:" + index,
                "batch.records",
                batch,
                "linger.ms",
                "0");
        List<SinkRecord> all = LongStream.range(0, records)
                .mapToObj(n -> Records.record(
                        Records.FIRST, n, null, "{\"n\": " + n + ", \"text\": \"" + "x".repeat(180) + "\"}"))
                .toList();
        openSearch.ask("PUT", "/" + index, "{\"settings\": {\"number_of_replicas\": 0}}");
        ExecutorService threads = Executors.newFixedThreadPool(settings.inFlight());
        try (Nodes nodes = new Nodes(settings.login(), settings.inFlight())) {
            Writer writer = new Writer(
                    settings,
                    (sent, stop) -> new Delivery(nodes, settings.retries(), () -> 1, stop).of(sent),
                    threads,
                    (record, why) -> {
                        throw new IllegalStateException(why);
                    },
                    System::nanoTime);
            long begin = System.nanoTime();
            for (int from = 0; from < records; from += IN_A_POLL) {
                await(writer);
                writer.take(all.subList(from, Math.min(records, from + IN_A_POLL)));
            }
            await(writer);
            while (writer.position(Records.FIRST, records) < records) {
                TimeUnit.MICROSECONDS.sleep(200);
                writer.take(List.of());
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            long written = openSearch.count(index);
            if (written != records) {
                throw new IllegalStateException(written + " of " + records + " are there");
            }
            openSearch.ask("DELETE", "/" + index, "");
            return records / seconds;
        } finally {
            threads.shutdown();
        }
    }

    private static void await(Writer writer) throws InterruptedException {
        if (!writer.hasRoom(Duration.ofMinutes(5))) {
            throw new IllegalStateException("OpenSearch is behind");
        }
    }
}
