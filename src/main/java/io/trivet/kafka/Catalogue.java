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
 * @param clients what a client reads and no server or topic: the name of a setting, and whose it is, {@code producers}
 * @param relations what Kafka asks of two of them together
 */
public record Catalogue(
        KafkaVersion version,
        SortedMap<String, Setting> brokers,
        SortedMap<String, Setting> topics,
        SortedMap<String, String> clients,
        Relations relations) {
    private static final Map<KafkaVersion, Catalogue> READ = new ConcurrentHashMap<>();

    public Catalogue {
        brokers = Collections.unmodifiableSortedMap(brokers);
        topics = Collections.unmodifiableSortedMap(topics);
        clients = Collections.unmodifiableSortedMap(clients);
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

    /** Whose setting this is where it is one of clients only: {@code producers and consumers}; empty for any other. */
    public Optional<String> client(String name) {
        return Optional.ofNullable(clients.get(name));
    }
}
