package io.trivet.node;

import io.trivet.kafka.MetadataMode;
import io.trivet.kafka.ServerText;
import io.trivet.layout.Role;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Stream;

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

    /** {@code host:port} at which its server listens, of several that for clients, or for controllers only. */
    public String endpoint() {
        SortedMap<String, String> settings = settings();
        return isZooKeeper()
                ? settings.getOrDefault("clientPortAddress", "localhost") + ":"
                        + settings.getOrDefault("clientPort", "2181")
                : settings.getOrDefault("listeners", "").replaceFirst(",.*", "").replaceFirst(".*://", "");
    }

    /** {@code host:port} at which a Kafka server listens for controllers; empty where it is none. */
    public String controllerEndpoint() {
        return quorumListener("listeners");
    }

    /** {@code host:port} at which other controllers know it; empty where it is none. */
    public String advertisedController() {
        return quorumListener("advertised.listeners");
    }

    /** {@code CONTROLLER}: the listener at which controllers speak with each other. */
    public String controllerListener() {
        return settings().getOrDefault("controller.listener.names", "").replaceFirst(",.*", "");
    }

    private String quorumListener(String listeners) {
        String begin = controllerListener() + "://";
        return Stream.of(settings().getOrDefault(listeners, "").split(","))
                .filter(listener -> listener.startsWith(begin))
                .map(listener -> listener.substring(begin.length()))
                .findFirst()
                .orElse("");
    }

    /** Whether a controller with this folder is one of those that its quorum began with. */
    public boolean isFirstVoter(String directory) {
        return firstVoters().contains(":" + directory);
    }

    /** Whether a controller is one of the first voters that come up before a majority of them is there. */
    public boolean comesBeforeQuorum() {
        List<String> first = List.of(firstVoters().split(","));
        return first.stream().limit(first.size() / 2).anyMatch(voter -> voter.startsWith(id + "@"));
    }

    private String firstVoters() {
        return ServerText.read(files.getOrDefault("/etc/trivet/role", "")).getOrDefault("INITIAL_CONTROLLERS", "");
    }

    /** Whether it is a voter that leads its quorum now. */
    public boolean leads(Peers peers) throws InterruptedException {
        return role.isVoter()
                && (isZooKeeper()
                        ? peers.isLeader(endpoint())
                        : peers.quorum().filter(quorum -> quorum.leader() == id).isPresent());
    }
}
