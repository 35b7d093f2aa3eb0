package io.trivet.node;

import io.trivet.kafka.Catalogue;
import io.trivet.layout.Role;
import io.trivet.operate.ConnectWorkers;
import io.trivet.operate.Copies;
import io.trivet.operate.Failure;
import io.trivet.operate.LiveCluster;
import io.trivet.operate.Login;
import io.trivet.operate.Logs;
import io.trivet.operate.MirrorNodes;
import io.trivet.operate.Overrides;
import io.trivet.operate.PasswordStore;
import io.trivet.operate.Quorum;
import io.trivet.operate.Reassignments;
import io.trivet.operate.Users;
import io.trivet.operate.Way;
import io.trivet.operate.ZooKeeperServers;
import io.trivet.operate.access.AccessStep;
import io.trivet.problem.Place;
import io.trivet.security.Grant;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A cluster that runs. Clients are made where they are needed: on a ZooKeeper server there is no library for them, and
 * while brokers or controllers come and go, one that is made anew has no old view of who leads.
 */
public final class LivePeers implements Peers, AutoCloseable {
    /** What answers at all does so at once. */
    private static final Duration SOON = Duration.ofSeconds(3);

    private final String bootstrap;
    private final String controllers;
    private final Login login;
    private final List<String> zookeeper;
    private final SortedMap<Role, List<String>> workers;
    private final List<String> mirrored;
    private final Supplier<Catalogue> catalogue;
    private @Nullable LiveCluster brokers;

    /**
     * None is asked yet.
     *
     * @param bootstrap {@code host:port,…} at which brokers answer
     * @param controllers {@code host:port,…} of the KRaft controllers; empty with ZooKeeper
     * @param login as whom both are asked
     * @param zookeeper {@code host:port} of each ZooKeeper server; empty with KRaft
     * @param workers of each role that has such what {@link Peers#workers} tells; empty around any other node
     * @param mirrored groups that the mirrors are; empty around any other node
     * @param catalogue of the Kafka that runs
     */
    public LivePeers(
            String bootstrap,
            String controllers,
            Login login,
            List<String> zookeeper,
            SortedMap<Role, List<String>> workers,
            List<String> mirrored,
            Supplier<Catalogue> catalogue) {
        this.bootstrap = bootstrap;
        this.controllers = controllers;
        this.login = login;
        this.zookeeper = List.copyOf(zookeeper);
        this.workers = Collections.unmodifiableSortedMap(workers);
        this.mirrored = List.copyOf(mirrored);
        this.catalogue = catalogue;
    }

    @Override
    public Optional<SortedMap<Integer, String>> racks() throws InterruptedException {
        return brokers().racks();
    }

    @Override
    public Optional<List<Copies>> copies() throws InterruptedException {
        return brokers().copies();
    }

    @Override
    public Optional<Logs> logs(int broker) throws InterruptedException {
        return brokers().logs(broker);
    }

    @Override
    public Optional<SortedMap<String, List<Integer>>> moving() throws InterruptedException {
        return new Reassignments(brokers()).ongoing();
    }

    @Override
    public Optional<String> move(Collection<Reassignments.Move> moves) throws InterruptedException {
        return new Reassignments(brokers()).begin(moves);
    }

    @Override
    public Optional<Overrides> overrides(int broker) throws InterruptedException {
        return brokers().overrides(broker);
    }

    @Override
    public Optional<String> order(int broker, List<Overrides.Order> orders) throws InterruptedException {
        return brokers().order(broker, orders);
    }

    private LiveCluster brokers() {
        if (brokers == null) {
            brokers = LiveCluster.ofBrokers(bootstrap, login, SOON);
        }
        return brokers;
    }

    @Override
    public Optional<String> orderControllers(List<Overrides.Order> orders) throws InterruptedException {
        try (LiveCluster cluster = LiveCluster.ofControllers(controllers, login, SOON)) {
            return cluster.order(-1, orders);
        }
    }

    /**
     * With ZooKeeper the controller may have been among the brokers that restarted. A client that knows the old one
     * asks it for ever: it does not look again where only the partitions are refused (kafka-clients 4.3.1).
     */
    @Override
    public Optional<String> leadAsPreferred(Collection<Copies> partitions) throws InterruptedException {
        try (LiveCluster fresh = LiveCluster.ofBrokers(bootstrap, login, SOON)) {
            return fresh.leadAsPreferred(partitions);
        }
    }

    @Override
    public Optional<Kraft> kraft() {
        return controllers.isEmpty() ? Optional.empty() : Optional.of(new LiveKraft(controllers, bootstrap, login));
    }

    @Override
    public List<String> controllers() {
        return controllers.isEmpty() ? List.of() : List.of(controllers.split(","));
    }

    @Override
    public Optional<Quorum> quorum() throws InterruptedException {
        try (LiveCluster cluster = LiveCluster.ofControllers(controllers, login, SOON)) {
            return cluster.quorum();
        }
    }

    @Override
    public List<String> zookeeper() {
        return zookeeper;
    }

    @Override
    public boolean isMember(String server) {
        return ZooKeeperServers.isMember(server);
    }

    @Override
    public boolean isLeader(String server) {
        return ZooKeeperServers.isLeader(server);
    }

    @Override
    public List<String> workers(Role role) {
        return workers.getOrDefault(role, List.of());
    }

    @Override
    public Optional<List<ConnectWorkers.Part>> connectors(String worker) throws InterruptedException {
        return workers(Role.MIRROR).contains(worker)
                ? MirrorNodes.ask(brokers(), mirrored, worker)
                : ConnectWorkers.ask(worker, login);
    }

    @Override
    public Optional<SortedSet<Grant>> grants(String user) throws InterruptedException {
        try {
            return Optional.of(users().read(List.of(user)).get(0).grants());
        } catch (Failure e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> allow(String user, Collection<Grant> grants) throws InterruptedException {
        try {
            users().take(
                            grants.stream()
                                    .map(grant -> (AccessStep) new AccessStep.Allow(user, grant))
                                    .toList(),
                            PasswordStore.NONE);
            return Optional.empty();
        } catch (Failure e) {
            return Optional.of(e.problems().get(0).found());
        }
    }

    private Users users() {
        return new Users(brokers(), Way.ours(Place.ofPath(bootstrap), "", ""));
    }

    @Override
    public boolean listens(String server) {
        return ZooKeeperServers.listens(server);
    }

    @Override
    public Catalogue catalogue() {
        return catalogue.get();
    }

    @Override
    public void close() {
        if (brokers != null) {
            brokers.close();
        }
    }
}
