package io.trivet.operate;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.AddRaftVoterOptions;
import org.apache.kafka.clients.admin.DescribeFeaturesOptions;
import org.apache.kafka.clients.admin.DescribeMetadataQuorumOptions;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.RaftVoterEndpoint;
import org.apache.kafka.clients.admin.RemoveRaftVoterOptions;
import org.apache.kafka.clients.admin.UnregisterBrokerOptions;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;

/**
 * The questions to the controllers of a KRaft cluster about what it is made of, and the orders that change that. Orders
 * say why they were refused, and nothing when they were obeyed.
 */
public final class LiveMetadata implements AutoCloseable {
    private final LiveCluster cluster;
    private final int soonMillis;

    private LiveMetadata(LiveCluster cluster, Duration soon) {
        this.cluster = cluster;
        this.soonMillis = (int) soon.toMillis();
    }

    /**
     * Asks the controllers at {@code host:port,host:port}.
     *
     * @param soon time within which one answers, or another is asked
     */
    public static LiveMetadata of(String bootstrap, Login login, Duration soon) {
        return new LiveMetadata(LiveCluster.ofControllers(bootstrap, login, soon), soon);
    }

    /** Asks the brokers at {@code host:port,host:port}, which send on what only a controller can do. */
    public static LiveMetadata ofBrokers(String bootstrap, Login login, Duration soon) {
        return new LiveMetadata(LiveCluster.ofBrokers(bootstrap, login, soon), soon);
    }

    /** The finalised level of each feature that has one. */
    public Optional<SortedMap<String, Short>> finalised() throws InterruptedException {
        return LiveCluster.answer(cluster.admin()
                        .describeFeatures(new DescribeFeaturesOptions().timeoutMs(soonMillis))
                        .featureMetadata())
                .map(features -> {
                    SortedMap<String, Short> levels = new TreeMap<>();
                    features.finalizedFeatures().forEach((name, range) -> levels.put(name, range.maxVersionLevel()));
                    return levels;
                });
    }

    /** Raises features to these levels; Kafka refuses while a server that is registered knows one of them not. */
    public Optional<String> finalise(SortedMap<String, Short> levels) throws InterruptedException {
        Map<String, FeatureUpdate> updates = new LinkedHashMap<>();
        levels.forEach((name, level) -> updates.put(name, new FeatureUpdate(level, FeatureUpdate.UpgradeType.UPGRADE)));
        return refused(cluster.admin()
                .updateFeatures(updates, new UpdateFeaturesOptions().timeoutMs(soonMillis))
                .all());
    }

    /** Takes a broker out of the metadata that does not run; nothing is to be done for one that is not in it. */
    public Optional<String> unregister(int broker) throws InterruptedException {
        KafkaFuture<Void> asked = cluster.admin()
                .unregisterBroker(broker, new UnregisterBrokerOptions().timeoutMs(soonMillis))
                .all();
        try {
            asked.get();
            return Optional.empty();
        } catch (ExecutionException e) {
            Throwable cause = LiveCluster.cause(e);
            return cause instanceof BrokerIdNotRegisteredException ? Optional.empty() : Optional.of(words(cause));
        }
    }

    /** Who votes; empty when the quorum has no leader. */
    public Optional<Voters> voters() throws InterruptedException {
        return LiveCluster.answer(cluster.admin()
                        .describeMetadataQuorum(new DescribeMetadataQuorumOptions().timeoutMs(soonMillis))
                        .quorumInfo())
                .filter(quorum -> quorum.leaderId() >= 0)
                .map(Voters::of);
    }

    /**
     * Makes a controller that follows the quorum a voter of it.
     *
     * @param listener name of the listener of the controllers
     * @param endpoint {@code host:port} of its own
     */
    public Optional<String> add(int id, String directory, String listener, String endpoint)
            throws InterruptedException {
        int colon = endpoint.lastIndexOf(':');
        RaftVoterEndpoint own = new RaftVoterEndpoint(
                listener, endpoint.substring(0, colon), Integer.parseInt(endpoint.substring(colon + 1)));
        Voters.Replica replica = new Voters.Replica(id, directory, -1);
        return refused(cluster.admin()
                .addRaftVoter(id, replica.uuid(), Set.of(own), new AddRaftVoterOptions().timeoutMs(soonMillis))
                .all());
    }

    /** Takes a voter out of the quorum. */
    public Optional<String> remove(int id, String directory) throws InterruptedException {
        Voters.Replica replica = new Voters.Replica(id, directory, -1);
        return refused(cluster.admin()
                .removeRaftVoter(id, replica.uuid(), new RemoveRaftVoterOptions().timeoutMs(soonMillis))
                .all());
    }

    private static Optional<String> refused(KafkaFuture<Void> order) throws InterruptedException {
        try {
            order.get();
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(words(LiveCluster.cause(e)));
        }
    }

    /** What Kafka says, and the name of its error where it says nothing. */
    private static String words(Throwable cause) {
        String message = cause.getMessage();
        return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
    }

    @Override
    public void close() {
        cluster.close();
    }
}
