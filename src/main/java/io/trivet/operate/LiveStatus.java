package io.trivet.operate;

import io.trivet.operate.Reassignments.Moving;
import io.trivet.operate.status.Expected;
import io.trivet.operate.status.GroupLag;
import io.trivet.operate.status.Metadata;
import io.trivet.operate.status.Sight;
import java.util.ArrayList;
import java.util.Collection;
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
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.DescribeLogDirsOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.QuorumInfo;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a cluster for a person, and changes nothing: in some ten questions however large it is, one more for each
 * two hundred topics, and three for all consumer groups. Brokers and topics must be told; what else is not, is named.
 *
 * <p>Fails: {@code cluster-unreachable}, {@code cluster-login}, {@code cluster-tls}, {@code cluster-forbidden},
 * {@code cluster-refused}.
 *
 * @param way on which the cluster is reached
 */
public record LiveStatus(LiveCluster cluster, Way way) {
    /** Fails where no connection is taken at any of these addresses, sooner than a client would. */
    public static void reach(List<String> bootstrap, Way way) throws Failure {
        new Reach(way).any(bootstrap);
    }

    /** The cluster as it is now. */
    public Sight look(Expected expected) throws Failure, InterruptedException {
        Untold untold = new Untold(way);
        SortedMap<Integer, String> racks = new TreeMap<>();
        DescribeClusterResult described = cluster.admin().describeCluster();
        untold.must(described.nodes()).forEach(node -> racks.put(node.id(), node.hasRack() ? node.rack() : ""));
        SortedSet<String> throttled = new TreeSet<>();
        List<Copies> copies = copies(untold, throttled);
        SortedMap<String, Moving> moving = untold.may(
                        "reassignments",
                        cluster.admin().listPartitionReassignments().reassignments())
                .map(Moving::of)
                .orElseGet(TreeMap::new);
        Metadata metadata = metadata(described, expected, untold);
        SortedSet<Integer> silent = new TreeSet<>();
        SortedMap<Integer, Logs> logs = logs(racks.keySet(), expected, silent, untold);
        List<GroupLag> groups = new LiveGroups(cluster, untold).lag(copies);
        return new Sight(racks, silent, metadata, copies, moving, throttled, logs, groups, untold.reasons());
    }

    /** Every partition, by topic and number. */
    List<Copies> copies(Untold untold) throws Failure, InterruptedException {
        return copies(untold, new TreeSet<>());
    }

    private List<Copies> copies(Untold untold, SortedSet<String> throttled) throws Failure, InterruptedException {
        List<String> names = List.copyOf(new TreeSet<>(untold.must(cluster.admin()
                .listTopics(new ListTopicsOptions().listInternal(true))
                .names())));
        List<Copies> copies = new ArrayList<>();
        for (int from = 0; from < names.size(); from += LiveCluster.TOPICS_AT_ONCE) {
            copies.addAll(copies(
                    names.subList(from, Math.min(names.size(), from + LiveCluster.TOPICS_AT_ONCE)), untold, throttled));
        }
        return copies;
    }

    private List<Copies> copies(List<String> names, Untold untold, SortedSet<String> throttled)
            throws Failure, InterruptedException {
        Map<String, KafkaFuture<TopicDescription>> asked =
                cluster.admin().describeTopics(names).topicNameValues();
        Map<ConfigResource, KafkaFuture<Config>> configs = cluster.admin()
                .describeConfigs(names.stream().map(LiveCluster::topic).toList())
                .values();
        List<Copies> copies = new ArrayList<>();
        for (String name : names) {
            Optional<TopicDescription> topic = present(asked.get(name), untold);
            if (topic.isEmpty()) {
                continue;
            }
            Optional<Config> config = untold.may("min.insync.replicas of topics", configs.get(LiveCluster.topic(name)));
            if (config.filter(Throttles::isThrottled).isPresent()) {
                throttled.add(name);
            }
            int least = config.map(settings -> settings.get(LiveCluster.LEAST_IN_SYNC))
                    .map(ConfigEntry::value)
                    .map(Integer::parseInt)
                    .orElse(1);
            for (TopicPartitionInfo partition : topic.get().partitions()) {
                copies.add(Copies.of(name, partition, least));
            }
        }
        return copies;
    }

    /** The topic; empty where it was deleted since it was listed. */
    private static Optional<TopicDescription> present(@Nullable KafkaFuture<TopicDescription> question, Untold untold)
            throws Failure, InterruptedException {
        if (question == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(question.get());
        } catch (ExecutionException e) {
            if (LiveCluster.cause(e) instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw untold.failure(e);
        }
    }

    private Metadata metadata(DescribeClusterResult described, Expected expected, Untold untold)
            throws Failure, InterruptedException {
        KafkaFuture<QuorumInfo> asked = cluster.admin().describeMetadataQuorum().quorumInfo();
        try {
            QuorumInfo quorum = asked.get();
            return quorum.leaderId() < 0 ? new Metadata.Silent() : new Metadata.Kraft(Quorum.of(quorum));
        } catch (ExecutionException e) {
            Throwable cause = LiveCluster.cause(e);
            if (cause instanceof UnsupportedVersionException) {
                Node controller = untold.must(described.controller());
                return new Metadata.Ensemble(controller == null ? -1 : controller.id(), members(expected));
            }
            if (cause instanceof RetriableException) {
                return new Metadata.Silent();
            }
            untold.add("voters of the metadata", e);
            return new Metadata.Untold();
        }
    }

    /** Which servers of ZooKeeper serve; none where not a single one can be asked, as from outside of its network. */
    private static SortedMap<Integer, Boolean> members(Expected expected) {
        SortedMap<Integer, Boolean> members = new TreeMap<>();
        expected.ensemble().entrySet().parallelStream()
                .map(server -> Map.entry(server.getKey(), ZooKeeperServers.isMember(server.getValue())))
                .toList()
                .forEach(server -> members.put(server.getKey(), server.getValue()));
        return members.containsValue(true) ? members : new TreeMap<>();
    }

    /** A broker that has just died is asked, too: of all questions this is the one that each must answer itself. */
    private SortedMap<Integer, Logs> logs(
            Collection<Integer> brokers, Expected expected, SortedSet<Integer> silent, Untold untold)
            throws Failure, InterruptedException {
        SortedMap<Integer, Logs> logs = new TreeMap<>();
        Map<Integer, KafkaFuture<Map<String, LogDirDescription>>> asked = cluster.admin()
                .describeLogDirs(brokers, new DescribeLogDirsOptions().timeoutMs((int) Sight.ANSWER.toMillis()))
                .descriptions();
        for (Map.Entry<Integer, KafkaFuture<Map<String, LogDirDescription>>> question : asked.entrySet()) {
            int id = question.getKey();
            try {
                logs.put(id, Logs.of(question.getValue().get()));
            } catch (ExecutionException e) {
                if (LiveCluster.cause(e) instanceof RetriableException) {
                    silent.add(id);
                } else {
                    untold.add("volumes of " + expected.broker(id), e);
                }
            }
        }
        return logs;
    }
}
