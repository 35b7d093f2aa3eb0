package io.trivet.rule;

import io.trivet.kafka.OwnTopics;
import io.trivet.layout.PlannedTopic;
import io.trivet.platform.Cluster;
import io.trivet.platform.Subject;
import io.trivet.problem.Words;
import io.trivet.stack.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Names of topics, and how many partitions there are. */
final class TopicRules {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,249}");
    /** Of the topics of offsets and of transactions. */
    private static final long INTERNAL_PARTITIONS = 100;

    private TopicRules() {}

    /** Names that Kafka takes, and that metrics can tell apart. */
    static void names(Subject subject) {
        SortedMap<String, String> bySeries = new TreeMap<>();
        subject.description().topics().forEach((name, topic) -> {
            name(subject, name, topic);
            String earlier = bySeries.putIfAbsent(name.replace('.', '_'), name);
            if (earlier != null) {
                subject.warning(CommonRule.TOPIC_COLLISION, "topics." + name, name + " beside " + earlier)
                        .must(
                                "differ in more than '.' and '_': metrics write both the same, so the two share one series")
                        .mend("rename one of the two before it holds data");
            }
        });
    }

    /** Whether Kafka takes the name of a topic; says so where it does not. */
    static boolean form(Subject subject, String path, String name) {
        boolean right = NAME.matcher(name).matches() && !name.equals(".") && !name.equals("..");
        if (!right) {
            subject.error(CommonRule.TOPIC_NAME, path, name)
                    .must("be 1 to 249 letters, digits, '.', '_' and '-', and not a lone '.' or '..'")
                    .mend("rename it");
        }
        return right;
    }

    private static void name(Subject subject, String name, Topic topic) {
        String path = "topics." + name;
        Optional<String> own = OwnTopics.settings(name);
        if (own.isPresent()) {
            ownOfKafka(subject, path, name, own.get(), topic);
            return;
        }
        if (!form(subject, path, name)) {
            return;
        }
        if (name.startsWith("__")) {
            subject.warning(CommonRule.TOPIC_INTERNAL, path, name)
                    .must("not begin with two underscores, which mark Kafka's own topics")
                    .mend("rename it");
        }
    }

    /** Kafka makes these itself, once, by settings of brokers. */
    private static void ownOfKafka(Subject subject, String path, String name, String settings, Topic topic) {
        List<String> instead = new ArrayList<>();
        topic.partitions().ifPresent(count -> instead.add(settings + "num.partitions: " + count));
        topic.replicas().ifPresent(count -> instead.add(settings + "replication.factor: " + count));
        boolean taken = !settings.isEmpty() && subject.takes(settings + "num.partitions");
        subject.error(CommonRule.TOPIC_OF_KAFKA, path, name)
                .must("not be described: Kafka makes it itself"
                        + (taken
                                ? ", by " + settings + "num.partitions and " + settings
                                        + "replication.factor of the brokers"
                                : ""))
                .mend(
                        taken && !instead.isEmpty()
                                ? "remove it, and write " + Words.list(instead) + " under brokers.settings"
                                : "remove it");
    }

    /** Partitions of each topic, and replicas of all of them that a broker holds. */
    static void partitions(Cluster cluster) {
        cluster.description()
                .topics()
                .forEach((name, topic) -> topic.partitions()
                        .filter(count -> count < 1)
                        .ifPresent(count -> cluster.error(
                                        CommonRule.PARTITIONS_POSITIVE, "topics." + name + ".partitions", "" + count)
                                .must("be at least 1")
                                .mend("leave it out to get "
                                        + cluster.topicDefaults().partitions() + ", by the guideline")));
        if (cluster.nodes() < 1) {
            return;
        }
        long replicas = PlannedTopic.of(cluster.description()).stream()
                .mapToLong(PlannedTopic::copies)
                .sum();
        long each = (replicas + INTERNAL_PARTITIONS * cluster.topicDefaults().replicas()) / cluster.nodes();
        cluster.overload(each, each + " replicas a broker, Kafka's own topics among them")
                .ifPresent(finding -> cluster.report("topics", finding));
    }
}
