package io.trivet.rule;

import io.trivet.kafka.Numbers;
import io.trivet.platform.Cluster;
import io.trivet.platform.Section;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What Kafka takes without a word, and a cluster then suffers from: what it never cleans, loses touch with or ignores.
 */
final class HealthRules {
    /** The least that Kafka 4 takes by itself (KIP-1030). */
    private static final long SEGMENT = 1 << 20;
    /** Ten times replica.fetch.wait.max.ms, after which a follower that has nothing new asks again. */
    private static final long LAG = 5000;

    private HealthRules() {}

    static void check(Cluster cluster) {
        for (Section section : cluster.sections()) {
            SortedMap<String, String> described = section.described();
            off(described, "log.cleaner.enable")
                    .ifPresent(value -> cluster.errorInProduction(
                                    CommonRule.CLEANER_OFF, section.at("log.cleaner.enable"), value)
                            .must("be true: compacted topics grow without end, the offsets of groups among them")
                            .mend("remove it"));
            off(described, "controlled.shutdown.enable")
                    .ifPresent(value -> cluster.warning(
                                    CommonRule.CONTROLLED_SHUTDOWN, section.at("controlled.shutdown.enable"), value)
                            .must("be true: partitions of a broker that restarts have no leader until it is missed")
                            .mend("remove it"));
            segment(cluster, section.at("log.segment.bytes"), described, "log.segment.bytes");
            Numbers.of(described, "replica.lag.time.max.ms")
                    .filter(ms -> ms < LAG && ms >= asked(section))
                    .ifPresent(
                            ms -> cluster.warning(CommonRule.LAG_SHORT, section.at("replica.lag.time.max.ms"), "" + ms)
                                    .must("be at least " + LAG
                                            + ": one pause of a follower takes it out of the in-sync replicas")
                                    .mend("remove it to get 30000"));
            ignored(cluster, section.path(), described, "log.message.format.version");
        }
        cluster.description().topics().forEach((name, topic) -> {
            String path = "topics." + name + ".settings";
            segment(cluster, path + ".segment.bytes", topic.settings(), "segment.bytes");
            ignored(cluster, path, topic.settings(), "message.format.version");
        });
    }

    /** Less than this is a conflict, and told as one. */
    private static long asked(Section section) {
        return Numbers.of(section.effective(), "replica.fetch.wait.max.ms").orElse(500L);
    }

    private static Optional<String> off(SortedMap<String, String> described, String key) {
        return Optional.ofNullable(described.get(key))
                .filter(value -> value.strip().equalsIgnoreCase("false"));
    }

    private static void segment(Cluster cluster, String path, SortedMap<String, String> settings, String key) {
        Numbers.of(settings, key)
                .filter(bytes -> bytes < SEGMENT)
                .ifPresent(bytes -> cluster.warning(CommonRule.SEGMENT_SMALL, path, "" + bytes)
                        .must("be at least " + SEGMENT + ": each segment keeps files open and mapped, and the system"
                                + " limits both")
                        .mend("write " + SEGMENT + " or more; to delete sooner, close segments sooner"));
    }

    /** Since 3.0 a broker writes what it understands, whatever the format. */
    private static void ignored(Cluster cluster, String path, SortedMap<String, String> settings, String key) {
        if (settings.containsKey(key)) {
            cluster.warning(CommonRule.MESSAGE_FORMAT, path + "." + key, settings.getOrDefault(key, ""))
                    .must("be left out: Kafka ignores it since inter.broker.protocol.version 3.0")
                    .mend("remove it");
        }
    }
}
