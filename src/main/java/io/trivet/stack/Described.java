package io.trivet.stack;

import java.util.SortedMap;

/** What every description says, whatever the platform. */
public sealed interface Described permits Stack, MskStack, ExternalStack {
    /** Name of the cluster. */
    String name();

    /** Environment of the cluster, such as prod or dev. */
    String environment();

    /** What runs the brokers. */
    Stack.Platform platform();

    /** The topics that are described, by name. */
    SortedMap<String, Stack.Topic> topics();

    /** Whether the rules of production hold. */
    default boolean isProduction() {
        return environment().startsWith("prod");
    }
}
