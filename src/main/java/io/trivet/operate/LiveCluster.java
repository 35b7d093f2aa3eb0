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
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.DescribeMetadataQuorumOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.QuorumInfo;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * A cluster that runs, asked and ordered through Kafka's own {@code Admin}. Where it does not answer yet, answers are
 * empty: whoever asks waits and asks again.
 */
public final class LiveCluster implements AutoCloseable {
    private static final String LEAST_IN_SYNC = "min.insync.replicas";

    /** A quorum that has a leader says so at once. */
    private static final DescribeMetadataQuorumOptions SOON = new DescribeMetadataQuorumOptions().timeoutMs(3000);

    private final Admin admin;

    private LiveCluster(Admin admin) {
        this.admin = admin;
    }

    /** Asks the brokers at {@code host:port,host:port}, whichever of them answer. */
    public static LiveCluster ofBrokers(String bootstrap) {
        return of("bootstrap.servers", bootstrap);
    }

    /** Asks the KRaft controllers at {@code host:port,host:port}, of their quorum. */
    public static LiveCluster ofControllers(String bootstrap) {
        return of("bootstrap.controllers", bootstrap);
    }

    private static LiveCluster of(String key, String bootstrap) {
        SortedMap<String, Object> settings = new TreeMap<>();
        settings.put(key, bootstrap);
        settings.put("client.id", "trivet-roll");
        settings.put("reconnect.backoff.ms", "50");
        settings.put("reconnect.backoff.max.ms", "500");
        // A controller that does not know yet who leads says so, and the client asks nobody again while its view is
        // new.
        settings.put("metadata.max.age.ms", "500");
        // Of the addresses behind one name, some may belong to machines that are not there.
        settings.put("socket.connection.setup.timeout.ms", "1000");
        settings.put("socket.connection.setup.timeout.max.ms", "2000");
        settings.put("request.timeout.ms", "5000");
        settings.put("default.api.timeout.ms", "15000");
        settings.put("metric.reporters", "");
        settings.put("enable.metrics.push", "false");
        return new LiveCluster(Admin.create(settings));
    }

    /** Rack of each broker that is registered and not fenced, by its id; an empty text where it has none. */
    public SortedMap<Integer, String> racks() throws InterruptedException {
        SortedMap<Integer, String> racks = new TreeMap<>();
        for (Node node : answer(admin.describeCluster().nodes()).orElse(new LinkedHashSet<>(List.<Node>of()))) {
            racks.put(node.id(), node.hasRack() ? node.rack() : "");
        }
        return racks;
    }

    /** Every partition, of internal topics too, by topic and number; empty when the cluster does not answer. */
    public Optional<List<Copies>> copies() throws InterruptedException {
        Optional<Set<String>> names = answer(
                admin.listTopics(new ListTopicsOptions().listInternal(true)).names());
        if (names.isEmpty()) {
            return Optional.empty();
        }
        SortedSet<String> topics = new TreeSet<>(names.get());
        Optional<Map<String, TopicDescription>> described =
                answer(admin.describeTopics(topics).allTopicNames());
        Optional<Map<ConfigResource, Config>> configs = answer(admin.describeConfigs(topics.stream()
                        .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                        .toList())
                .all());
        if (described.isEmpty() || configs.isEmpty()) {
            return Optional.empty();
        }
        List<Copies> copies = new ArrayList<>();
        for (String topic : topics) {
            TopicDescription description = described.get().get(topic);
            Config config = configs.get().get(new ConfigResource(ConfigResource.Type.TOPIC, topic));
            if (description == null || config == null) {
                return Optional.empty();
            }
            int least = Integer.parseInt(config.get(LEAST_IN_SYNC).value());
            for (TopicPartitionInfo partition : description.partitions()) {
                copies.add(new Copies(
                        topic,
                        partition.partition(),
                        ids(partition.replicas()),
                        ids(partition.isr()),
                        partition.leader() == null ? -1 : partition.leader().id(),
                        least));
            }
        }
        return Optional.of(List.copyOf(copies));
    }

    private static List<Integer> ids(List<Node> nodes) {
        return nodes.stream().map(Node::id).toList();
    }

    /** What stands above the file of a broker; empty when it does not answer. */
    public Optional<Overrides> overrides(int broker) throws InterruptedException {
        ConfigResource resource = broker(broker);
        Optional<Map<ConfigResource, Config>> configs =
                answer(admin.describeConfigs(List.of(resource), new DescribeConfigsOptions().includeSynonyms(true))
                        .all());
        if (configs.isEmpty()) {
            return Optional.empty();
        }
        SortedMap<String, String> own = new TreeMap<>();
        SortedMap<String, String> cluster = new TreeMap<>();
        for (ConfigEntry entry :
                configs.get().getOrDefault(resource, new Config(List.of())).entries()) {
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
        return Optional.of(new Overrides(own, cluster));
    }

    /**
     * Carries orders out, those for the cluster first.
     *
     * @return why the brokers refused; empty when they took them
     */
    public Optional<String> order(int broker, List<Overrides.Order> orders) throws InterruptedException {
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new LinkedHashMap<>();
        for (boolean wholeCluster : List.of(true, false)) {
            List<AlterConfigOp> ops = orders.stream()
                    .filter(order -> order.wholeCluster() == wholeCluster)
                    .map(order -> new AlterConfigOp(
                            new ConfigEntry(order.name(), order.value()),
                            order.remove() ? AlterConfigOp.OpType.DELETE : AlterConfigOp.OpType.SET))
                    .toList();
            if (!ops.isEmpty()) {
                changes.put(wholeCluster ? new ConfigResource(ConfigResource.Type.BROKER, "") : broker(broker), ops);
            }
        }
        for (var change : changes.entrySet()) {
            Map<ConfigResource, Collection<AlterConfigOp>> one = new LinkedHashMap<>();
            one.put(change.getKey(), change.getValue());
            try {
                admin.incrementalAlterConfigs(one).all().get();
            } catch (ExecutionException e) {
                return Optional.of(String.valueOf(e.getCause()));
            }
        }
        return Optional.empty();
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

    /**
     * Voters of the metadata quorum that were as far as their leader within this time, with the time at which they
     * were, by the clock of the leader in milliseconds; empty when there is no leader. The leader itself is so now.
     */
    public SortedMap<Integer, Long> votersCaughtUp(Duration within) throws InterruptedException {
        SortedMap<Integer, Long> caughtUp = new TreeMap<>();
        Optional<QuorumInfo> quorum = answer(admin.describeMetadataQuorum(SOON).quorumInfo());
        if (quorum.isEmpty() || quorum.get().leaderId() < 0) {
            return caughtUp;
        }
        int leader = quorum.get().leaderId();
        long now = quorum.get().voters().stream()
                .filter(voter -> voter.replicaId() == leader)
                .mapToLong(voter -> voter.lastCaughtUpTimestamp().orElse(-1))
                .max()
                .orElse(-1);
        for (QuorumInfo.ReplicaState voter : quorum.get().voters()) {
            long at = voter.lastCaughtUpTimestamp().orElse(-1);
            if (voter.replicaId() == leader) {
                caughtUp.put(leader, now);
            } else if (at >= 0 && now - at <= within.toMillis()) {
                caughtUp.put(voter.replicaId(), at);
            }
        }
        return caughtUp;
    }

    /** Id of the controller that leads the metadata quorum; empty when none does. */
    public OptionalInt quorumLeader() throws InterruptedException {
        Optional<QuorumInfo> quorum = answer(admin.describeMetadataQuorum(SOON).quorumInfo());
        return quorum.isPresent() && quorum.get().leaderId() >= 0
                ? OptionalInt.of(quorum.get().leaderId())
                : OptionalInt.empty();
    }

    /**
     * Ids of the controllers that have ever joined, asked of the controllers: each registers in the metadata when it
     * first does. Empty when there is no quorum that knows.
     *
     * <p>Source: KIP-919, {@code ControllerRegistrationsPublisher.describeClusterControllers} of 3.9.2 and 4.3.1.
     */
    public SortedSet<Integer> registeredControllers(Duration timeout) throws InterruptedException {
        SortedSet<Integer> ids = new TreeSet<>();
        DescribeClusterOptions soon = new DescribeClusterOptions().timeoutMs((int) timeout.toMillis());
        answer(admin.describeCluster(soon).nodes()).ifPresent(nodes -> nodes.forEach(node -> ids.add(node.id())));
        return ids;
    }

    private static ConfigResource broker(int id) {
        return new ConfigResource(ConfigResource.Type.BROKER, Integer.toString(id));
    }

    private static <T> Optional<T> answer(KafkaFuture<T> question) throws InterruptedException {
        try {
            return Optional.of(question.get());
        } catch (ExecutionException e) {
            // A controller that has not read its log yet calls itself too old to be asked.
            if (e.getCause() instanceof RetriableException || e.getCause() instanceof UnsupportedVersionException) {
                return Optional.empty();
            }
            throw new IllegalStateException("the servers refused: " + e.getCause(), e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
