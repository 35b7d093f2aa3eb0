package io.trivet.operate;

import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * The topics of a cluster that runs, whoever runs it, read and ordered through Kafka's own {@code Admin}.
 *
 * <p>Fails: {@code cluster-unreachable}, {@code cluster-login}, {@code cluster-tls}, {@code cluster-forbidden},
 * {@code cluster-client}, {@code topic-refused}. No text holds a value of the client's settings.
 */
public final class Topics implements AutoCloseable {
    private final Admin admin;
    private final Place place;

    private Topics(Admin admin, Place place) {
        this.admin = admin;
        this.place = place;
    }

    /**
     * The topics of the cluster that a client with these settings reaches.
     *
     * @param place where the description says how it is reached
     */
    public static Topics of(SortedMap<String, String> client, Place place) throws ClusterFailure {
        SortedMap<String, Object> settings = new TreeMap<>(client);
        settings.put("client.id", "trivet-topics");
        // Its beans would be registered for nobody.
        settings.put("metric.reporters", "");
        settings.put("enable.metrics.push", "false");
        try {
            return new Topics(Admin.create(settings), place);
        } catch (KafkaException e) {
            throw new ClusterFailure(Problem.error(
                    "cluster-client",
                    place,
                    "no way to a cluster (" + deepest(e) + ")",
                    "be names that can be resolved and files that can be read",
                    "look at external.bootstrap, and at the authority in external.ca"));
        }
    }

    private static String deepest(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).strip();
    }

    /** Those of the named topics that are there. */
    public List<TopicSeen> read(Collection<String> names) throws ClusterFailure, InterruptedException {
        Set<String> there = new TreeSet<>(answer(admin.listTopics().names()));
        there.retainAll(names);
        if (there.isEmpty()) {
            return List.of();
        }
        Map<String, TopicDescription> described =
                answer(admin.describeTopics(there).allTopicNames());
        Map<ConfigResource, Config> configs = answer(
                admin.describeConfigs(there.stream().map(Topics::resource).toList())
                        .all());
        List<TopicSeen> seen = new ArrayList<>();
        for (String name : there) {
            TopicDescription topic = described.get(name);
            Config config = configs.get(resource(name));
            if (topic == null || config == null) {
                throw new IllegalStateException("the cluster described another topic than it was asked for");
            }
            SortedMap<String, String> settings = new TreeMap<>();
            for (ConfigEntry entry : config.entries()) {
                if (entry.value() != null && !entry.isSensitive()) {
                    settings.put(entry.name(), entry.value());
                }
            }
            seen.add(new TopicSeen(
                    name,
                    topic.partitions().size(),
                    topic.partitions().get(0).replicas().size(),
                    settings));
        }
        return List.copyOf(seen);
    }

    /** Takes steps: all new topics at once, then more partitions, then settings. */
    public void take(List<TopicStep> steps) throws ClusterFailure, InterruptedException {
        List<NewTopic> fresh = new ArrayList<>();
        SortedMap<String, NewPartitions> grown = new TreeMap<>();
        SortedMap<String, Collection<AlterConfigOp>> altered = new TreeMap<>();
        for (TopicStep step : steps) {
            if (step instanceof TopicStep.Create create) {
                fresh.add(asked(create.wanted()));
            } else if (step instanceof TopicStep.Grow grow) {
                grown.put(grow.topic(), NewPartitions.increaseTo(grow.to()));
            } else if (step instanceof TopicStep.Set set) {
                altered.computeIfAbsent(set.topic(), topic -> new ArrayList<>())
                        .add(new AlterConfigOp(new ConfigEntry(set.setting(), set.to()), AlterConfigOp.OpType.SET));
            } else {
                throw new AssertionError(step);
            }
        }
        if (!fresh.isEmpty()) {
            for (Map.Entry<String, KafkaFuture<Void>> created :
                    new TreeMap<>(admin.createTopics(fresh).values()).entrySet()) {
                ordered(created.getKey(), created.getValue());
            }
        }
        if (!grown.isEmpty()) {
            for (Map.Entry<String, KafkaFuture<Void>> more :
                    new TreeMap<>(admin.createPartitions(grown).values()).entrySet()) {
                ordered(more.getKey(), more.getValue());
            }
        }
        for (Map.Entry<String, Collection<AlterConfigOp>> change : altered.entrySet()) {
            Map<ConfigResource, Collection<AlterConfigOp>> one = new LinkedHashMap<>();
            one.put(resource(change.getKey()), change.getValue());
            ordered(change.getKey(), admin.incrementalAlterConfigs(one).all());
        }
    }

    private void ordered(String topic, KafkaFuture<Void> order) throws ClusterFailure, InterruptedException {
        try {
            order.get();
        } catch (ExecutionException e) {
            Throwable cause = cause(e);
            if (cause instanceof TopicExistsException) {
                return;
            }
            throw isOfTheCluster(cause) ? failure(cause) : new ClusterFailure(refused(topic, e));
        }
    }

    /** The topic as Kafka is asked for it. */
    public static NewTopic asked(TopicWanted topic) {
        return new NewTopic(topic.name(), topic.partitions(), (short) topic.replicas())
                .configs(new TreeMap<>(topic.settings()));
    }

    /** What to tell the user when the brokers refuse a topic. */
    public static Problem refused(String topic, ExecutionException why) {
        return Problem.error(
                "topic-refused",
                Place.ofPath("topics." + topic),
                "refused by the brokers (" + cause(why) + ")",
                "be a topic that they can have",
                "change it in the description");
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private <T> T answer(KafkaFuture<T> question) throws ClusterFailure, InterruptedException {
        try {
            return question.get();
        } catch (ExecutionException e) {
            throw failure(cause(e));
        }
    }

    private static Throwable cause(ExecutionException thrown) {
        Throwable cause = thrown.getCause();
        return cause == null ? thrown : cause;
    }

    private static boolean isOfTheCluster(Throwable cause) {
        return cause instanceof AuthenticationException
                || cause instanceof AuthorizationException
                || cause instanceof RetriableException;
    }

    private ClusterFailure failure(Throwable cause) {
        String said = String.valueOf(cause.getMessage()).strip();
        if (cause instanceof SslAuthenticationException) {
            return new ClusterFailure(Problem.error(
                    "cluster-tls",
                    place,
                    "a cluster whose certificate does not pass (" + deepest(cause) + ")",
                    "be signed by the authority in external.ca, or one that Java trusts, and name the host",
                    "fetch the authority of the service anew; do not put an alias in front of TLS"));
        }
        if (cause instanceof AuthenticationException) {
            return new ClusterFailure(Problem.error(
                    "cluster-login",
                    place,
                    "a cluster that refuses the login (" + said + ")",
                    "know the user, its password and the mechanism",
                    "look at the secret and at external.mechanism"));
        }
        if (cause instanceof AuthorizationException) {
            return new ClusterFailure(Problem.error(
                    "cluster-forbidden",
                    place,
                    "a cluster that forbids it to this user (" + said + ")",
                    "let the user describe, create and alter topics",
                    "give the user these rights at the service"));
        }
        if (cause instanceof RetriableException) {
            return new ClusterFailure(Problem.error(
                    "cluster-unreachable",
                    place,
                    "a cluster that does not answer (" + said + ")",
                    "answer from here with the described protocol",
                    "look at external.bootstrap and external.protocol, and at firewalls in between"));
        }
        return new ClusterFailure(Problem.error(
                "cluster-refused",
                place,
                "a cluster that refuses (" + cause + ")",
                "answer questions about topics",
                "look into its documentation for what it does not offer"));
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
