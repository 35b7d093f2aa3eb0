package io.trivet.kafka;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Every setting that MirrorMaker knows in one Kafka version.
 *
 * <p>Source: the resource {@code mirror-<version>.json} beside this class, generated from the three connectors of a
 * flow, of that version's own jars.
 *
 * @param flow of what copies from one cluster, by name
 */
public record MirrorCatalogue(KafkaVersion version, SortedMap<String, Setting> flow) {
    private static final Map<KafkaVersion, MirrorCatalogue> READ = new ConcurrentHashMap<>();

    /**
     * What stands before the settings of a client of a flow. What writes the records is a producer of the workers.
     *
     * <p>Source: {@code MirrorConnectorConfig} of both versions.
     */
    private static final List<String> CLIENTS = List.of("consumer.", "admin.");

    public MirrorCatalogue {
        flow = Collections.unmodifiableSortedMap(flow);
    }

    /** The catalogue of that version, read at its first call. */
    public static MirrorCatalogue of(KafkaVersion version) {
        return READ.computeIfAbsent(version, CatalogueReader::readMirror);
    }

    /** The setting of a flow, of its connectors or their clients, that is written so; empty when there is none. */
    public Optional<Setting> ofFlow(String name) {
        if (flow.containsKey(name)) {
            return Optional.ofNullable(flow.get(name));
        }
        return CLIENTS.stream().anyMatch(name::startsWith) ? ofTarget(name) : Optional.empty();
    }

    /** The setting of the workers at the cluster that is copied to, or of their clients, that is written so. */
    public Optional<Setting> ofTarget(String name) {
        return WorkerCatalogue.of(version).setting(name);
    }

    /** All names that a description can be meant to hold for a flow. */
    public List<String> names() {
        List<String> names = new ArrayList<>(flow.keySet());
        WorkerCatalogue.of(version).names().stream()
                .filter(name -> CLIENTS.stream().anyMatch(name::startsWith))
                .forEach(names::add);
        return List.copyOf(names);
    }
}
