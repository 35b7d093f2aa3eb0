package io.trivet.node;

import io.trivet.kafka.MetadataMode;
import io.trivet.kafka.ServerText;
import io.trivet.layout.Role;
import io.trivet.operate.LiveCluster;
import io.trivet.operate.ZooKeeperServers;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A node as its agent knows it.
 *
 * @param name {@code broker4}
 * @param id as Kafka or ZooKeeper knows it
 * @param server path of the file that its server reads its settings from
 * @param data folder of its data
 * @param files that must lie on it, text by path
 */
public record Member(String name, Role role, int id, String server, String data, SortedMap<String, String> files) {
    public Member {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** Whether its server is one of ZooKeeper, and not of Kafka. */
    boolean isZooKeeper() {
        return role.votesOn(MetadataMode.ZOOKEEPER);
    }

    /** The settings that its server must have. */
    SortedMap<String, String> settings() {
        return ServerText.read(files.getOrDefault(server, ""));
    }

    /** Where its server listens, with the clients or controllers first. */
    String host() {
        return isZooKeeper()
                ? settings().getOrDefault("clientPortAddress", "localhost")
                : listener().replaceFirst(":\\d+$", "");
    }

    /** The port that belongs to {@link #host()}. */
    int port() {
        return Integer.parseInt(
                isZooKeeper()
                        ? settings().getOrDefault("clientPort", "2181")
                        : listener().replaceFirst(".*:", ""));
    }

    /** Whether it is a voter that leads its quorum now. */
    public boolean leads(Peers peers) throws InterruptedException {
        return role.isVoter() && (isZooKeeper() ? ZooKeeperServers.isLeader(host(), port()) : leadsControllers(peers));
    }

    private boolean leadsControllers(Peers peers) throws InterruptedException {
        try (LiveCluster controllers = LiveCluster.ofControllers(peers.controllers(), Health.SOON)) {
            return controllers.quorum().filter(quorum -> quorum.leader() == id).isPresent();
        }
    }

    private String listener() {
        return settings().getOrDefault("listeners", "").replaceFirst(",.*", "").replaceFirst(".*://", "");
    }
}
