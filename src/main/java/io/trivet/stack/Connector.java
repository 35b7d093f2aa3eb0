package io.trivet.stack;

import java.util.Optional;
import java.util.SortedMap;

/** A connector that the workers of Kafka Connect run. */
public record Connector(
        @Doc(
                value = "Class of the connector, which Kafka brings or one of connect.plugins",
                example = "io.debezium.connector.postgresql.PostgresConnector")
        String className,

        @Doc("How many tasks it may be parted into at most; 1 when left out")
        Optional<Integer> tasks,

        @Doc("Whether it runs, is paused, or is stopped, with no task left in any worker; running when left out")
        Optional<State> state,

        @Doc(
                "Where a sink puts records that it cannot read, convert or deliver, and goes on; it fails at the first when left out")
        Optional<DeadLetters> deadLetters,

        @Doc("Its settings, by name; a secret stands there as a reference to a config provider of the workers")
        SortedMap<String, String> settings) {
    /**
     * What stands for the value of a setting with the name of a secret that was written down, so that it is not shown.
     */
    public static final String HIDDEN = "(hidden)";

    /** What a connector does. */
    public enum State {
        RUNNING,
        /** Its tasks are there and do nothing. */
        PAUSED,
        /** It has no tasks: KIP-875. */
        STOPPED
    }

    /** A topic for records that a sink leaves out. */
    public record DeadLetters(
            @Doc(
                    value =
                            "The topic, which the sink makes where it is not described; <connector>-dead-letters when left out",
                    example = "archive-dead-letters")
            Optional<String> topic) {}

    /** What it is meant to do. */
    public State wanted() {
        return state.orElse(State.RUNNING);
    }

    /** The topic of its dead letters; empty where it has none. */
    public Optional<String> deadLetterTopic(String name) {
        return deadLetters.map(letters -> letters.topic().orElse(name + "-dead-letters"));
    }

    /** Whether it reads from Kafka: its class says so, or else that it is told which topics to read. */
    public boolean isSink() {
        String simple = className.substring(className.lastIndexOf('.') + 1);
        return simple.contains("Sink")
                || !simple.contains("Source")
                        && (settings.containsKey("topics") || settings.containsKey("topics.regex"));
    }
}
