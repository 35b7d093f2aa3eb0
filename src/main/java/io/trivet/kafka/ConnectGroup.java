package io.trivet.kafka;

import java.util.List;

/**
 * The group that the workers of a cluster of Kafka Connect are, with the names that follow from its own.
 *
 * @param id {@code connect-films}
 */
public record ConnectGroup(String id) {
    /** The user as which all workers come where brokers ask for one, {@code User:connect}. */
    public static final String USER = "connect";

    /** How the group of each sink begins; what follows is the name of the connector. */
    public static final String SINKS = "connect-";

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

    /**
     * The transactions in which it writes where sources are exactly once: of the worker that leads, and how those of
     * tasks begin, which go on with the name of the connector and the number of the task.
     *
     * <p>Source: KIP-618; {@code DistributedConfig.transactionalProducerId} and {@code Worker.taskTransactionalId} of
     * 3.9.2 and 4.3.1.
     */
    public List<String> transactions() {
        return List.of("connect-cluster-" + id, id + "-*");
    }
}
