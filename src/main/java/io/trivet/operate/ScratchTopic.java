package io.trivet.operate;

import io.trivet.kafka.Replicas;
import io.trivet.problem.Place;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * A topic of Trivet's own, which is made for a measurement or a drill and removed after it; one that an ended run left
 * behind is removed before. Its name is that of no described topic.
 */
public record ScratchTopic(LiveCluster cluster, String name) {
    private static final Duration SOON = Duration.ofMillis(100);

    /** One of that name, or of a longer one where that is described. */
    public static ScratchTopic beside(SortedSet<String> described, String name, LiveCluster cluster) {
        String own = name;
        while (described.contains(own)) {
            own += ".topic";
        }
        return new ScratchTopic(cluster, own);
    }

    /**
     * Makes it anew, with as many copies as zones and as the brokers would give any topic. Each leader knows of it when
     * this returns: of the first batches of a producer, a broker that does not know yet that it leads may refuse one
     * and take the next, after which the one is out of order for ever.
     */
    public void make(int partitions, int brokers) throws Failure, InterruptedException {
        remove();
        SortedMap<String, String> settings = new TreeMap<>();
        settings.put("retention.ms", "3600000");
        NewTopic topic = new NewTopic(name, partitions, (short) Replicas.over(brokers)).configs(settings);
        while (!made(topic)) {
            // The brokers still remove the one before.
            Clock.SYSTEM.pause(SOON);
        }
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            asked.put(new TopicPartition(name, partition), OffsetSpec.latest());
        }
        while (!known(asked)) {
            Clock.SYSTEM.pause(SOON);
        }
    }

    /** Whether leaders answer for all partitions, which they alone can. */
    private boolean known(Map<TopicPartition, OffsetSpec> asked) throws Failure, InterruptedException {
        try {
            cluster.admin().listOffsets(asked).all().get();
            return true;
        } catch (ExecutionException e) {
            if (LiveCluster.cause(e) instanceof RetriableException) {
                return false;
            }
            throw failed(e);
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
