package io.trivet.operate;

import io.trivet.layout.PlannedTopic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * The topics of a cluster that runs, read and ordered for a person: what does not work is said, and not asked again.
 *
 * <p>Fails: {@code cluster-unreachable}, {@code cluster-login}, {@code cluster-tls}, {@code cluster-forbidden},
 * {@code cluster-refused}, {@code topic-refused}.
 *
 * @param way how it is reached, for what is to be said where it is not
 */
public record Topics(LiveCluster cluster, Way way) {
    /** Those of the named topics that are there. */
    public List<ObservedTopic> read(Collection<String> names) throws Failure, InterruptedException {
        SortedSet<String> there =
                new TreeSet<>(answer(cluster.admin().listTopics().names()));
        there.retainAll(names);
        if (there.isEmpty()) {
            return List.of();
        }
        Map<String, TopicDescription> described =
                answer(cluster.admin().describeTopics(there).allTopicNames());
        Map<ConfigResource, Config> configs = answer(cluster.admin()
                .describeConfigs(there.stream().map(LiveCluster::topic).toList())
                .all());
        List<ObservedTopic> seen = new ArrayList<>();
        for (String name : there) {
            TopicDescription topic = described.get(name);
            Config config = configs.get(LiveCluster.topic(name));
            if (topic == null || config == null) {
                throw new IllegalStateException("the cluster described another topic than it was asked for");
            }
            SortedMap<String, String> settings = new TreeMap<>();
            for (ConfigEntry entry : config.entries()) {
                if (entry.value() != null && !entry.isSensitive()) {
                    settings.put(entry.name(), entry.value());
                }
            }
            seen.add(new ObservedTopic(
                    name,
                    topic.partitions().size(),
                    topic.partitions().get(0).replicas().size(),
                    settings));
        }
        return List.copyOf(seen);
    }

    /** Takes steps: all new topics at once, then more partitions, then settings. */
    public void take(List<TopicStep> steps) throws Failure, InterruptedException {
        List<NewTopic> fresh = new ArrayList<>();
        SortedMap<String, NewPartitions> grown = new TreeMap<>();
        SortedMap<String, Collection<AlterConfigOp>> altered = new TreeMap<>();
        for (TopicStep step : steps) {
            if (step instanceof TopicStep.Creation create) {
                fresh.add(asked(create.wanted()));
            } else if (step instanceof TopicStep.Growth grow) {
                grown.put(grow.topic(), NewPartitions.increaseTo(grow.to()));
            } else if (step instanceof TopicStep.Change set) {
                altered.computeIfAbsent(set.topic(), topic -> new ArrayList<>())
                        .add(new AlterConfigOp(new ConfigEntry(set.setting(), set.to()), AlterConfigOp.OpType.SET));
            } else {
                throw new AssertionError(step);
            }
        }
        done(cluster.admin().createTopics(fresh).values(), false);
        done(cluster.admin().createPartitions(grown).values(), false);
        for (var change : altered.entrySet()) {
            SortedMap<String, KafkaFuture<Void>> order = new TreeMap<>();
            order.put(change.getKey(), cluster.alter(LiveCluster.topic(change.getKey()), change.getValue()));
            done(order, false);
        }
    }

    /** Asks for topics; those that are there stay as they are, and what passes by itself is left to another try. */
    public void create(Collection<NewTopic> topics) throws Failure, InterruptedException {
        done(cluster.admin().createTopics(topics).values(), true);
    }

    /** The topic as Kafka is asked for it. */
    public static NewTopic asked(PlannedTopic topic) {
        return new NewTopic(topic.name(), topic.partitions(), (short) topic.replicas())
                .configs(new TreeMap<>(topic.settings()));
    }

    private void done(Map<String, KafkaFuture<Void>> orders, boolean again) throws Failure, InterruptedException {
        for (var order : new TreeMap<>(orders).entrySet()) {
            try {
                order.getValue().get();
            } catch (ExecutionException e) {
                Throwable cause = LiveCluster.cause(e);
                if (!(cause instanceof TopicExistsException) && !(again && LiveCluster.isPassing(cause))) {
                    throw new Failure(ClusterProblem.topic(order.getKey(), cause, way));
                }
            }
        }
    }

    private <T> T answer(KafkaFuture<T> question) throws Failure, InterruptedException {
        try {
            return question.get();
        } catch (ExecutionException e) {
            throw new Failure(ClusterProblem.cluster(LiveCluster.cause(e), way));
        }
    }
}
