package io.trivet.kafka;

import java.util.List;

/**
 * The group that the workers of a cluster of Kafka Connect are, with the names that follow from its own.
 *
 * @param id {@code connect-films}
 */
public record ConnectGroup(String id) {
    /** The workers beside the brokers of a cluster. */
    public static ConnectGroup of(String cluster) {
        return new ConnectGroup("connect-" + cluster);
    }

    /** The topic with what connectors are told. */
    public String configs() {
        return id + "-configs";
    }

    /** The topic with how far sources are. */
    public String offsets() {
        return id + "-offsets";
    }

    /** The topic with what runs where. */
    public String status() {
        return id + "-status";
    }

    /** The topics in which workers keep what they know. */
    public List<String> topics() {
        return List.of(configs(), offsets(), status());
    }
}
