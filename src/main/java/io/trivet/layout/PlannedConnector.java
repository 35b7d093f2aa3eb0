package io.trivet.layout;

import io.trivet.stack.Connector;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A connector with nothing left open.
 *
 * @param config what the workers are told, without its name; a secret stands there as a reference
 * @param state what it is to do
 */
public record PlannedConnector(String name, SortedMap<String, String> config, Connector.State state) {
    /** The setting with the class of a connector. */
    public static final String CLASS = "connector.class";

    /** The setting with the number of its tasks. */
    public static final String TASKS = "tasks.max";

    /** What stands before the settings of dead letters. */
    public static final String DEAD_LETTERS = "errors.deadletterqueue.";

    /** The setting that says whether it goes on behind a record that it leaves out. */
    public static final String TOLERANCE = "errors.tolerance";

    public PlannedConnector {
        config = Collections.unmodifiableSortedMap(config);
    }

    /** Those of a description, sorted by name. */
    public static List<PlannedConnector> of(Description<OnEc2> description) {
        List<PlannedConnector> connectors = new ArrayList<>();
        description
                .on()
                .connect()
                .ifPresent(connect -> connect.connectors()
                        .forEach((name, connector) -> connectors.add(of(description, name, connector))));
        return List.copyOf(connectors);
    }

    private static PlannedConnector of(Description<OnEc2> description, String name, Connector connector) {
        SortedMap<String, String> config = new TreeMap<>(connector.settings());
        config.put(CLASS, connector.className());
        config.put(TASKS, Integer.toString(connector.tasks().orElse(1)));
        connector.deadLetterTopic(name).ifPresent(topic -> {
            int replicas = Optional.ofNullable(description.topics().get(topic))
                    .flatMap(described -> described.replicas())
                    .orElse(TopicDefaults.of(description.on()).replicas());
            config.put(TOLERANCE, "all");
            config.put(DEAD_LETTERS + "topic.name", topic);
            config.put(DEAD_LETTERS + "topic.replication.factor", Integer.toString(replicas));
            config.put(DEAD_LETTERS + "context.headers.enable", "true");
        });
        return new PlannedConnector(name, config, connector.wanted());
    }

    /** What a description must say in the place of what follows from its other keys; empty for another setting. */
    public static Optional<String> instead(String setting, Connector connector) {
        return switch (setting) {
            case "name" -> Optional.of("remove it: the name is the key in connect.connectors");
            case CLASS -> Optional.of("remove it, and write className");
            case TASKS -> Optional.of("remove it, and write tasks");
            case DEAD_LETTERS + "topic.name" ->
                Optional.of("remove it, and write deadLetters: {topic: "
                        + connector.settings().getOrDefault(setting, "") + "}");
            case DEAD_LETTERS + "topic.replication.factor", DEAD_LETTERS + "context.headers.enable" ->
                Optional.of("remove it, and write deadLetters");
            case TOLERANCE -> connector.deadLetters().map(letters -> "remove it: with deadLetters it is all");
            default -> Optional.empty();
        };
    }

    /** Where a description says a setting, beneath the connector. */
    public static String key(String setting) {
        return switch (setting) {
            case CLASS -> "className";
            case TASKS -> "tasks";
            default -> "settings." + setting;
        };
    }
}
