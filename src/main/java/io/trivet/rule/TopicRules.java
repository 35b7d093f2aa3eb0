package io.trivet.rule;

import io.trivet.layout.PlannedTopic;
import io.trivet.stack.Topic;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Names of topics, and how many partitions there are. */
final class TopicRules {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,249}");
    private static final int REPLICAS_PER_BROKER = 4000;
    private static final int INTERNAL_PARTITIONS = 100;

    private TopicRules() {}

    static void check(Cluster subject) {
        names(subject, subject.topics());
        subject.topics()
                .forEach((name, topic) -> topic.partitions()
                        .filter(count -> count < 1)
                        .ifPresent(count -> subject.error(
                                Rule.PARTITIONS_POSITIVE,
                                "topics." + name + ".partitions",
                                "" + count,
                                "be at least 1",
                                "leave it out to get " + subject.topicDefaults().partitions() + ", by the guideline")));
    }

    /** Names that Kafka takes, and that metrics can tell apart. */
    static void names(Findings subject, SortedMap<String, Topic> topics) {
        SortedMap<String, String> bySeries = new TreeMap<>();
        topics.forEach((name, topic) -> {
            name(subject, name);
            String earlier = bySeries.putIfAbsent(name.replace('.', '_'), name);
            if (earlier != null) {
                subject.warning(
                        Rule.TOPIC_COLLISION,
                        "topics." + name,
                        name + " beside " + earlier,
                        "differ in more than '.' and '_': metrics write both the same, so the two share one series",
                        "rename one of the two before it holds data");
            }
        });
    }

    private static void name(Findings subject, String name) {
        String path = "topics." + name;
        if (!NAME.matcher(name).matches() || name.equals(".") || name.equals("..")) {
            subject.error(
                    Rule.TOPIC_NAME,
                    path,
                    NameRules.quoted(name),
                    "be 1 to 249 letters, digits, '.', '_' and '-', and not a lone '.' or '..'",
                    "rename it");
        } else if (name.startsWith("__")) {
            subject.warning(
                    Rule.TOPIC_INTERNAL,
                    path,
                    name,
                    "not begin with two underscores, which mark Kafka's own topics",
                    "rename it");
        }
    }

    /** Replicas of all topics that a broker holds, where nobody else limits them. */
    static void load(Cluster subject) {
        int brokers = subject.nodes();
        if (brokers < 1) {
            return;
        }
        long replicas =
                subject.plannedTopics().stream().mapToLong(PlannedTopic::copies).sum();
        long perBroker =
                (replicas + (long) INTERNAL_PARTITIONS * subject.topicDefaults().replicas()) / brokers;
        if (perBroker > REPLICAS_PER_BROKER) {
            subject.warning(
                    Rule.PARTITIONS_PER_BROKER,
                    "topics",
                    perBroker + " replicas a broker, Kafka's own topics among them",
                    "be " + REPLICAS_PER_BROKER
                            + " at most: a broker that fails or restarts moves the leaders of all its"
                            + " partitions, one by one",
                    "describe fewer partitions, or more brokers");
        }
    }
}
