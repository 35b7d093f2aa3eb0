package io.trivet.operate.status;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The servers that a description says there are, by id.
 *
 * @param brokers none where it does not say which
 * @param voters of the metadata: controllers, or servers of ZooKeeper; none where they are not ours
 * @param ensemble {@code host:port} of each of these that is a server of ZooKeeper
 */
public record Expected(
        SortedMap<Integer, Server> brokers, SortedMap<Integer, Server> voters, SortedMap<Integer, String> ensemble) {
    /** Where no description says which servers there are. */
    public static final Expected NOTHING = new Expected(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

    /**
     * A server.
     *
     * @param name {@code broker4}
     * @param zone where it stands; empty where no description says it
     */
    public record Server(String name, String zone) {}

    public Expected {
        brokers = Collections.unmodifiableSortedMap(new TreeMap<>(brokers));
        voters = Collections.unmodifiableSortedMap(new TreeMap<>(voters));
        ensemble = Collections.unmodifiableSortedMap(new TreeMap<>(ensemble));
    }

    /** The name of a broker, described or not. */
    public String broker(int id) {
        Server server = brokers.get(id);
        return server == null ? "broker" + id : server.name();
    }

    /** The name of a voter, described or not. */
    public String voter(int id) {
        Server server = voters.get(id);
        return server == null ? "voter " + id : server.name();
    }

    /** The zone of a broker: its rack, else as it is described; empty where neither says it. */
    String zone(int id, SortedMap<Integer, String> racks) {
        String rack = racks.getOrDefault(id, "");
        Server server = brokers.get(id);
        return !rack.isEmpty() || server == null ? rack : server.zone();
    }

    /** The zone of a voter; that of its broker where it is one, too, and empty where nothing says it. */
    String votersZone(int id, SortedMap<Integer, String> racks) {
        Server server = voters.get(id);
        return server == null ? racks.getOrDefault(id, "") : server.zone();
    }

    /** Zones in which servers are described, or brokers are. */
    SortedSet<String> zones(SortedMap<Integer, String> racks) {
        SortedSet<String> zones = new TreeSet<>(racks.values());
        brokers.values().forEach(server -> zones.add(server.zone()));
        voters.values().forEach(server -> zones.add(server.zone()));
        zones.remove("");
        return zones;
    }
}
