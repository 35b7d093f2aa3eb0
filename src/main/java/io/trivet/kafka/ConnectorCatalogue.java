package io.trivet.kafka;

import io.trivet.problem.Words;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Connect itself knows of the configuration of a connector in one Kafka version; the rest is the connector's own.
 *
 * <p>Source: the resource {@code connector-<version>.json} beside this class, generated from
 * {@code SourceConnectorConfig} and {@code SinkConnectorConfig} of that version's own jars.
 *
 * @param source of a connector that writes to Kafka, by name
 * @param sink of one that reads from Kafka, by name
 * @param classes that Kafka brings: {@code connector}, {@code transforms} and {@code predicates}
 */
public record ConnectorCatalogue(
        KafkaVersion version,
        SortedMap<String, Setting> source,
        SortedMap<String, Setting> sink,
        SortedMap<String, List<String>> classes) {
    /** What only Connect reads, by how it begins: connectors have settings of their own behind {@code errors.}. */
    private static final List<String> FAMILIES =
            List.of("config.action.", "errors.deadletterqueue.", "errors.log.", "offsets.storage.", "tasks.max.");

    /** How many characters a setting of another may differ by from one of Connect's, and still be meant to be it. */
    private static final int SLIPS = 2;

    /** Settings of the clients of one connector: KIP-458. */
    private static final List<String> CLIENTS = List.of("producer.override.", "consumer.override.", "admin.override.");

    /** Source: {@code TopicCreationConfig} of 3.9.2 and 4.3.1; others are settings of topics. */
    private static final List<String> CREATION = List.of("include", "exclude", "partitions", "replication.factor");

    private static final Pattern CREATED = Pattern.compile("topic\\.creation\\.([^.]+)\\.(.+)");

    private static final Map<KafkaVersion, ConnectorCatalogue> READ = new ConcurrentHashMap<>();

    public ConnectorCatalogue {
        source = Collections.unmodifiableSortedMap(source);
        sink = Collections.unmodifiableSortedMap(sink);
        classes = Collections.unmodifiableSortedMap(classes);
    }

    /** The catalogue of that version, read at its first call. */
    public static ConnectorCatalogue of(KafkaVersion version) {
        return READ.computeIfAbsent(version, CatalogueReader::readConnector);
    }

    /** The setting of that name of a connector, or of one of its clients; empty when Connect knows none. */
    public Optional<Setting> setting(String name) {
        Setting own = source.getOrDefault(name, sink.get(name));
        return own != null ? Optional.of(own) : client(name);
    }

    private Optional<Setting> client(String name) {
        return CLIENTS.stream()
                .filter(name::startsWith)
                .findFirst()
                .flatMap(prefix -> WorkerCatalogue.of(version)
                        .setting(prefix.replace("override.", "") + name.substring(prefix.length())));
    }

    /** Whether only Connect can read a setting of that name, so that one that it does not know is read by nothing. */
    public boolean isOwn(String name) {
        return Stream.concat(FAMILIES.stream(), CLIENTS.stream()).anyMatch(name::startsWith);
    }

    /**
     * The setting of Connect's that one is meant to be that Connect does not know; empty where it is not close to any.
     */
    public Optional<String> meant(String name) {
        boolean own = isOwn(name);
        return Words.nearest(name, names())
                .filter(nearest -> own || name.contains(".") && Words.distance(name, nearest) <= SLIPS);
    }

    /** The group, of those that the configuration names, of a setting of topics that a source makes: KIP-158. */
    public static Optional<String> createdGroup(String name) {
        var parts = CREATED.matcher(name);
        return parts.matches() ? Optional.of(parts.group(1)) : Optional.empty();
    }

    /** Whether a source knows what is behind the name of a group of topics. */
    public boolean isOfCreation(String name) {
        var parts = CREATED.matcher(name);
        return parts.matches()
                && (CREATION.contains(parts.group(2))
                        || Catalogue.of(version).topic(parts.group(2)).isPresent());
    }

    /** All names that a description can be meant to hold, of a connector and of its clients. */
    public List<String> names() {
        TreeSet<String> names = new TreeSet<>(source.keySet());
        names.addAll(sink.keySet());
        List<String> all = new ArrayList<>(names);
        WorkerCatalogue.of(version)
                .clients()
                .forEach((prefix, settings) -> settings.keySet().forEach(name -> all.add(prefix + "override." + name)));
        return List.copyOf(all);
    }
}
