package io.trivet.kafka;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Every setting that a worker of Kafka Connect knows in one Kafka version, and those of its clients.
 *
 * <p>Source: the resource {@code connect-<version>.json} beside this class, generated from {@code DistributedConfig}
 * and the definitions of producers, consumers and administrators of that version's own jars.
 *
 * @param worker by name
 * @param clients by the word that stands before them, as {@code producer.}, then by name
 * @param classes those that the jars hold for what a worker makes by its name, as {@code key.converter}, by the name of
 *     the setting
 */
public record WorkerCatalogue(
        KafkaVersion version,
        SortedMap<String, Setting> worker,
        SortedMap<String, SortedMap<String, Setting>> clients,
        SortedMap<String, List<String>> classes) {
    /**
     * What stands before settings that a worker hands on to what is no part of it, and so knows nothing of.
     *
     * <p>Source: {@code WorkerConfig} and {@code Plugins} of 3.9.2 and 4.3.1; KIP-297 (providers), KIP-606 (metrics).
     */
    private static final List<String> HANDED_ON =
            List.of("key.converter.", "value.converter.", "header.converter.", "config.providers.", "metrics.context.");

    /** What stands before settings of the topics that workers make for themselves; source: KIP-605. */
    private static final List<String> TOPICS = List.of("config.storage.", "offset.storage.", "status.storage.");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");

    private static final Map<KafkaVersion, WorkerCatalogue> READ = new ConcurrentHashMap<>();

    public WorkerCatalogue {
        worker = Collections.unmodifiableSortedMap(worker);
        clients = Collections.unmodifiableSortedMap(clients);
        classes = Collections.unmodifiableSortedMap(classes);
    }

    /** The catalogue of that version, read at its first call. */
    public static WorkerCatalogue of(KafkaVersion version) {
        return READ.computeIfAbsent(version, CatalogueReader::readWorker);
    }

    /** The setting of a worker, of its clients or of its topics that is written so; empty when there is none. */
    public Optional<Setting> setting(String name) {
        if (worker.containsKey(name)) {
            return Optional.ofNullable(worker.get(name));
        }
        for (String topics : TOPICS) {
            if (name.startsWith(topics)) {
                return Catalogue.of(version).topic(name.substring(topics.length()));
            }
        }
        return clients.entrySet().stream()
                .filter(client -> name.startsWith(client.getKey()))
                .findFirst()
                .map(client ->
                        client.getValue().get(name.substring(client.getKey().length())));
    }

    /** Whether a worker hands a setting of this name on unseen. */
    public boolean isHandedOn(String name) {
        return NAME.matcher(name).matches()
                && HANDED_ON.stream().anyMatch(prefix -> name.startsWith(prefix) && name.length() > prefix.length());
    }

    /** All names that a description can be meant to hold. */
    public List<String> names() {
        List<String> names = new ArrayList<>(worker.keySet());
        clients.forEach((prefix, settings) -> settings.keySet().forEach(name -> names.add(prefix + name)));
        return List.copyOf(names);
    }
}
