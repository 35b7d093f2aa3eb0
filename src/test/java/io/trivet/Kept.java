package io.trivet;

import io.trivet.gen.Sample;
import io.trivet.platform.Change;
import io.trivet.platform.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much a description keeps, and how well, as numbers of which more is safer, by what it is of: read off the keys
 * that a person wrote, with Kafka's and Trivet's defaults by heart, and without any class of Trivet that judges.
 */
record Kept(SortedMap<String, Double> amounts) {
    private static final double FOR_EVER = Double.POSITIVE_INFINITY;

    private static final Map<String, List<String>> BROKERS_FOR_TOPICS = Map.of(
            "retention.ms", List.of("log.retention.ms", "log.retention.hours"),
            "retention.bytes", List.of("log.retention.bytes"),
            "cleanup.policy", List.of("log.cleanup.policy"),
            "min.insync.replicas", List.of("min.insync.replicas"),
            "delete.retention.ms", List.of("log.cleaner.delete.retention.ms"),
            "min.compaction.lag.ms", List.of("log.cleaner.min.compaction.lag.ms"),
            "message.timestamp.type", List.of("log.message.timestamp.type"));

    static Kept of(Sample sample) {
        SortedMap<String, Double> amounts = new TreeMap<>();
        amounts.put("brokers/nodes", (double) sample.nodes("brokers"));
        amounts.put("offsets.retention.minutes", number(broker(sample, "offsets.retention.minutes"), 10_080));
        amounts.put(
                "transactional.id.expiration.ms",
                number(broker(sample, "transactional.id.expiration.ms"), 604_800_000));
        boolean msk = sample.get("platform").equals(Optional.of("msk"));
        amounts.put(
                "logDays", number(text(sample, msk ? "msk.logs.retention" : "machines.logs.retention"), msk ? 14 : 30));
        amounts.put("backupDays", number(text(sample, "machines.backups.keep"), 0));
        amounts.put(
                "growth",
                text(sample, "msk.storage.autoscaling.max")
                        .map(size -> number(Optional.of(size), 0))
                        .orElse(0.0));
        if (sample.get("topics").orElse(Map.of()) instanceof Map<?, ?> topics) {
            topics.keySet().forEach(name -> topic(sample, name.toString(), amounts));
        }
        return new Kept(amounts);
    }

    private static void topic(Sample sample, String name, SortedMap<String, Double> amounts) {
        String at = "topics/" + name + " ";
        String policy = setting(sample, name, "cleanup.policy").orElse("delete");
        boolean deletes = policy.contains("delete");
        boolean compacts = policy.contains("compact");
        amounts.put(at + "is", 1.0);
        amounts.put(
                at + "partitions",
                number(text(sample, "topics." + name + ".partitions"), sample.nodes("brokers") < 6 ? 9 : 18));
        amounts.put(
                at + "retention.ms", deletes ? limit(setting(sample, name, "retention.ms"), 604_800_000) : FOR_EVER);
        amounts.put(at + "retention.bytes", deletes ? limit(setting(sample, name, "retention.bytes"), -1) : FOR_EVER);
        amounts.put(at + "cleanup.policy", compacts ? 0.0 : 1.0);
        amounts.put(at + "min.insync.replicas", number(setting(sample, name, "min.insync.replicas"), 2));
        amounts.put(
                at + "delete.retention.ms",
                compacts ? number(setting(sample, name, "delete.retention.ms"), 86_400_000) : FOR_EVER);
        amounts.put(
                at + "min.compaction.lag.ms",
                compacts ? number(setting(sample, name, "min.compaction.lag.ms"), 0) : FOR_EVER);
        amounts.put(
                at + "max.compaction.lag.ms",
                compacts ? number(setting(sample, name, "max.compaction.lag.ms"), Long.MAX_VALUE) : FOR_EVER);
        amounts.put(
                at + "message.timestamp.type",
                setting(sample, name, "message.timestamp.type").equals(Optional.of("LogAppendTime")) ? 1.0 : 0.0);
    }

    /** What of this is more than in the other, by name. */
    List<String> lostIn(Kept after) {
        List<String> lost = new ArrayList<>();
        amounts.forEach((name, amount) -> {
            if (after.amounts.getOrDefault(name, 0.0) < amount) {
                lost.add(name);
            }
        });
        return lost;
    }

    /** Whether a change is about such a loss: of the topic itself, or of the brokers that speak for it. */
    static boolean explains(Change change, String loss) {
        if (!loss.startsWith("topics/")) {
            return change.path().contains(loss)
                    || loss.equals("brokers/nodes") && change.path().startsWith("/nodes/broker");
        }
        String topic = loss.substring(0, loss.indexOf(' '));
        String what = loss.substring(loss.indexOf(' ') + 1);
        boolean own = change.path().startsWith("/" + topic + "/");
        boolean gone = own && change.reason() == Reason.TOPIC_REMOVED;
        // A policy that deletes brings the limits of time and bytes with it, one that compacts its lags.
        boolean follows = change.path().endsWith("cleanup.policy") && !what.equals("min.insync.replicas");
        return gone
                || (own || change.path().contains("settings"))
                        && (follows
                                || change.path().endsWith("/" + what)
                                || BROKERS_FOR_TOPICS.getOrDefault(what, List.of()).stream()
                                        .anyMatch(name -> change.path().endsWith("/" + name)));
    }

    private static Optional<String> setting(Sample sample, String topic, String name) {
        Optional<String> own = value(sample, List.of("topics", topic, "settings", name));
        if (own.isPresent()) {
            return own;
        }
        for (String broker : BROKERS_FOR_TOPICS.getOrDefault(name, List.of())) {
            Optional<String> value = broker(sample, broker);
            if (value.isPresent()) {
                return broker.endsWith(".hours") ? value.map(hours -> "" + Long.parseLong(hours) * 3_600_000) : value;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> broker(Sample sample, String name) {
        return value(sample, List.of("brokers", "settings", name));
    }

    private static Optional<String> value(Sample sample, List<String> path) {
        Object at = sample.cluster();
        for (String key : path) {
            at = at instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return Optional.ofNullable(at).map(Object::toString);
    }

    private static Optional<String> text(Sample sample, String path) {
        return sample.get(path).map(Object::toString);
    }

    private static double limit(Optional<String> text, long otherwise) {
        double number = number(text, otherwise);
        return number < 0 ? FOR_EVER : number;
    }

    private static double number(Optional<String> text, long otherwise) {
        return text.map(value -> Double.parseDouble(value.replaceFirst("(TiB|d)$", "")))
                .orElse((double) otherwise);
    }
}
