package io.trivet.kafka;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The settings of mirrors that Trivet computes from the description, so that no description may set them. */
public final class OwnedMirrorSettings {
    private static final String PLAIN = "mirrors speak with both clusters as these are described";
    private static final String BYTES = "records are copied byte by byte, as they are";
    private static final String NAMES = "copies are called alike by all that mirror each other";
    private static final String POSITIONS = "whether positions are translated and written stands in groupOffsets";
    private static final String CLASSES = "no jar of others is on the class path of mirrors";
    private static final String METRICS = "alerts and dashboards ask for the metrics by these names";
    private static final SortedMap<String, String> REASONS = reasons();
    private static final SortedMap<String, String> KEYS = keys();

    private static final List<String> CLIENTS = List.of("consumer.", "admin.", "producer.");
    private static final List<String> LOGINS = List.of("security.", "ssl.", "sasl.");

    /** Lists of classes, which the type of their settings does not say. */
    private static final List<String> OF_CLASSES = List.of(
            "interceptor.classes", "metric.reporters", "partition.assignment.strategy", "rest.extension.classes");

    private OwnedMirrorSettings() {}

    /** Why this setting of a flow is not the user's to set; empty when it is. */
    public static Optional<String> ofFlow(String name, Optional<Setting> setting) {
        return Optional.ofNullable(REASONS.get(name)).or(() -> ofEach(name, setting));
    }

    /** Why this setting of the workers at the target is not the user's to set; empty when it is. */
    public static Optional<String> ofTarget(String name, Optional<Setting> setting) {
        if (name.equals("exactly.once.source.support")) {
            return Optional.of("whether records are copied exactly once stands in mirrors.exactlyOnce");
        }
        if (name.equals("client.id")) {
            return Optional.of("each node is known by its own name");
        }
        if (name.startsWith("config.providers")) {
            return Optional.of("mirrors need no secret");
        }
        if (name.contains(".converter")) {
            return Optional.of(BYTES);
        }
        return OwnedWorkerSettings.reason(name)
                .or(() -> Optional.ofNullable(REASONS.get(name)))
                .or(() -> ofEach(name, setting));
    }

    private static Optional<String> ofEach(String name, Optional<Setting> setting) {
        String own = CLIENTS.stream()
                .filter(name::startsWith)
                .findFirst()
                .map(client -> name.substring(client.length()))
                .orElse(name);
        if (own.equals("bootstrap.servers") || LOGINS.stream().anyMatch(own::startsWith)) {
            return Optional.of(PLAIN);
        }
        boolean names =
                setting.filter(known -> known.type() == SettingType.CLASS).isPresent();
        return names || OF_CLASSES.contains(own) ? Optional.of(CLASSES) : Optional.empty();
    }

    /**
     * What to do about one that is described: remove it, or write what says the same.
     *
     * @param source path of the source that it is about, {@code mirrors.sources.west}
     */
    public static String instead(String name, String source) {
        return Optional.ofNullable(KEYS.get(name))
                .map(key -> "remove it, and write " + (key.startsWith("mirrors.") ? key : source + "." + key))
                .orElse("remove it");
    }

    private static SortedMap<String, String> keys() {
        SortedMap<String, String> keys = new TreeMap<>();
        keys.put("topics", "topics");
        keys.put("groups", "groups");
        keys.put("replication.policy.class", "names");
        keys.put("emit.checkpoints.enabled", "groupOffsets");
        keys.put("sync.group.offsets.enabled", "groupOffsets");
        keys.put("exactly.once.source.support", "mirrors.exactlyOnce");
        return keys;
    }

    private static SortedMap<String, String> reasons() {
        SortedMap<String, String> reasons = new TreeMap<>();
        reasons.put("topics", "what is copied stands at its source");
        reasons.put("groups", "whose positions are translated stands at their source");
        reasons.put("replication.policy.class", "how copies are called stands at their source");
        reasons.put("replication.policy.separator", NAMES);
        reasons.put("replication.policy.internal.topic.separator.enabled", NAMES);
        reasons.put("emit.checkpoints.enabled", POSITIONS);
        reasons.put("emit.offset-syncs.enabled", POSITIONS);
        reasons.put("sync.group.offsets.enabled", POSITIONS);
        reasons.put("sync.topic.acls.enabled", "who may do what is described for each cluster, and not copied");
        for (String converter : List.of("key.converter", "value.converter", "header.converter")) {
            reasons.put(converter, BYTES);
            reasons.put(converter + ".plugin.version", BYTES);
        }
        reasons.put("add.source.alias.to.metrics", METRICS);
        reasons.put("metric.names.formats", METRICS);
        reasons.put("transforms", BYTES);
        reasons.put("predicates", BYTES);
        reasons.put("config.providers", "mirrors need no secret");
        for (String identity : List.of(
                "enabled",
                "name",
                "connector.class",
                "connector.plugin.version",
                "source.cluster.alias",
                "target.cluster.alias")) {
            reasons.put(identity, "which connectors run follows from the sources");
        }
        return reasons;
    }
}
