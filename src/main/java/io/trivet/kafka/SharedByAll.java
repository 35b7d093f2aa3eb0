package io.trivet.kafka;

import java.util.List;
import java.util.Optional;

/**
 * The settings that every broker must have alike, so that none may have its own: what is asked of whichever broker
 * leads, or answers, or makes a topic, would depend on which one that is.
 *
 * <p>Source: the documentation of broker settings of Kafka 3.9 and 4.3.
 */
public final class SharedByAll {
    /** How names begin of what the whole cluster agrees on. */
    private static final List<String> CLUSTER = List.of(
            "allow.everyone.",
            "alter.config.",
            "authorizer.",
            "auto.create.",
            "auto.leader.",
            "client.quota.",
            "controller.",
            "create.topic.",
            "default.replication.",
            "delegation.",
            "delete.topic.",
            "group.",
            "inter.broker.",
            "kafka.",
            "leader.imbalance.",
            "listener.",
            "max.incremental.",
            "metadata.",
            "num.partitions",
            "offset",
            "password.",
            "principal.",
            "producer.id.",
            "quota.",
            "remote.",
            "replica.selector.",
            "reserved.broker.",
            "rlmm.",
            "rsm.",
            "sasl.",
            "security.",
            "share.",
            "ssl.",
            "super.",
            "transaction",
            "unclean.",
            "unstable.",
            "zookeeper.");

    private SharedByAll() {}

    /** Why one broker cannot have a value of its own, to end "be the same on every broker: …"; empty when it can. */
    public static Optional<String> reason(Catalogue catalogue, String name) {
        if (catalogue.topics().values().stream()
                .anyMatch(topic -> topic.fallback().settings().contains(name))) {
            return Optional.of("each partition would be kept by the rules of whichever broker leads it");
        }
        return CLUSTER.stream().anyMatch(name::startsWith)
                ? Optional.of("what clients and other brokers get would depend on which one they ask")
                : Optional.empty();
    }
}
