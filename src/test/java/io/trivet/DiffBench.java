package io.trivet;

import io.trivet.gen.Plain;
import io.trivet.gen.Sample;
import io.trivet.plan.Comparison;
import io.trivet.platform.Prices;
import io.trivet.rule.Rules;
import io.trivet.show.Colour;
import io.trivet.show.DeltaShown;
import io.trivet.show.Shown;
import io.trivet.stack.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How long it takes to compare descriptions of so many brokers and ten times as many topics: with six brokers and six
 * topics, both ways, and with as many that are all otherwise. Each is read with all rules, compared, and written as
 * text, Markdown and JSON. Where time grows with the size, the time a node and topic is the same in each row. Run by
 * {@code bench/diff}.
 */
final class DiffBench {
    private static final int RUNS = 3;
    private static final List<Integer> SIZES = List.of(6, 63, 126, 252, 501, 1002);

    private DiffBench() {}

    public static void main(String[] args) {
        Sample small = sample(6);
        for (Way way : Way.values()) {
            measure(way.before(sample(126), small), way.after(sample(126), small));
            System.out.println(way.words);
            System.out.println("  brokers  topics  changes    read  compare   write  together ms  a node and topic us");
            for (int size : SIZES) {
                Sample large = sample(size);
                Times times = measure(way.before(large, small), way.after(large, small));
                System.out.printf(
                        Locale.ROOT,
                        "  %7d %7d %8d %7d %8d %7d %12d %20d%n",
                        size,
                        10 * size,
                        times.changes,
                        times.read,
                        times.compared,
                        times.written,
                        times.all(),
                        1000 * times.all() / (11L * size));
            }
        }
    }

    /** What is compared with what. */
    private enum Way {
        MORE("from 6 brokers and 60 topics to more"),
        FEWER("from more to 6 brokers and 60 topics"),
        OTHERWISE("as many, of which every broker restarts by itself and every topic keeps less"),
        REFUSED("as many, in another zone of DNS, which every node refuses");

        private final String words;

        Way(String words) {
            this.words = words;
        }

        Sample before(Sample large, Sample small) {
            return this == MORE ? small : large;
        }

        Sample after(Sample large, Sample small) {
            return switch (this) {
                case MORE -> large;
                case FEWER -> small;
                case OTHERWISE ->
                    topics(large, 600_000_000)
                            .with("rollout.by", "node")
                            .with(List.of("brokers", "settings", "queued.max.requests"), 900)
                            .with(List.of("brokers", "settings", "offsets.retention.minutes"), 9000);
                case REFUSED -> large.with("dns.zone", "other.internal");
            };
        }
    }

    /** Milliseconds of each part, of the quickest of some runs. */
    private record Times(long read, long compared, long written, int changes) {
        long all() {
            return read + compared + written;
        }
    }

    private record Timed<T>(T value, long millis) {
        static <T> Timed<T> of(Supplier<T> work) {
            long begin = System.nanoTime();
            T value = work.get();
            return new Timed<>(value, (System.nanoTime() - begin) / 1_000_000);
        }
    }

    private static Times measure(Sample before, Sample after) {
        List<Times> times = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            Timed<List<Reading>> read =
                    Timed.of(() -> List.of(Rules.check(before.reading()), Rules.check(after.reading())));
            Timed<Comparison> compared = Timed.of(() ->
                    Comparison.of("prod", read.value().get(0), read.value().get(1), Prices.read()));
            Timed<Integer> written = Timed.of(() -> {
                Shown shown = DeltaShown.of(List.of(compared.value()), "HEAD");
                return shown.text(Colour.OFF).length()
                        + shown.json().length()
                        + DeltaShown.comments(List.of(compared.value())).size();
            });
            times.add(new Times(
                    read.millis(),
                    compared.millis(),
                    written.millis(),
                    compared.value().delta().changes().size()));
        }
        return times.stream()
                .min((one, other) -> Long.compare(one.all(), other.all()))
                .orElseThrow();
    }

    private static Sample sample(int brokers) {
        return topics(Plain.kraft().with("brokers.nodes", brokers), 700_000_000, 10 * brokers);
    }

    private static Sample topics(Sample sample, long millis) {
        return topics(sample, millis, 10 * sample.nodes("brokers"));
    }

    private static Sample topics(Sample sample, long millis, int count) {
        Map<String, Object> topics = new LinkedHashMap<>();
        for (int topic = 1; topic <= count; topic++) {
            topics.put("topic" + topic, Map.of("partitions", 3, "settings", Map.of("retention.ms", millis + topic)));
        }
        return sample.with("topics", topics);
    }
}
