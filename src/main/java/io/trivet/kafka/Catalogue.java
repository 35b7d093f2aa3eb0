package io.trivet.kafka;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Every setting that a broker or a topic of one Kafka version knows.
 *
 * <p>Source: the resource {@code kafka-<version>.json} beside this class, generated from {@code KafkaConfig},
 * {@code LogConfig} and {@code DynamicBrokerConfig} of that version's own jars. What can only be set on a running
 * cluster, such as {@code leader.replication.throttled.rate}, is no setting of a file and not here.
 *
 * @param brokers by name
 * @param topics by name
 * @param relations what Kafka asks of two of them together
 */
public record Catalogue(
        KafkaVersion version,
        SortedMap<String, Setting> brokers,
        SortedMap<String, Setting> topics,
        Relations relations) {
    private static final Map<KafkaVersion, Catalogue> READ = new ConcurrentHashMap<>();

    public Catalogue {
        brokers = Collections.unmodifiableSortedMap(brokers);
        topics = Collections.unmodifiableSortedMap(topics);
    }

    /** The catalogue of that version; read at its first call, which takes some 40 ms in a fresh JVM. */
    public static Catalogue of(KafkaVersion version) {
        return READ.computeIfAbsent(version, CatalogueReader::read);
    }

    /** The broker setting of this name; empty when this version has none. */
    public Optional<Setting> broker(String name) {
        return Optional.ofNullable(brokers.get(name));
    }

    /** The topic setting of this name; empty when this version has none. */
    public Optional<Setting> topic(String name) {
        return Optional.ofNullable(topics.get(name));
    }
}
