package io.trivet.node;

import io.trivet.kafka.Catalogue;
import io.trivet.layout.Role;
import io.trivet.operate.ConnectWorkers;
import io.trivet.operate.Copies;
import io.trivet.operate.Logs;
import io.trivet.operate.Overrides;
import io.trivet.operate.Quorum;
import io.trivet.operate.Reassignments;
import io.trivet.security.Grant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/** The cluster around a node, as its agent asks it and gives it orders. Where it does not answer, answers are empty. */
public interface Peers {
    /** Rack of each broker that is registered and not fenced, by its id. */
    Optional<SortedMap<Integer, String>> racks() throws InterruptedException;

    /** Every partition, of internal topics too, by topic and number. */
    Optional<List<Copies>> copies() throws InterruptedException;

    /** What lies on the disks of a broker. */
    Optional<Logs> logs(int broker) throws InterruptedException;

    /** Where the copies of each partition that moves will be, by its name. */
    Optional<SortedMap<String, List<Integer>>> moving() throws InterruptedException;

    /** Lets partitions move to other brokers; why one was refused, if one was. */
    Optional<String> move(Collection<Reassignments.Move> moves) throws InterruptedException;

    /** What stands above the file of a broker. */
    Optional<Overrides> overrides(int broker) throws InterruptedException;

    /** Carries orders to a broker, or to all, out; why they were refused, if they were. */
    Optional<String> order(int broker, List<Overrides.Order> orders) throws InterruptedException;

    /** Carries orders to the whole cluster out that its controllers take; why they were refused, if they were. */
    Optional<String> orderControllers(List<Overrides.Order> orders) throws InterruptedException;

    /** Asks that partitions are led by their preferred leader again; why one is not, if one is not. */
    Optional<String> leadAsPreferred(Collection<Copies> partitions) throws InterruptedException;

    /** What the cluster is made of; empty with ZooKeeper. */
    default Optional<Kraft> kraft() {
        return Optional.empty();
    }

    /** {@code host:port} of each KRaft controller; empty with ZooKeeper. */
    List<String> controllers();

    /** The quorum of the KRaft controllers; empty when it has no leader. */
    Optional<Quorum> quorum() throws InterruptedException;

    /** {@code host:port} of each ZooKeeper server; empty with KRaft. */
    List<String> zookeeper();

    /** Whether the ZooKeeper server at {@code host:port} is a member of a quorum. */
    boolean isMember(String server);

    /** Whether the ZooKeeper server at {@code host:port} leads its quorum. */
    boolean isLeader(String server);

    /**
     * The workers of a role: {@code host:port} of each of Kafka Connect, the name of each of MirrorMaker; empty around
     * any other node.
     */
    default List<String> workers(Role role) {
        return List.of();
    }

    /**
     * All connectors and their tasks, as the worker of that name knows them; empty when it is not one of its group. A
     * mirror answers no question, so that none are known of it.
     */
    default Optional<List<ConnectWorkers.Part>> connectors(String worker) throws InterruptedException {
        return Optional.empty();
    }

    /** What a user may do, as far as a description can say it. */
    default Optional<SortedSet<Grant>> grants(String user) throws InterruptedException {
        return Optional.empty();
    }

    /** Lets a user do more; why that was refused, if it was. */
    default Optional<String> allow(String user, Collection<Grant> grants) throws InterruptedException {
        return Optional.of("no brokers to ask");
    }

    /** Whether a process takes connections at {@code host:port}. */
    boolean listens(String server);

    /** The settings that its Kafka knows; there is no Kafka to know of on a ZooKeeper server. */
    Catalogue catalogue();
}
