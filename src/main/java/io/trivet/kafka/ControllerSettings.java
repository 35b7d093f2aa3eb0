package io.trivet.kafka;

import java.util.List;

/**
 * Which of the settings that are described for brokers a KRaft controller reads as well.
 *
 * <p>Source: {@code kafka.server.ControllerServer}, {@code ControllerApis} and {@code ConfigurationControlManager} of
 * 3.9.2 and 4.3.1, which resolve the settings of a topic from the controller's own file.
 */
final class ControllerSettings {
    private static final List<String> KEYS = List.of(
            "alter.config.policy.class.name",
            "auto.leader.rebalance.enable",
            "broker.session.timeout.ms",
            "create.topic.policy.class.name",
            "default.replication.factor",
            "delete.topic.enable",
            "leader.imbalance.check.interval.seconds",
            "num.partitions",
            TieredConflicts.SWITCH);

    private static final List<String> PREFIXES = List.of("config.providers", "controller.", "metadata.");

    private ControllerSettings() {}

    static boolean includes(Catalogue catalogue, String key) {
        return KEYS.contains(key)
                || PREFIXES.stream().anyMatch(key::startsWith)
                || catalogue.topics().values().stream()
                        .anyMatch(topic -> topic.fallback().settings().contains(key));
    }
}
