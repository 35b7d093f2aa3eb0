package io.trivet.operate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/**
 * The throttle of moves in a cluster that runs. Kafka keeps it until it is taken away, over restarts and after the last
 * move, too.
 */
public record Throttles(LiveCluster cluster) {
    private static final String SEND = "leader.replication.throttled.rate";
    private static final String TAKE = "follower.replication.throttled.rate";
    private static final String SENDERS = "leader.replication.throttled.replicas";
    private static final String TAKERS = "follower.replication.throttled.replicas";

    /** Whether a topic has copies that are throttled. */
    static boolean isThrottled(Config topic) {
        return List.of(SENDERS, TAKERS).stream()
                .map(topic::get)
                .anyMatch(entry ->
                        entry != null && entry.value() != null && !entry.value().isEmpty());
    }

    /** Names of the topics that have copies which are throttled; empty when the brokers do not answer. */
    public Optional<SortedSet<String>> topics() throws InterruptedException {
        Optional<SortedSet<String>> all = cluster.topics();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        SortedSet<String> throttled = new TreeSet<>();
        List<String> names = List.copyOf(all.get());
        for (int from = 0; from < names.size(); from += LiveCluster.TOPICS_AT_ONCE) {
            Optional<Map<ConfigResource, Config>> configs = LiveCluster.answer(cluster.admin()
                    .describeConfigs(
                            names.subList(from, Math.min(names.size(), from + LiveCluster.TOPICS_AT_ONCE)).stream()
                                    .map(LiveCluster::topic)
                                    .toList())
                    .all());
            if (configs.isEmpty()) {
                return Optional.empty();
            }
            configs.get().forEach((topic, config) -> {
                if (isThrottled(config)) {
                    throttled.add(topic.name());
                }
            });
        }
        return Optional.of(throttled);
    }

    /**
     * Sets it; to be done before anything moves.
     *
     * @return why the brokers refused; empty when they obeyed
     */
    public Optional<String> set(MoveThrottle throttle) throws InterruptedException {
        String rate = Long.toString(throttle.bytesPerSecond());
        for (int broker : throttle.brokers()) {
            Optional<String> refused = cluster.order(
                    broker,
                    List.of(
                            new Overrides.Order(false, SEND, rate, false),
                            new Overrides.Order(false, TAKE, rate, false)));
            if (refused.isPresent()) {
                return refused;
            }
        }
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new LinkedHashMap<>();
        throttle.senders()
                .forEach((topic, copies) -> change(changes, topic, SENDERS, copies, AlterConfigOp.OpType.SET));
        throttle.takers().forEach((topic, copies) -> change(changes, topic, TAKERS, copies, AlterConfigOp.OpType.SET));
        return alter(changes);
    }

    /**
     * Takes it from topics, and from the brokers, too, where no other topic has one.
     *
     * @return why the brokers refused, or that they did not answer; empty when nothing of it is left
     */
    public Optional<String> remove(Collection<String> topics) throws InterruptedException {
        Optional<SortedSet<String>> throttled = topics();
        if (throttled.isEmpty()) {
            return Optional.of("the brokers do not answer");
        }
        SortedSet<String> own = new TreeSet<>(throttled.get());
        own.retainAll(topics);
        if (own.isEmpty()) {
            return Optional.empty();
        }
        if (own.equals(throttled.get())) {
            for (int broker : cluster.racks().orElseGet(TreeMap::new).keySet()) {
                Optional<String> refused = cluster.order(
                        broker,
                        List.of(
                                new Overrides.Order(false, SEND, "", true),
                                new Overrides.Order(false, TAKE, "", true)));
                if (refused.isPresent()) {
                    return refused;
                }
            }
        }
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new LinkedHashMap<>();
        for (String topic : own) {
            change(changes, topic, SENDERS, "", AlterConfigOp.OpType.DELETE);
            change(changes, topic, TAKERS, "", AlterConfigOp.OpType.DELETE);
        }
        return alter(changes);
    }

    private static void change(
            Map<ConfigResource, Collection<AlterConfigOp>> changes,
            String topic,
            String name,
            String value,
            AlterConfigOp.OpType type) {
        changes.computeIfAbsent(LiveCluster.topic(topic), key -> new ArrayList<>())
                .add(new AlterConfigOp(new ConfigEntry(name, value), type));
    }

    private Optional<String> alter(Map<ConfigResource, Collection<AlterConfigOp>> changes) throws InterruptedException {
        try {
            cluster.admin().incrementalAlterConfigs(changes).all().get();
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(String.valueOf(LiveCluster.cause(e)));
        }
    }
}
