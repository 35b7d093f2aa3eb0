package io.trivet.gen;

import io.trivet.stack.MskType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Pairs of descriptions that differ in how much they keep, and how well: of topics, of groups, of producers, of logs,
 * on EC2 and on Amazon MSK; in one direction or the other.
 */
public final class Cuts {
    private static final long COUNT = Long.getLong("samples", 600);
    private static final String NONE = "";

    private static final Map<String, List<String>> OF_BROKERS = brokers();
    private static final Map<String, List<String>> OF_TOPICS = topics();

    private Cuts() {}

    /** As many as are asked for that the rules take, or the one that {@code -Dseed} names. */
    public static Stream<Edits.Edit> all(Predicate<Edits.Edit> taken) {
        Long one = Long.getLong("seed");
        return one == null
                ? LongStream.iterate(1, seed -> seed + 1)
                        .mapToObj(Cuts::of)
                        .filter(taken)
                        .limit(COUNT)
                : Stream.of(of(one));
    }

    private static Edits.Edit of(long seed) {
        Random chance = new Random(seed);
        chance.longs(10).forEach(skipped -> {});
        Sample plain = switch ((int) (seed % 3)) {
            case 0 -> Plain.kraft();
            case 1 -> Plain.zooKeeper();
            default ->
                Least.onMsk(MskType.STANDARD)
                        .with("msk.storage.autoscaling.max", "4TiB")
                        .with("traffic.ingress", "20MiB/s");
        };
        Sample before = new Sample(seed, plain.id(), plain.region(), plain.cluster());
        for (String topic : List.of("orders", "views", "users")) {
            before = before.with(List.of("topics", topic, "partitions"), 6 + chance.nextInt(3));
            for (int settings = chance.nextInt(6); settings > 0; settings--) {
                before = setting(before, List.of("topics", topic, "settings"), OF_TOPICS, chance);
            }
        }
        for (int settings = chance.nextInt(3); settings > 0; settings--) {
            before = setting(before, List.of("brokers", "settings"), OF_BROKERS, chance);
        }
        if (seed % 3 != 2 && chance.nextInt(4) == 0) {
            before = before.with("machines.backups.keep", "7d");
        }
        Sample after = before;
        for (int edits = 1 + chance.nextInt(4); edits > 0; edits--) {
            after = edit(after, chance);
        }
        return new Edits.Edit(before, after);
    }

    private static Sample edit(Sample sample, Random chance) {
        boolean msk = sample.get("platform").equals(Optional.of("msk"));
        String topic = List.of("orders", "views", "users").get(chance.nextInt(3));
        return switch (chance.nextInt(12)) {
            case 0 -> sample.without("topics." + topic);
            case 1 -> sample.with("topics." + topic + ".partitions", 5 + chance.nextInt(5));
            case 2 -> sample.with("brokers.nodes", 3 * (1 + chance.nextInt(3)));
            case 3 ->
                msk
                        ? sample.with("msk.logs.retention", one(chance, "7d", "14d", "30d"))
                        : sample.with("machines.logs.retention", one(chance, "7d", "14d", "60d"));
            case 4 ->
                msk
                        ? chance.nextBoolean()
                                ? sample.without("msk.storage")
                                : sample.with("msk.storage.autoscaling.max", one(chance, "2TiB", "8TiB"))
                        : sample.with("machines.backups.keep", one(chance, "3d", "14d"));
            case 5, 6, 7 -> setting(sample, List.of("brokers", "settings"), OF_BROKERS, chance);
            default -> setting(sample, List.of("topics", topic, "settings"), OF_TOPICS, chance);
        };
    }

    private static Sample setting(Sample sample, List<String> at, Map<String, List<String>> choices, Random chance) {
        List<String> names = List.copyOf(choices.keySet());
        String name = names.get(chance.nextInt(names.size()));
        List<String> values = choices.getOrDefault(name, List.of());
        String value = values.get(chance.nextInt(values.size()));
        List<String> path = new ArrayList<>(at);
        path.add(name);
        return value.equals(NONE) ? sample.without(path) : sample.with(path, value);
    }

    private static String one(Random chance, String... choices) {
        return choices[chance.nextInt(choices.length)];
    }

    private static Map<String, List<String>> brokers() {
        Map<String, List<String>> choices = new LinkedHashMap<>();
        choices.put("log.retention.ms", List.of("600000000", "700000000", "-1", NONE));
        choices.put("log.retention.hours", List.of("100", "400", NONE));
        choices.put("log.retention.bytes", List.of("1000000000", "5000000000", "-1", NONE));
        choices.put("log.cleanup.policy", List.of("delete", "compact", "compact,delete", NONE));
        choices.put("offsets.retention.minutes", List.of("5000", "20000", "43200", NONE));
        choices.put("min.insync.replicas", List.of("1", "2", NONE));
        choices.put("log.cleaner.delete.retention.ms", List.of("1000", "90000000", NONE));
        choices.put("log.cleaner.min.compaction.lag.ms", List.of("1000", "90000000", NONE));
        choices.put("transactional.id.expiration.ms", List.of("3600000", "704800000", NONE));
        choices.put("log.message.timestamp.type", List.of("CreateTime", "LogAppendTime", NONE));
        choices.put("unclean.leader.election.enable", List.of("false", NONE));
        choices.put("num.io.threads", List.of("8", "9", NONE));
        return choices;
    }

    private static Map<String, List<String>> topics() {
        Map<String, List<String>> choices = new LinkedHashMap<>();
        choices.put("retention.ms", List.of("500000000", "650000000", "900000000", "-1", NONE));
        choices.put("retention.bytes", List.of("1000000000", "9000000000", "-1", NONE));
        choices.put("cleanup.policy", List.of("delete", "compact", "compact,delete", NONE));
        choices.put("min.insync.replicas", List.of("1", "2", NONE));
        choices.put("delete.retention.ms", List.of("1000", "90000000", NONE));
        choices.put("min.compaction.lag.ms", List.of("0", "90000000", NONE));
        choices.put("max.compaction.lag.ms", List.of("90000001", "99000000000", NONE));
        choices.put("message.timestamp.type", List.of("CreateTime", "LogAppendTime", NONE));
        choices.put("segment.ms", List.of("3600000", "604800000", "9000000000", NONE));
        choices.put("compression.type", List.of("producer", NONE));
        return choices;
    }
}
