package io.trivet.operate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.DescribeLogDirsOptions;
import org.apache.kafka.clients.admin.DescribeMetadataQuorumOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * A cluster that runs, asked and ordered through Kafka's own {@code Admin}. Where it does not answer yet, answers are
 * empty, and the question is asked again.
 */
public final class LiveCluster implements AutoCloseable {
    static final String LEAST_IN_SYNC = "min.insync.replicas";

    /**
     * What is asked for in one go: an agent has little memory, and answers are much larger than what is kept of them.
     */
    static final int TOPICS_AT_ONCE = 200;

    /** How long a server of our own may take before it counts as gone. */
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final Admin admin;
    private final int soonMillis;

    private LiveCluster(Admin admin, Duration soon) {
        this.admin = admin;
        this.soonMillis = (int) soon.toMillis();
    }

    /**
     * Asks the brokers at {@code host:port,host:port}, whichever of them answer.
     *
     * @param soon time within which one says who is there, or another is asked
     */
    public static LiveCluster ofBrokers(String bootstrap, Login login, Duration soon) {
        return of("bootstrap.servers", bootstrap, login, soon, Duration.ofMillis(500), ANSWER);
    }

    /** The same, and a broker that does not answer within that time is left for another. */
    public static LiveCluster ofBrokersNow(String bootstrap, Login login, Duration soon) {
        return of("bootstrap.servers", bootstrap, login, soon, Duration.ofMillis(500), soon);
    }

    /**
     * Asks the KRaft controllers at {@code host:port,host:port}, which know their quorum before there is any broker.
     */
    public static LiveCluster ofControllers(String bootstrap, Login login, Duration soon) {
        return of("bootstrap.controllers", bootstrap, login, soon, Duration.ofMillis(200), ANSWER);
    }

    /**
     * A controller that does not know yet who leads says so, and the client asks no other while its view is new: for
     * five minutes, by default ({@code LeastLoadedBrokerOrActiveKController} of kafka-clients 4.3.1).
     */
    private static LiveCluster of(
            String key, String bootstrap, Login login, Duration soon, Duration oldView, Duration answer) {
        SortedMap<String, Object> settings = client(bootstrap, login, "trivet");
        settings.remove("bootstrap.servers");
        settings.put(key, bootstrap);
        settings.put("metadata.max.age.ms", Long.toString(oldView.toMillis()));
        settings.put("request.timeout.ms", Long.toString(answer.toMillis()));
        settings.put("default.api.timeout.ms", Long.toString(3 * answer.toMillis()));
        return new LiveCluster(Admin.create(settings), soon);
    }

    /** Asks as a client with these settings. */
    public static LiveCluster of(SortedMap<String, String> client, Way way) throws Failure {
        SortedMap<String, Object> settings = new TreeMap<>(client);
        settings.put("client.id", "trivet-topics");
        silent(settings);
        try {
            return new LiveCluster(Admin.create(settings), Duration.ofSeconds(5));
        } catch (KafkaException e) {
            throw new Failure(ClusterProblem.client(e, way));
        }
    }

    /** Settings of every client of our own clusters: a broker that has just started is worth another try soon. */
    public static SortedMap<String, Object> client(String bootstrap, Login login, String clientId) {
        SortedMap<String, Object> settings = new TreeMap<>(login.settings());
        settings.put("bootstrap.servers", bootstrap);
        settings.put("client.id", clientId);
        settings.put("reconnect.backoff.ms", "20");
        settings.put("reconnect.backoff.max.ms", "200");
        settings.put("retry.backoff.ms", "20");
        settings.put("retry.backoff.max.ms", "200");
        // Of the addresses behind one name, some may belong to machines that are not there.
        settings.put("socket.connection.setup.timeout.ms", "1000");
        settings.put("socket.connection.setup.timeout.max.ms", "2000");
        silent(settings);
        return settings;
    }

    /** Settings of a client that asks for a person, who does not wait for long; its own stand above them. */
    public static SortedMap<String, String> asking(SortedMap<String, String> own, String bootstrap) {
        SortedMap<String, String> settings = new TreeMap<>();
        settings.put("request.timeout.ms", "6000");
        settings.put("default.api.timeout.ms", "10000");
        settings.put("socket.connection.setup.timeout.ms", "2000");
        settings.put("socket.connection.setup.timeout.max.ms", "4000");
        settings.putAll(own);
        settings.put("bootstrap.servers", bootstrap);
        return settings;
    }

    /** Without beans and metrics, which have no reader. */
    static void silent(SortedMap<String, Object> settings) {
        settings.put("metric.reporters", "");
        settings.put("enable.metrics.push", "false");
    }

    /**
     * Rack of each server that is registered and not fenced, by its id; an empty text where it has none. Controllers
     * answer with controllers, each of which registers in the metadata when it first joins.
     *
     * <p>Source: KIP-919, {@code ControllerRegistrationsPublisher.describeClusterControllers} of 3.9.2 and 4.3.1.
     */
    public Optional<SortedMap<Integer, String>> racks() throws InterruptedException {
        return answer(describe().nodes()).map(nodes -> {
            SortedMap<Integer, String> racks = new TreeMap<>();
            nodes.forEach(node -> racks.put(node.id(), node.hasRack() ? node.rack() : ""));
            return racks;
        });
    }

    /** Id of the broker that is the controller, with ZooKeeper. */
    public OptionalInt controller() throws InterruptedException {
        Optional<Node> controller = answer(describe().controller());
        return controller.isPresent() ? OptionalInt.of(controller.get().id()) : OptionalInt.empty();
    }

    private DescribeClusterResult describe() {
        return admin.describeCluster(new DescribeClusterOptions().timeoutMs(soonMillis));
    }

    /** The metadata quorum; empty when it has no leader. */
    public Optional<Quorum> quorum() throws InterruptedException {
        DescribeMetadataQuorumOptions soon = new DescribeMetadataQuorumOptions().timeoutMs(soonMillis);
        return answer(admin.describeMetadataQuorum(soon).quorumInfo())
                .filter(quorum -> quorum.leaderId() >= 0)
                .map(Quorum::of);
    }

    /** Names of all topics, internal ones too. */
    public Optional<SortedSet<String>> topics() throws InterruptedException {
        return answer(admin.listTopics(new ListTopicsOptions().listInternal(true))
                        .names())
                .map(TreeSet::new);
    }

    /** Every partition, of internal topics too, by topic and number. */
    public Optional<List<Copies>> copies() throws InterruptedException {
        Optional<SortedSet<String>> topics = topics();
        return topics.isEmpty() ? Optional.empty() : copies(topics.get());
    }

    /** Every partition of these topics, by topic and number; empty when they are not all there, too. */
    public Optional<List<Copies>> copies(Collection<String> topics) throws InterruptedException {
        List<Copies> copies = new ArrayList<>();
        List<String> all = List.copyOf(new TreeSet<>(topics));
        for (int from = 0; from < all.size(); from += TOPICS_AT_ONCE) {
            Optional<List<Copies>> found = copiesOf(all.subList(from, Math.min(from + TOPICS_AT_ONCE, all.size())));
            if (found.isEmpty()) {
                return found;
            }
            copies.addAll(found.get());
        }
        return Optional.of(List.copyOf(copies));
    }

    private Optional<List<Copies>> copiesOf(List<String> topics) throws InterruptedException {
        KafkaFuture<Map<String, TopicDescription>> asked =
                admin.describeTopics(topics).allTopicNames();
        Optional<Map<ConfigResource, Config>> configs = answer(
                admin.describeConfigs(topics.stream().map(LiveCluster::topic).toList())
                        .all());
        Optional<Map<String, TopicDescription>> described = answer(asked);
        if (described.isEmpty() || configs.isEmpty()) {
            return Optional.empty();
        }
        List<Copies> copies = new ArrayList<>();
        for (String topic : topics) {
            TopicDescription description = described.get().get(topic);
            Config config = configs.get().get(topic(topic));
            if (description == null || config == null) {
                return Optional.empty();
            }
            int least = Integer.parseInt(config.get(LEAST_IN_SYNC).value());
            for (TopicPartitionInfo partition : description.partitions()) {
                copies.add(Copies.of(topic, partition, least));
            }
        }
        return Optional.of(List.copyOf(copies));
    }

    /** What lies on the disks of a broker. */
    public Optional<Logs> logs(int broker) throws InterruptedException {
        return answer(admin.describeLogDirs(List.of(broker), new DescribeLogDirsOptions().timeoutMs(soonMillis))
                        .allDescriptions())
                .map(described -> Logs.of(described.getOrDefault(broker, Map.of())));
    }

    /** What stands above the file of a broker. */
    public Optional<Overrides> overrides(int broker) throws InterruptedException {
        ConfigResource resource = broker(Integer.toString(broker));
        return answer(admin.describeConfigs(List.of(resource), new DescribeConfigsOptions().includeSynonyms(true))
                        .all())
                .map(configs -> overrides(configs.getOrDefault(resource, new Config(List.of()))));
    }

    private static Overrides overrides(Config config) {
        SortedMap<String, String> own = new TreeMap<>();
        SortedMap<String, String> cluster = new TreeMap<>();
        for (ConfigEntry entry : config.entries()) {
            for (ConfigEntry.ConfigSynonym synonym : entry.synonyms()) {
                String value = synonym.value() == null ? "" : synonym.value();
                if (!synonym.name().equals(entry.name())) {
                    continue;
                }
                if (synonym.source() == ConfigEntry.ConfigSource.DYNAMIC_BROKER_CONFIG) {
                    own.put(entry.name(), value);
                } else if (synonym.source() == ConfigEntry.ConfigSource.DYNAMIC_DEFAULT_BROKER_CONFIG) {
                    cluster.put(entry.name(), value);
                }
            }
        }
        return new Overrides(own, cluster);
    }

    /**
     * Carries orders out, those for the cluster first.
     *
     * @return why the brokers refused; empty when they took them
     */
    public Optional<String> order(int broker, List<Overrides.Order> orders) throws InterruptedException {
        for (boolean wholeCluster : List.of(true, false)) {
            List<AlterConfigOp> ops = orders.stream()
                    .filter(order -> order.wholeCluster() == wholeCluster)
                    .map(order -> new AlterConfigOp(
                            new ConfigEntry(order.name(), order.value()),
                            order.remove() ? AlterConfigOp.OpType.DELETE : AlterConfigOp.OpType.SET))
                    .toList();
            try {
                if (!ops.isEmpty()) {
                    alter(broker(wholeCluster ? "" : Integer.toString(broker)), ops)
                            .get();
                }
            } catch (ExecutionException e) {
                return Optional.of(String.valueOf(e.getCause()));
            }
        }
        return Optional.empty();
    }

    KafkaFuture<Void> alter(ConfigResource resource, Collection<AlterConfigOp> ops) {
        Map<ConfigResource, Collection<AlterConfigOp>> change = new LinkedHashMap<>();
        change.put(resource, ops);
        return admin.incrementalAlterConfigs(change).all();
    }

    /**
     * Asks that partitions are led by their preferred leader again. Where that is so already, nothing changes.
     *
     * @return why a partition is not, by the words of the controller; empty when it obeyed for all
     */
    public Optional<String> leadAsPreferred(Collection<Copies> partitions) throws InterruptedException {
        Set<TopicPartition> asked = new LinkedHashSet<>();
        partitions.forEach(copies -> asked.add(new TopicPartition(copies.topic(), copies.partition())));
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        Optional<Map<TopicPartition, Optional<Throwable>>> elected =
                answer(admin.electLeaders(ElectionType.PREFERRED, asked).partitions());
        if (elected.isEmpty()) {
            return Optional.of("the controller does not answer");
        }
        return elected.get().values().stream()
                .flatMap(Optional::stream)
                .map(Throwable::toString)
                .findFirst();
    }

    static ConfigResource topic(String name) {
        return new ConfigResource(ConfigResource.Type.TOPIC, name);
    }

    private static ConfigResource broker(String id) {
        return new ConfigResource(ConfigResource.Type.BROKER, id);
    }

    static <T> Optional<T> answer(KafkaFuture<T> question) throws InterruptedException {
        try {
            return Optional.ofNullable(question.get());
        } catch (ExecutionException e) {
            if (isPassing(cause(e))) {
                return Optional.empty();
            }
            throw new IllegalStateException("the servers refused: " + e.getCause(), e);
        }
    }

    static Throwable cause(ExecutionException thrown) {
        Throwable cause = thrown.getCause();
        return cause == null ? thrown : cause;
    }

    /** A controller that has not read its log yet calls itself too old to be asked, and brokers register one by one. */
    static boolean isPassing(Throwable cause) {
        return cause instanceof RetriableException
                || cause instanceof UnsupportedVersionException
                || cause instanceof InvalidReplicationFactorException;
    }

    Admin admin() {
        return admin;
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
