package io.trivet.node;

import io.trivet.kafka.MetadataMode;
import io.trivet.kafka.ServerText;
import io.trivet.layout.Role;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
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
    public boolean isZooKeeper() {
        return role.votesOn(MetadataMode.ZOOKEEPER);
    }

    /** The settings that its server must have. */
    public SortedMap<String, String> settings() {
        return ServerText.read(files.getOrDefault(server, ""));
    }

    /** The names of settings that its server has of its own, and others of its role do not. */
    public SortedSet<String> alone() {
        return ServerText.alone(files.getOrDefault(server, ""));
    }

    /** {@code host:port} at which its server listens, of several that for clients or controllers. */
    public String endpoint() {
        SortedMap<String, String> settings = settings();
        return isZooKeeper()
                ? settings.getOrDefault("clientPortAddress", "localhost") + ":"
                        + settings.getOrDefault("clientPort", "2181")
                : settings.getOrDefault("listeners", "").replaceFirst(",.*", "").replaceFirst(".*://", "");
    }

    /** Whether a controller with this folder is one of those that its quorum began with. */
    public boolean isFirstVoter(String directory) {
        return ServerText.read(files.getOrDefault("/etc/trivet/role", ""))
                .getOrDefault("INITIAL_CONTROLLERS", "")
                .contains(":" + directory);
    }

    /** Whether it is a voter that leads its quorum now. */
    public boolean leads(Peers peers) throws InterruptedException {
        return role.isVoter()
                && (isZooKeeper()
                        ? peers.isLeader(endpoint())
                        : peers.quorum().filter(quorum -> quorum.leader() == id).isPresent());
    }
}
