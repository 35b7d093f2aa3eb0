package io.trivet.platform;

import io.trivet.kafka.Numbers;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * How much of a topic Kafka keeps. What is without bound is {@link Long#MAX_VALUE}.
 *
 * @param millis how long
 * @param bytes how much of each partition
 * @param policies of cleaning, {@code delete} and {@code compact}
 */
public record Retention(long millis, long bytes, TreeSet<String> policies) {
    /** Names of the settings that decide it, of brokers and of topics. */
    public static final List<String> SETTINGS = List.of(
            "log.retention.ms",
            "log.retention.minutes",
            "log.retention.hours",
            "log.retention.bytes",
            "log.cleanup.policy",
            "retention.ms",
            "retention.bytes",
            "cleanup.policy");

    /** What holds for topics that say nothing themselves. */
    public static Retention ofBrokers(SortedMap<String, String> settings) {
        long millis = number(settings, "log.retention.ms", 1)
                .or(() -> number(settings, "log.retention.minutes", 60_000))
                .or(() -> number(settings, "log.retention.hours", 3_600_000))
                .orElse(7 * 24 * 3_600_000L);
        return new Retention(
                millis,
                number(settings, "log.retention.bytes", 1).orElse(Long.MAX_VALUE),
                policies(settings.getOrDefault("log.cleanup.policy", "delete")));
    }

    /** What holds for a topic with these settings. */
    public Retention ofTopic(SortedMap<String, String> settings) {
        String policy = settings.get("cleanup.policy");
        return new Retention(
                number(settings, "retention.ms", 1).orElse(millis),
                number(settings, "retention.bytes", 1).orElse(bytes),
                policy == null ? policies : policies(policy));
    }

    /** Whether records go after some time. */
    public boolean limitsTime() {
        return millis != Long.MAX_VALUE;
    }

    /** Whether records go when a partition holds so many bytes. */
    public boolean limitsBytes() {
        return bytes != Long.MAX_VALUE;
    }

    /** Whether records go that the other would have kept. */
    public boolean keepsLessThan(Retention other) {
        boolean deletes = policies.contains("delete");
        return (deletes && (millis < other.millis || bytes < other.bytes)) || !other.policies.containsAll(policies);
    }

    private static TreeSet<String> policies(String text) {
        return new TreeSet<>(List.of(text.strip().split("\\s*,\\s*")));
    }

    private static Optional<Long> number(SortedMap<String, String> settings, String name, long unit) {
        return Numbers.of(settings, name)
                .map(number -> number < 0 || number > Long.MAX_VALUE / unit ? Long.MAX_VALUE : number * unit);
    }
}
