package io.trivet.kafka;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The levels of Kafka's features, of which {@code metadata.version} is one: what a new cluster of a release has, and
 * what one that was upgraded gets when it is finalised. From then on no earlier release reads its metadata.
 *
 * <p>Source: {@code MetadataVersion.latestProduction} and {@code Feature.PRODUCTION_FEATURES} of kafka-server-common
 * 3.9.2 and 4.3.1; {@code kafka-features.sh upgrade --release-version} sets the same. Without {@code kraft.version},
 * which says how a quorum knows its voters and is no matter of the release.
 */
public final class FeatureLevels {
    /** From level 1 on, voters of the metadata quorum come and go (KIP-853). */
    public static final String KRAFT = "kraft.version";

    private FeatureLevels() {}

    /** Levels by feature, none of them 0. */
    public static SortedMap<String, Short> of(KafkaVersion version) {
        return switch (version) {
            case V3_9_2 -> levels("metadata.version=21");
            case V4_3_1 ->
                levels("eligible.leader.replicas.version=1 group.version=1 metadata.version=30 share.version=1"
                        + " streams.version=1 transaction.version=2");
        };
    }

    private static SortedMap<String, Short> levels(String text) {
        SortedMap<String, Short> levels = new TreeMap<>();
        for (String level : text.split(" ")) {
            int equals = level.indexOf('=');
            levels.put(level.substring(0, equals), Short.valueOf(level.substring(equals + 1)));
        }
        return Collections.unmodifiableSortedMap(levels);
    }
}
