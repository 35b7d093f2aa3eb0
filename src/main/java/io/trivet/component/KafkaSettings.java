package io.trivet.component;

import io.trivet.settings.KafkaVersion;
import io.trivet.stack.Stack;
import java.util.SortedMap;
import java.util.TreeMap;

/** The settings of Kafka that hold for all nodes of a role: Trivet's defaults, with what is described on top. */
public final class KafkaSettings {
    private KafkaSettings() {}

    /** What all brokers share. */
    public static SortedMap<String, String> brokers(Stack stack, KafkaVersion version) {
        return new TreeMap<>(stack.brokers().settings());
    }

    /** What all controllers share. */
    public static SortedMap<String, String> controllers(Stack stack, KafkaVersion version) {
        return new TreeMap<>();
    }
}
