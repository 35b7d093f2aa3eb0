package io.trivet.operate;

import io.trivet.kafka.Replicas;
import io.trivet.problem.Place;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The topic of a measurement, which is made for it and removed after it; one that an ended run left behind is removed
 * before. Its name is that of no described topic.
 */
public record BenchTopic(LiveCluster cluster, String name) {
    private static final String NAME = "trivet.bench";
    private static final int LEAST_PARTITIONS = 6;

    /** One that is none of these. */
    public static BenchTopic beside(SortedSet<String> described, LiveCluster cluster) {
        String name = NAME;
        while (described.contains(name)) {
            name += ".topic";
        }
        return new BenchTopic(cluster, name);
    }

    /** Makes it anew, with as many copies as zones and as the brokers would give any topic. */
    public void make(int brokers) throws Failure, InterruptedException {
        remove();
        SortedMap<String, String> settings = new TreeMap<>();
        settings.put("retention.ms", "3600000");
        NewTopic topic = new NewTopic(name, Math.max(LEAST_PARTITIONS, brokers), (short) Replicas.over(brokers))
                .configs(settings);
        while (!made(topic)) {
            // The brokers still remove the one before.
            Clock.SYSTEM.pause(Duration.ofMillis(100));
        }
    }

    private boolean made(NewTopic topic) throws Failure, InterruptedException {
        try {
            cluster.admin().createTopics(List.of(topic)).all().get();
            return true;
        } catch (ExecutionException e) {
            if (LiveCluster.cause(e) instanceof TopicExistsException) {
                return false;
            }
            throw failed(e);
        }
    }

    /** Removes it, where it is there. */
    public void remove() throws Failure, InterruptedException {
        try {
            cluster.admin().deleteTopics(List.of(name)).all().get();
        } catch (ExecutionException e) {
            if (!(LiveCluster.cause(e) instanceof UnknownTopicOrPartitionException)) {
                throw failed(e);
            }
        }
    }

    /** How long the logs of its partitions are together, one copy of each. */
    public long bytes() throws Failure, InterruptedException {
        SortedSet<Integer> brokers = new TreeSet<>();
        for (Node broker : answer(cluster.admin().describeCluster().nodes())) {
            brokers.add(broker.id());
        }
        Map<Integer, Map<String, LogDirDescription>> folders =
                answer(cluster.admin().describeLogDirs(brokers).allDescriptions());
        SortedMap<Integer, Long> longest = new TreeMap<>();
        folders.values()
                .forEach(all -> all.values()
                        .forEach(folder -> folder.replicaInfos().forEach((partition, replica) -> {
                            if (isOurs(partition)) {
                                longest.merge(partition.partition(), replica.size(), Math::max);
                            }
                        })));
        return longest.values().stream().mapToLong(Long::longValue).sum();
    }

    private boolean isOurs(TopicPartition partition) {
        return partition.topic().equals(name);
    }

    private <T> T answer(KafkaFuture<T> question) throws Failure, InterruptedException {
        try {
            return question.get();
        } catch (ExecutionException e) {
            throw failed(e);
        }
    }

    private Failure failed(ExecutionException e) {
        return new Failure(ClusterProblem.cluster(LiveCluster.cause(e), Place.ofPath(name)));
    }
}
