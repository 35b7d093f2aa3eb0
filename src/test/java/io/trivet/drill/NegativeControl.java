package io.trivet.drill;

import io.trivet.operate.Login;
import io.trivet.operate.drill.History;
import io.trivet.operate.drill.Load;
import io.trivet.operate.drill.Load.Acks;
import io.trivet.operate.drill.Load.Shape;
import io.trivet.operate.drill.LossCheck;
import io.trivet.operate.drill.TopicLog;
import io.trivet.operate.drill.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Loses acknowledged records on purpose, to prove that the loss check would see it: followers are paused while their
 * leader goes on to acknowledge, the leader is killed, and the followers, which are still in sync for all that the
 * controller knows, wake up and elect one of themselves.
 *
 * <p>With acks=all the same sequence loses nothing, since nothing is acknowledged while the followers are paused.
 *
 * @param admin of the cluster
 * @param bootstrap of the cluster
 * @param pids of the broker processes by broker id; the one with the lowest id leads and is killed, the others are
 *     paused
 */
public record NegativeControl(Admin admin, String bootstrap, SortedMap<Integer, Long> pids) {
    private static final int PARTITIONS = 3;
    private static final int RATE = 300;

    /**
     * One second: enough to lose many records, and far less than it takes to miss a paused broker, which is four
     * seconds from its last heartbeat. A follower that was missed could lead nobody, and nothing would be lost.
     */
    private static final int WRITES_WHILE_PAUSED = RATE;

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Copies the map. */
    public NegativeControl {
        pids = new TreeMap<>(pids);
    }

    /**
     * Runs the sequence on a new topic. The killed broker stays dead; the paused ones go on, whatever happens.
     *
     * @param topic that does not exist
     * @param acks {@code LEADER} to lose records, {@code ALL} to lose none
     */
    public Verdict run(String topic, Acks acks) throws IOException, InterruptedException, ExecutionException {
        List<Integer> replicas = List.copyOf(pids.keySet());
        SortedMap<Integer, List<Integer>> assignments = new TreeMap<>();
        IntStream.range(0, PARTITIONS).forEach(partition -> assignments.put(partition, replicas));
        admin.createTopics(List.of(new NewTopic(topic, assignments))).all().get();
        awaitLeader(topic, replicas);
        List<Long> followers = List.copyOf(pids.values()).subList(1, pids.size());
        try (Load load =
                Load.start(new Shape(bootstrap, Login.NONE, topic, PARTITIONS, List.of("a", "b", "c"), RATE, acks))) {
            load.awaitAcknowledged(RATE, PATIENCE);
            try {
                signal("STOP", followers);
                load.phase("followers paused");
                load.awaitSent(WRITES_WHILE_PAUSED, PATIENCE);
                load.phase("leader killed");
                kill(pids.get(pids.firstKey()));
            } finally {
                signal("CONT", followers);
            }
            load.awaitAcknowledged(RATE, PATIENCE);
            History history = load.stop();
            return LossCheck.judge(history, TopicLog.read(bootstrap, Login.NONE, topic));
        }
    }

    /** Waits until all replicas are in sync, and makes the first one lead: a broker that just came back may not. */
    private void awaitLeader(String topic, List<Integer> replicas) throws InterruptedException, ExecutionException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<TopicPartitionInfo> partitions;
        do {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("waited %d s in vain for broker %d to lead all of %s, with %s in sync"
                        .formatted(PATIENCE.toSeconds(), replicas.get(0), topic, replicas));
            }
            Thread.sleep(100);
            partitions = partitions(topic);
            if (inSync(partitions, replicas) && !ledBy(partitions, replicas.get(0))) {
                SortedSet<TopicPartition> all = new TreeSet<>(Comparator.comparingInt(TopicPartition::partition));
                partitions.forEach(partition -> all.add(new TopicPartition(topic, partition.partition())));
                admin.electLeaders(ElectionType.PREFERRED, all).partitions().get();
            }
        } while (!inSync(partitions, replicas) || !ledBy(partitions, replicas.get(0)));
    }

    private List<TopicPartitionInfo> partitions(String topic) throws InterruptedException, ExecutionException {
        try {
            return admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .get(topic)
                    .partitions();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                // Not every broker knows a new topic at once.
                return List.of();
            }
            throw e;
        }
    }

    private static boolean inSync(List<TopicPartitionInfo> partitions, List<Integer> replicas) {
        return partitions.size() == PARTITIONS
                && partitions.stream().allMatch(partition -> partition.isr().size() == replicas.size());
    }

    private static boolean ledBy(List<TopicPartitionInfo> partitions, int broker) {
        return partitions.stream()
                .allMatch(partition ->
                        partition.leader() != null && partition.leader().id() == broker);
    }

    /** Kills a process as a power cut would, without a last word; returns when it is gone. */
    public static void kill(long pid) throws InterruptedException, ExecutionException {
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        if (process.isPresent()) {
            process.get().destroyForcibly();
            process.get().onExit().get();
        }
    }

    private static void signal(String name, List<Long> pids) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        pids.forEach(pid -> command.add(Long.toString(pid)));
        // One command for all: it reaches the others where one of them is gone.
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed");
        }
    }
}
