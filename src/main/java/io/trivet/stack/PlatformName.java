package io.trivet.stack;

import java.util.Locale;

/** What runs the brokers, as it is described. */
public enum PlatformName {
    /** Nodes of our own. */
    EC2,
    MSK,
    /** A service that runs Kafka for its customers. */
    EXTERNAL;

    /** As it is described. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
