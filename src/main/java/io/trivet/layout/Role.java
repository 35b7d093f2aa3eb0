package io.trivet.layout;

import io.trivet.kafka.MetadataMode;
import java.util.List;
import java.util.Optional;

/**
 * What a node is for, as data. A role has its own range of ids, and of addresses within the part of the network that
 * belongs to a zone, so that adding a node of one role never moves a node of another.
 *
 * @param word in files, facts and JSON, {@code broker}
 * @param noun one of its nodes in a sentence, {@code ZooKeeper server}
 * @param key where its nodes are described, {@code brokers}; also the word for all of them, but for ZooKeeper and
 *     Connect
 * @param prefix of the names of its nodes, {@code zk}
 * @param idBase below the id of its first node
 * @param firstHost its first address in the part of a zone, counted from the start of that part
 * @param hosts how many addresses it has in the part of a zone, if the part is that large
 * @param votes on what its nodes are voters of: the metadata that are kept so; empty for those that vote on nothing
 */
public record Role(
        String word,
        String noun,
        String key,
        String prefix,
        int idBase,
        int firstHost,
        int hosts,
        Optional<MetadataMode> votes)
        implements Comparable<Role> {
    /** A server of the ZooKeeper ensemble; ids are its {@code myid}, a space of its own. */
    public static final Role ZOOKEEPER = new Role(
            "zookeeper", "ZooKeeper server", "zookeeper", "zk", 0, 10, 10, Optional.of(MetadataMode.ZOOKEEPER));

    /** A voter of the KRaft metadata quorum; shares the space of {@code node.id} with the brokers. */
    public static final Role CONTROLLER = new Role(
            "controller", "controller", "controllers", "controller", 10_000, 20, 20, Optional.of(MetadataMode.KRAFT));

    /** A broker. */
    public static final Role BROKER =
            new Role("broker", "broker", "brokers", "broker", 0, 100, Integer.MAX_VALUE, Optional.empty());

    /** A broker that is a voter of the KRaft metadata quorum, too; Kafka's word for it is combined. */
    public static final Role COMBINED = new Role(
            "combined", "broker", "brokers", "broker", 0, 100, Integer.MAX_VALUE, Optional.of(MetadataMode.KRAFT));

    /** A worker of Kafka Connect, beside the brokers. */
    public static final Role CONNECT =
            new Role("connect", "Connect worker", "connect", "connect", 20_000, 40, 40, Optional.empty());

    /** A node of MirrorMaker, which copies from other clusters to the brokers beside it. */
    public static final Role MIRROR =
            new Role("mirror", "mirror", "mirrors", "mirror", 30_000, 80, 20, Optional.empty());

    /** All of them, in the order in which they start; no cluster has both kinds of brokers. */
    public static final List<Role> ALL = List.of(ZOOKEEPER, CONTROLLER, BROKER, COMBINED, CONNECT, MIRROR);

    /** The role of this word. */
    public static Role of(String word) {
        return ALL.stream()
                .filter(role -> role.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no role " + word));
    }

    /**
     * The role of the node of this name, which does not tell whether a broker votes; empty for a name that no node has.
     */
    public static Optional<Role> ofNode(String name) {
        String prefix = name.replaceFirst("\\d+$", "");
        return ALL.stream()
                .filter(role -> role.prefix.equals(prefix) && name.length() > prefix.length())
                .findFirst();
    }

    /** The name of node {@code number}, from 1: {@code broker4}. */
    public String node(int number) {
        return prefix + number;
    }

    /**
     * The id of node {@code number}, from 1: brokers and ZooKeeper servers 1, 2, …; controllers 10001, 10002, …;
     * workers, which Kafka knows by no number, 20001, 20002, …; mirrors 30001, 30002, …
     */
    public int id(int number) {
        return idBase + number;
    }

    /** Whether its nodes hold partitions. */
    public boolean isBroker() {
        return key.equals(BROKER.key);
    }

    /** Whether its nodes hold partitions and vote on the metadata of all of them. */
    public boolean isCombined() {
        return isBroker() && isVoter();
    }

    /** Whether its nodes are voters of a quorum, which are interrupted one by one. */
    public boolean isVoter() {
        return votes.isPresent();
    }

    /** Whether its nodes are voters of metadata that are kept so. */
    public boolean votesOn(MetadataMode mode) {
        return votes.equals(Optional.of(mode));
    }

    /** Whether its nodes run connectors, those of others or those of MirrorMaker, and hold nothing. */
    public boolean isWorker() {
        return key.equals(CONNECT.key) || key.equals(MIRROR.key);
    }

    /**
     * Whether new nodes of it come before those that are there change: what is there may be unable to stop until they
     * are. An ensemble of ZooKeeper has all of its servers in its files, and workers hold nothing to be copied.
     */
    public boolean newcomersFirst() {
        return !votesOn(MetadataMode.ZOOKEEPER) && !isWorker();
    }

    /** Whether the nodes that are described under that key are there for the metadata alone. */
    public static boolean holdsMetadata(String key) {
        return key.equals(ZOOKEEPER.key) || key.equals(CONTROLLER.key);
    }

    /** Several of its nodes where all is about them: {@code brokers}, {@code workers}. */
    public String several() {
        return (key.equals(CONNECT.key) ? "worker" : word) + "s";
    }

    /** All of its nodes in words: {@code ZooKeeper}, {@code brokers}. */
    public String group() {
        return votesOn(MetadataMode.ZOOKEEPER) ? "ZooKeeper" : key.equals(CONNECT.key) ? "Connect" : key;
    }

    @Override
    public int compareTo(Role other) {
        return Integer.compare(ALL.indexOf(this), ALL.indexOf(other));
    }

    @Override
    public String toString() {
        return word;
    }
}
