package io.trivet.edge.local.cluster;

import io.trivet.edge.local.process.LocalFailure;
import io.trivet.layout.Role;
import io.trivet.operate.Topics;
import io.trivet.plan.Plan;
import io.trivet.process.KafkaController;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeMetadataQuorumOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.QuorumInfo;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * What the running brokers say of their cluster. A cluster that does not answer yet is one in which everything is
 * missing: the questions are asked again until the answers are right.
 */
final class Brokers implements AutoCloseable {
    private static final String REQUEST_MILLIS = "5000";
    private static final String CALL_MILLIS = "8000";

    /** A broker that still starts takes a question and does not answer it: then another one is asked. */
    private static final int SOON_MILLIS = 700;

    /**
     * A controller that does not know yet who leads says so, and the client asks nobody again before its view is old:
     * after five minutes, by default ({@code LeastLoadedBrokerOrActiveKController} of kafka-clients 4.3.1).
     */
    private static final String OLD_SOON_MILLIS = "200";

    private static final DescribeClusterOptions SOON = new DescribeClusterOptions().timeoutMs(SOON_MILLIS);

    private final Admin admin;

    private Brokers(Admin admin) {
        this.admin = admin;
    }

    /** Asks the brokers of the plan, whichever of them answer. */
    static Brokers of(Plan plan) {
        return of(plan.clientBootstrap());
    }

    /** Asks the brokers at {@code host:port,host:port}, whichever of them answer. */
    static Brokers of(String bootstrap) {
        SortedMap<String, Object> settings = new TreeMap<>(client(bootstrap, "trivet"));
        settings.put("default.api.timeout.ms", CALL_MILLIS);
        settings.put("request.timeout.ms", REQUEST_MILLIS);
        return new Brokers(Admin.create(settings));
    }

    /** Asks the controllers of the plan, which answer questions about their quorum before there is any broker. */
    static Brokers ofControllers(Plan plan) {
        SortedMap<String, Object> settings = new TreeMap<>(client("", "trivet"));
        settings.remove("bootstrap.servers");
        settings.put("bootstrap.controllers", plan.layout().endpoints(Role.CONTROLLER, KafkaController.PORT));
        settings.put("metadata.max.age.ms", OLD_SOON_MILLIS);
        settings.put("default.api.timeout.ms", CALL_MILLIS);
        settings.put("request.timeout.ms", REQUEST_MILLIS);
        return new Brokers(Admin.create(settings));
    }

    /** Whether the KRaft controllers have a leader, and the first records are on a majority of them. */
    boolean isQuorum() throws InterruptedException {
        return answer(
                admin.describeMetadataQuorum(new DescribeMetadataQuorumOptions().timeoutMs(SOON_MILLIS))
                        .quorumInfo()
                        .thenApply(quorum -> quorum.leaderId() >= 0 && quorum.highWatermark() > 0),
                false);
    }

    /** Settings of every client of Trivet: a broker that has just started is worth another try soon. */
    static SortedMap<String, Object> client(String bootstrap, String clientId) {
        SortedMap<String, Object> settings = new TreeMap<>();
        settings.put("bootstrap.servers", bootstrap);
        settings.put("client.id", clientId);
        settings.put("reconnect.backoff.ms", "20");
        settings.put("reconnect.backoff.max.ms", "200");
        settings.put("retry.backoff.ms", "20");
        settings.put("retry.backoff.max.ms", "200");
        settings.put("socket.connection.setup.timeout.ms", "2000");
        // Its beans would be registered for nobody.
        settings.put("metric.reporters", "");
        settings.put("enable.metrics.push", "false");
        return settings;
    }

    /** Ids of the brokers that are registered and unfenced. */
    SortedSet<Integer> registered() throws InterruptedException {
        SortedSet<Integer> ids = new TreeSet<>();
        for (Node node : answer(admin.describeCluster(SOON).nodes(), List.<Node>of())) {
            ids.add(node.id());
        }
        return ids;
    }

    /** Id of the broker that is the controller, with ZooKeeper; -1 when nobody knows. */
    int controller() throws InterruptedException {
        return answer(admin.describeCluster(SOON).controller(), Node.noNode()).id();
    }

    /** Ids of the voters of the KRaft metadata quorum that have fetched from a leader, or are it. */
    SortedSet<Integer> voters() throws InterruptedException {
        SortedSet<Integer> ids = new TreeSet<>();
        KafkaFuture<SortedSet<Integer>> voters = admin.describeMetadataQuorum()
                .quorumInfo()
                .thenApply(quorum -> {
                    SortedSet<Integer> found = new TreeSet<>();
                    for (QuorumInfo.ReplicaState voter : quorum.voters()) {
                        if (voter.replicaId() == quorum.leaderId() || voter.logEndOffset() >= 0) {
                            found.add(voter.replicaId());
                        }
                    }
                    return found;
                });
        ids.addAll(answer(voters, ids));
        return ids;
    }

    /** Names of all topics, internal ones too. */
    SortedSet<String> topics() throws InterruptedException {
        return new TreeSet<>(answer(
                admin.listTopics(new ListTopicsOptions().listInternal(true)).names(), new TreeSet<String>()));
    }

    /** Asks for topics that are missing; those that are there stay as they are. */
    void create(Collection<NewTopic> topics) throws LocalFailure, InterruptedException {
        for (var created : new TreeMap<>(admin.createTopics(topics).values()).entrySet()) {
            try {
                created.getValue().get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException) && !isPassing(e)) {
                    throw new LocalFailure(Topics.refused(created.getKey(), e));
                }
            }
        }
    }

    /** The copies of each of these topics, or nothing when they are not all there. */
    Copies copies(Collection<String> topics) throws InterruptedException {
        if (topics.isEmpty()) {
            return Copies.NONE;
        }
        Map<String, TopicDescription> described =
                answer(admin.describeTopics(topics).allTopicNames(), Map.<String, TopicDescription>of());
        if (described.size() < topics.size()) {
            return Copies.UNKNOWN;
        }
        SortedMap<Integer, Integer> lagging = new TreeMap<>();
        int leaderless = 0;
        int underReplicated = 0;
        for (TopicDescription topic : new TreeMap<>(described).values()) {
            for (TopicPartitionInfo partition : topic.partitions()) {
                List<Node> behind = new ArrayList<>(partition.replicas());
                behind.removeAll(partition.isr());
                behind.forEach(node -> lagging.merge(node.id(), 1, Integer::sum));
                underReplicated += behind.isEmpty() ? 0 : 1;
                leaderless += partition.leader() == null || partition.leader().isEmpty() ? 1 : 0;
            }
        }
        return new Copies(true, lagging, underReplicated, leaderless);
    }

    /**
     * How far the copies of partitions are.
     *
     * @param known whether the cluster said anything
     * @param lagging how many copies of each broker are not in sync, by its id; brokers without such are left out
     * @param underReplicated partitions with a copy that is not in sync
     * @param leaderless partitions without a leader
     */
    record Copies(boolean known, SortedMap<Integer, Integer> lagging, int underReplicated, int leaderless) {
        static final Copies NONE = new Copies(true, new TreeMap<>(), 0, 0);
        static final Copies UNKNOWN = new Copies(false, new TreeMap<>(), 0, 0);

        int lagging(int broker) {
            return lagging.getOrDefault(broker, 0);
        }
    }

    private static <T> T answer(KafkaFuture<T> question, T otherwise) throws InterruptedException {
        try {
            return question.get();
        } catch (ExecutionException e) {
            if (isPassing(e)) {
                return otherwise;
            }
            throw new IllegalStateException("the brokers refused: " + e.getCause(), e);
        }
    }

    private static boolean isPassing(ExecutionException e) {
        return e.getCause() instanceof org.apache.kafka.common.errors.RetriableException
                || e.getCause() instanceof org.apache.kafka.common.errors.UnsupportedVersionException
                || e.getCause() instanceof org.apache.kafka.common.errors.InvalidReplicationFactorException;
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
