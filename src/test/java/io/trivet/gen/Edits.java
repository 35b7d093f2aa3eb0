package io.trivet.gen;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Five hundred descriptions, each with what a person might make of it: from one number to nearly everything. */
public final class Edits {
    private static final long COUNT = Long.getLong("samples", 500);

    /** Keys that can be taken from any other description, alone. */
    private static final List<String> APART =
            List.of("name", "environment", "network", "zones", "dns", "monitoring", "topics", "connect", "mirrors");

    /** Keys that only make sense together. */
    private static final List<String> TOGETHER =
            List.of("kafka", "zookeeper", "controllers", "brokers", "security", "users", "clients", "console");

    private Edits() {}

    /**
     * A description before and after an edit.
     *
     * @param before valid
     * @param after readable; a rule may be broken
     */
    public record Edit(Sample before, Sample after) {
        @Override
        public String toString() {
            return before.toString();
        }
    }

    /** All of them, or the one that {@code -Dseed} names. */
    public static Stream<Edit> all() {
        Long one = Long.getLong("seed");
        return (one == null ? LongStream.rangeClosed(1, COUNT) : LongStream.of(one)).mapToObj(Edits::of);
    }

    /** The edit of a seed. */
    public static Edit of(long seed) {
        Sample before = Samples.of(seed);
        Random chance = new Random(seed * 31 + 7);
        Sample after = chance.nextInt(3) == 0 ? mixed(before, Samples.of(seed + 10_000), chance) : before;
        for (int edits = chance.nextInt(4); edits > 0; edits--) {
            after = small(after, chance);
        }
        return new Edit(before, after);
    }

    private static Sample mixed(Sample sample, Sample other, Random chance) {
        Map<String, Object> cluster = new LinkedHashMap<>(sample.cluster());
        for (String key : APART) {
            if (chance.nextInt(3) == 0) {
                take(key, other, cluster);
            }
        }
        if (chance.nextInt(3) == 0) {
            TOGETHER.forEach(key -> take(key, other, cluster));
        }
        String region = chance.nextInt(6) == 0 ? other.region() : sample.region();
        return new Sample(sample.seed(), sample.id(), region, cluster);
    }

    private static void take(String key, Sample other, Map<String, Object> cluster) {
        other.get(key).ifPresentOrElse(value -> cluster.put(key, value), () -> cluster.remove(key));
    }

    private static Sample small(Sample sample, Random chance) {
        String voters = List.of("zookeeper", "controllers", "brokers").stream()
                .filter(key -> sample.get(key).isPresent())
                .findFirst()
                .orElseThrow();
        return switch (chance.nextInt(20)) {
            case 0 -> sample.with("brokers.nodes", Math.max(1, sample.nodes("brokers") + chance.nextInt(7) - 3));
            case 1 -> sample.with(voters + ".nodes", 1 + 2 * chance.nextInt(4));
            case 2 -> sample.with(List.of("brokers", "settings", "num.io.threads"), 1 + chance.nextInt(64));
            case 3 -> sample.with(List.of("brokers", "settings", "log.retention.ms"), 700_000_000 + chance.nextInt());
            case 4 -> sample.with(List.of("brokers", "settings", "offsets.topic.num.partitions"), 51);
            case 5 -> sample.with(List.of("brokers", "settings", "queued.max.requests"), 400 + chance.nextInt(400));
            case 6 -> sample.with("brokers.volume.size", one(chance, "100GiB", "1TiB", "2TiB"));
            case 7 -> sample.with("brokers.instance", one(chance, "m7g.2xlarge", "m7i.xlarge", "r7g.large"));
            case 8 -> sample.with(voters + ".heap", one(chance, "640MiB", "768MiB"));
            case 9 -> sample.with("tags", Map.of("team", one(chance, "films", "data/streams", "a~b")));
            case 10 ->
                sample.with(
                        "rollout",
                        Map.of("by", one(chance, "zone", "node"), "images", one(chance, "2026-11-25", "2026-12-25")));
            case 11 -> sample.with("image", one(chance, "ami-0123456789abcdef0", "ami-0123456789abcdef1"));
            case 12 ->
                sample.with(List.of("topics", "new~topic/of.chance"), Map.of("partitions", 1 + chance.nextInt(9)));
            case 13 -> withoutTopic(sample, chance);
            case 14 -> ofTopic(sample, chance, "partitions", 1 + chance.nextInt(60));
            case 15 -> sample.with("brokers.volumes", 1 + chance.nextInt(4));
            case 16 -> ofWorkers(sample, chance, "nodes", 3 + chance.nextInt(6));
            case 17 -> ofWorkers(sample, chance, "heap", one(chance, "640MiB", "768MiB"));
            case 18 ->
                chance.nextBoolean()
                        ? sample.without("connect.settings")
                        : sample.without(one(chance, "connect", "mirrors", "mirrors.settings", "mirrors.exactlyOnce"));
            default -> sample.with("dns.ttl", one(chance, "30s", "50s"));
        };
    }

    private static Sample ofWorkers(Sample sample, Random chance, String key, Object value) {
        String role = one(chance, "connect", "mirrors");
        return sample.get(role).isPresent() ? sample.with(role + "." + key, value) : sample;
    }

    private static Sample withoutTopic(Sample sample, Random chance) {
        Map<String, Object> topics = new LinkedHashMap<>();
        ((Map<?, ?>) sample.get("topics").orElse(Map.of()))
                .forEach((name, topic) -> topics.put(name.toString(), topic));
        List<String> names = new ArrayList<>(topics.keySet());
        Collections.sort(names);
        if (!names.isEmpty()) {
            topics.remove(names.get(chance.nextInt(names.size())));
        }
        return sample.with("topics", topics);
    }

    private static Sample ofTopic(Sample sample, Random chance, String key, Object value) {
        List<String> names = new ArrayList<>();
        ((Map<?, ?>) sample.get("topics").orElse(Map.of())).keySet().forEach(name -> names.add(name.toString()));
        Collections.sort(names);
        return names.isEmpty()
                ? sample
                : sample.with(List.of("topics", names.get(chance.nextInt(names.size())), key), value);
    }

    private static String one(Random chance, String... choices) {
        return choices[chance.nextInt(choices.length)];
    }
}
