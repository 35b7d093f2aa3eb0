package io.trivet.settings;

import java.util.List;
import java.util.Optional;

/**
 * A setting that Trivet computes, so that no description may set it.
 *
 * @param key Kafka's name of the setting
 * @param reason why and from what it is computed, to follow "be left out: "
 */
public record Owned(String key, String reason) {
    private static final String LISTENERS = "listeners follow from the nodes, their addresses and their names";
    private static final String QUORUM = "the quorum follows from controllers.nodes";
    private static final String DATA = "data lies on the volume of the node, brokers.volume";

    /** Every such setting, by name. */
    public static final List<Owned> ALL = List.of(
            new Owned("advertised.listeners", LISTENERS + " in dns.zone"),
            new Owned("broker.id", "node n of brokers.nodes has the id n for ever"),
            new Owned("broker.rack", "the rack is the zone of the node, from zones"),
            new Owned("control.plane.listener.name", LISTENERS),
            new Owned("controller.listener.names", LISTENERS),
            new Owned("controller.quorum.bootstrap.servers", QUORUM),
            new Owned("controller.quorum.voters", QUORUM),
            new Owned("early.start.listeners", LISTENERS),
            new Owned("inter.broker.listener.name", LISTENERS),
            new Owned("listener.security.protocol.map", LISTENERS),
            new Owned("listeners", LISTENERS),
            new Owned("log.dir", DATA),
            new Owned("log.dirs", DATA),
            new Owned("metadata.log.dir", DATA),
            new Owned("node.id", "node n of brokers.nodes has the id n for ever"),
            new Owned("process.roles", "the role follows from kafka.metadata and the kind of the node"),
            new Owned("security.inter.broker.protocol", LISTENERS),
            new Owned("zookeeper.connect", "the ensemble follows from zookeeper.nodes"),
            new Owned("zookeeper.metadata.migration.enable", "a migration is a procedure, not a setting"));

    /** The row of this setting; empty when a description may set it. */
    public static Optional<Owned> of(String key) {
        return ALL.stream().filter(owned -> owned.key().equals(key)).findFirst();
    }
}
