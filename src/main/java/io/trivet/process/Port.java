package io.trivet.process;

import java.util.List;

/**
 * A TCP port on which a node listens, and who may reach it.
 *
 * @param name what is spoken there, {@code clients}
 */
public record Port(String name, int number, List<Peer> from) {
    /** Who connects to a port. */
    public enum Peer {
        /** Applications. */
        CLIENTS,
        /** The brokers of the same cluster. */
        BROKERS,
        /** The controllers of the same cluster. */
        CONTROLLERS,
        /** The ZooKeeper servers of the same cluster. */
        ZOOKEEPER,
        /** What scrapes the exporters. */
        MONITORING
    }
}
