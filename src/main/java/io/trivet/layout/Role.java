package io.trivet.layout;

import java.util.Locale;

/**
 * What a node is for. A role has its own range of ids, and of addresses within the part of the network that belongs to
 * a zone, so that adding a node of one role never moves a node of another.
 */
public enum Role {
    /** A server of the ZooKeeper ensemble; ids are its {@code myid}, a space of its own. */
    ZOOKEEPER("zk", 0, 10, 10),
    /** A voter of the KRaft metadata quorum; shares the space of {@code node.id} with the brokers. */
    CONTROLLER("controller", 10_000, 20, 20),
    BROKER("broker", 0, 100, Integer.MAX_VALUE);

    private final String prefix;
    private final int idBase;
    private final int firstHost;
    private final int hosts;

    Role(String prefix, int idBase, int firstHost, int hosts) {
        this.prefix = prefix;
        this.idBase = idBase;
        this.firstHost = firstHost;
        this.hosts = hosts;
    }

    /** The name of node {@code number}, from 1: {@code broker4}. */
    public String node(int number) {
        return prefix + number;
    }

    /** The id of node {@code number}, from 1: brokers and ZooKeeper servers 1, 2, …; controllers 10001, 10002, … */
    int id(int number) {
        return idBase + number;
    }

    /** The first address of the role in the part of a zone, counted from the start of that part. */
    public int firstHost() {
        return firstHost;
    }

    /** How many addresses the role has in the part of a zone, if the part is that large. */
    public int hosts() {
        return hosts;
    }

    /** The role in words: {@code broker}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
