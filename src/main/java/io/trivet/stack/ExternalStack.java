package io.trivet.stack;

import java.util.List;
import java.util.SortedMap;

/**
 * The description of a cluster that somebody else runs, as the user wrote it: where it is, and what stands around it.
 *
 * @param name of the cluster
 * @param environment such as prod or dev; names that begin with {@code prod} get the rules of production
 * @param platform external
 * @param external the cluster
 * @param topics by name
 * @param tags on every resource
 */
public record ExternalStack(
        @Doc(value = "Name of the cluster", example = "orders")
        String name,

        @Doc(
                value = "Environment of the cluster; one that begins with prod gets the rules of production",
                example = "prod")
        String environment,

        @Doc("What runs the brokers") Stack.Platform platform,
        @Doc("The cluster that somebody else runs") External external,
        @Doc("The topics that the cluster holds, by name") SortedMap<String, Stack.Topic> topics,
        @Doc("Tags on every resource on AWS, by name") SortedMap<String, String> tags) {

    /** Whether the rules of production hold. */
    public boolean isProduction() {
        return environment.startsWith("prod");
    }

    /**
     * A cluster that somebody else runs.
     *
     * @param service who runs it
     * @param bootstrap where clients connect first
     */
    public record External(
            @Doc("Who runs it") Service service,

            @Doc(value = "Where clients connect first, host:port", example = "[kafka-orders.example.com:9092]")
            List<String> bootstrap) {}

    /** Who runs a cluster. */
    public enum Service {
        CONFLUENT_CLOUD,
        AIVEN,
        INSTACLUSTR,
        CLOUDKARAFKA,
        UPSTASH,
        OTHER
    }
}
