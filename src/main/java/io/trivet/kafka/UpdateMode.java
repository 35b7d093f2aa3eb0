package io.trivet.kafka;

/**
 * What it takes to change a setting of a running broker; source: {@code DynamicBrokerConfig.dynamicConfigUpdateModes}.
 */
public enum UpdateMode {
    /** A restart of every node that reads it. */
    RESTART,
    /** An order to each broker while it runs, with a value of its own. */
    PER_BROKER,
    /** One order to the cluster while it runs; a value for a single broker can stand above it. */
    CLUSTER_WIDE
}
