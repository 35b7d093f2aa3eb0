package io.trivet.operate;

import io.trivet.operate.found.FoundAccess;
import io.trivet.operate.found.FoundBroker;
import io.trivet.operate.found.FoundCluster;
import io.trivet.operate.found.FoundSetting;
import io.trivet.operate.found.FoundTopic;
import io.trivet.problem.Problem;
import io.trivet.problem.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.FeatureMetadata;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * Asks a cluster for all that it is, in some ten questions however large it is, and one for each two hundred topics.
 * Nothing is changed. What a description can do without is only noted where it is not answered; brokers, their settings
 * and topics are not.
 *
 * <p>Fails: {@code cluster-unreachable}, {@code cluster-client}, {@code cluster-login}, {@code cluster-tls},
 * {@code cluster-forbidden}, {@code cluster-refused}, {@code broker-absent}; the first within a few seconds.
 */
public final class Survey {
    /** Answers are much larger than what is kept of them. */
    private static final int AT_ONCE = 200;

    private static final int FIRST_MILLIS = 6000;

    private final LiveCluster cluster;
    private final Way way;
    private final SurveyOfAccess access;
    private final List<String> unanswered = new ArrayList<>();
    private final SortedSet<Integer> holders = new TreeSet<>();

    private Survey(LiveCluster cluster, Way way) {
        this.cluster = cluster;
        this.way = way;
        this.access = new SurveyOfAccess(cluster.admin());
    }

    /**
     * Asks the brokers there.
     *
     * @param bootstrap {@code host:port,host:port}
     * @param properties of the client, such as its login; never told
     */
    public static FoundCluster of(String bootstrap, SortedMap<String, String> properties)
            throws Failure, InterruptedException {
        Way way = Way.typed(bootstrap);
        List<String> addresses = Arrays.asList(bootstrap.split(","));
        new Reach(way).any(addresses);
        SortedMap<String, String> client = LiveCluster.asking(properties, bootstrap);
        try (LiveCluster cluster = LiveCluster.of(client, way)) {
            boolean encrypted =
                    client.getOrDefault("security.protocol", "PLAINTEXT").endsWith("SSL");
            return new Survey(cluster, way).found(addresses.get(0), encrypted);
        }
    }

    private FoundCluster found(String address, boolean encrypted) throws Failure, InterruptedException {
        DescribeClusterResult described =
                cluster.admin().describeCluster(new DescribeClusterOptions().timeoutMs(FIRST_MILLIS));
        String id;
        try {
            id = described.clusterId().get();
        } catch (ExecutionException e) {
            Throwable cause = LiveCluster.cause(e);
            throw new Failure(
                    cause instanceof RetriableException
                            ? new Reach(way).silent(address, encrypted, cause)
                            : ClusterProblem.cluster(cause, way));
        }
        List<Node> nodes = answer(described.nodes()).stream()
                .sorted(Comparator.comparingInt(Node::id))
                .toList();
        new Reach(way)
                .all(nodes.stream().map(node -> node.host() + ":" + node.port()).toList());
        List<FoundBroker> brokers = brokers(nodes);
        FoundCluster.Features features = maybe(
                        "levels of features", cluster.admin().describeFeatures().featureMetadata())
                .map(Survey::features)
                .orElse(FoundCluster.Features.NONE);
        List<Integer> voters = features.finalised().containsKey("metadata.version")
                ? maybe(
                                "voters of the quorum",
                                cluster.admin().describeMetadataQuorum().quorumInfo())
                        .map(quorum -> quorum.voters().stream()
                                .map(voter -> voter.replicaId())
                                .sorted()
                                .toList())
                        .orElse(List.of())
                : List.of();
        List<FoundTopic> topics = topics();
        complete(nodes);
        FoundAccess rights = access.found(this::maybe);
        return new FoundCluster(id, brokers, voters, features, topics, rights, unanswered);
    }

    /** A broker that is down is told by no broker, and would be described away. */
    private void complete(List<Node> nodes) throws Failure {
        SortedSet<Integer> absent = new TreeSet<>(holders);
        nodes.forEach(node -> absent.remove(node.id()));
        if (!absent.isEmpty()) {
            throw new Failure(Problem.error(
                            "broker-absent",
                            way.place(),
                            "a cluster without "
                                    + (absent.size() == 1 ? "broker " : "brokers ")
                                    + Words.list(
                                            absent.stream().map(String::valueOf).toList())
                                    + ", which should hold partitions")
                    .must("have all its brokers: one that is down would not be described")
                    .mend("start them, or take their partitions from them, then run the same command again"));
        }
    }

    private List<FoundBroker> brokers(List<Node> nodes) throws Failure, InterruptedException {
        List<ConfigResource> resources =
                nodes.stream().map(node -> broker(node.id())).toList();
        Map<ConfigResource, Config> configs = answer(cluster.admin()
                .describeConfigs(resources, new DescribeConfigsOptions().includeSynonyms(true))
                .all());
        Map<Integer, Map<String, LogDirDescription>> folders = maybe(
                        "folders of data",
                        cluster.admin()
                                .describeLogDirs(nodes.stream().map(Node::id).toList())
                                .allDescriptions())
                .orElseGet(TreeMap::new);
        List<FoundBroker> brokers = new ArrayList<>();
        for (Node node : nodes) {
            SortedMap<String, FoundSetting> settings = new TreeMap<>();
            SortedSet<String> hidden = new TreeSet<>();
            Config config = configs.getOrDefault(broker(node.id()), new Config(List.of()));
            for (ConfigEntry entry : config.entries()) {
                FoundSetting.Source source = source(entry.source());
                if (entry.value() != null && !entry.isSensitive()) {
                    settings.put(entry.name(), new FoundSetting(entry.value(), source));
                } else if (entry.isSensitive() && source != FoundSetting.Source.DEFAULT) {
                    hidden.add(entry.name());
                }
            }
            List<Long> sizes = folders.getOrDefault(node.id(), new TreeMap<>()).values().stream()
                    .map(folder -> folder.totalBytes().orElse(0))
                    .toList();
            brokers.add(new FoundBroker(
                    node.id(), node.host(), node.port(), node.hasRack() ? node.rack() : "", settings, hidden, sizes));
        }
        return brokers;
    }

    private static ConfigResource broker(int id) {
        return new ConfigResource(ConfigResource.Type.BROKER, Integer.toString(id));
    }

    private static FoundSetting.Source source(ConfigEntry.ConfigSource source) {
        return switch (source) {
            case DYNAMIC_BROKER_CONFIG -> FoundSetting.Source.BROKER;
            case DYNAMIC_DEFAULT_BROKER_CONFIG -> FoundSetting.Source.CLUSTER;
            case STATIC_BROKER_CONFIG -> FoundSetting.Source.FILE;
            case DEFAULT_CONFIG,
                    UNKNOWN,
                    DYNAMIC_TOPIC_CONFIG,
                    DYNAMIC_BROKER_LOGGER_CONFIG,
                    DYNAMIC_CLIENT_METRICS_CONFIG,
                    DYNAMIC_GROUP_CONFIG -> FoundSetting.Source.DEFAULT;
        };
    }

    private static FoundCluster.Features features(FeatureMetadata told) {
        SortedMap<String, Short> finalised = new TreeMap<>();
        told.finalizedFeatures().forEach((name, range) -> finalised.put(name, range.maxVersionLevel()));
        SortedMap<String, Short> supported = new TreeMap<>();
        told.supportedFeatures().forEach((name, range) -> supported.put(name, range.maxVersion()));
        return new FoundCluster.Features(finalised, supported);
    }

    private List<FoundTopic> topics() throws Failure, InterruptedException {
        List<String> names = List.copyOf(new TreeSet<>(answer(cluster.admin()
                .listTopics(new ListTopicsOptions().listInternal(true))
                .names())));
        List<FoundTopic> topics = new ArrayList<>();
        for (int from = 0; from < names.size(); from += AT_ONCE) {
            topics.addAll(topics(names.subList(from, Math.min(names.size(), from + AT_ONCE))));
        }
        return topics;
    }

    private List<FoundTopic> topics(Collection<String> names) throws Failure, InterruptedException {
        KafkaFuture<Map<String, TopicDescription>> asked =
                cluster.admin().describeTopics(names).allTopicNames();
        Map<ConfigResource, Config> configs = answer(cluster.admin()
                .describeConfigs(names.stream().map(LiveCluster::topic).toList())
                .all());
        Map<String, TopicDescription> described = new LinkedHashMap<>(answer(asked));
        List<FoundTopic> topics = new ArrayList<>();
        for (String name : names) {
            TopicDescription topic = described.get(name);
            Config config = configs.get(LiveCluster.topic(name));
            if (topic == null || config == null) {
                throw new IllegalStateException("the cluster described another topic than it was asked for");
            }
            SortedMap<String, String> settings = new TreeMap<>();
            SortedMap<String, String> inherited = new TreeMap<>();
            for (ConfigEntry entry : config.entries()) {
                if (entry.value() != null && !entry.isSensitive()) {
                    boolean own = entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG;
                    (own ? settings : inherited).put(entry.name(), entry.value());
                }
            }
            topic.partitions().stream()
                    .flatMap(partition -> partition.replicas().stream())
                    .forEach(replica -> holders.add(replica.id()));
            topics.add(new FoundTopic(
                    name,
                    topic.isInternal(),
                    topic.partitions().stream()
                            .map(partition -> partition.replicas().size())
                            .toList(),
                    settings,
                    inherited));
        }
        return topics;
    }

    private <T> T answer(KafkaFuture<T> question) throws Failure, InterruptedException {
        try {
            return question.get();
        } catch (ExecutionException e) {
            throw new Failure(ClusterProblem.cluster(LiveCluster.cause(e), way));
        }
    }

    /** The answer; empty, and noted, where this user may not ask or the brokers do not know the question. */
    private <T> Optional<T> maybe(String about, KafkaFuture<T> question) throws Failure, InterruptedException {
        try {
            return Optional.of(question.get());
        } catch (ExecutionException e) {
            Throwable cause = LiveCluster.cause(e);
            if (cause instanceof AuthorizationException
                    || cause instanceof UnsupportedVersionException
                    || cause instanceof InvalidRequestException) {
                unanswered.add(about + " (" + String.valueOf(cause.getMessage()).strip() + ")");
                return Optional.empty();
            }
            throw new Failure(ClusterProblem.cluster(cause, way));
        }
    }
}
