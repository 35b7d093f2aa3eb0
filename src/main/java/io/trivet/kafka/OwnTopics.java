package io.trivet.kafka;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The topics that Kafka makes for itself, whether it marks them as internal or not. */
public final class OwnTopics {
    /** How the settings of brokers begin by which it makes one; empty where none do. */
    private static final SortedMap<String, String> SETTINGS = settings();

    private OwnTopics() {}

    /** How the settings begin by which Kafka makes the topic of this name; absent for a topic that it does not make. */
    public static Optional<String> settings(String topic) {
        return Optional.ofNullable(SETTINGS.get(topic));
    }

    /** The topics that are made by settings of brokers, each with how these begin. */
    public static SortedMap<String, String> made() {
        SortedMap<String, String> made = new TreeMap<>(SETTINGS);
        made.values().removeIf(String::isEmpty);
        return made;
    }

    private static SortedMap<String, String> settings() {
        SortedMap<String, String> settings = new TreeMap<>();
        settings.put("__cluster_metadata", "");
        settings.put("__consumer_offsets", "offsets.topic.");
        settings.put("__remote_log_metadata", "");
        settings.put("__share_group_state", "share.coordinator.state.topic.");
        settings.put("__transaction_state", "transaction.state.log.");
        return Collections.unmodifiableSortedMap(settings);
    }
}
