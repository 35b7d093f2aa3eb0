package io.trivet.layout;

import io.trivet.kafka.Numbers;
import io.trivet.kafka.OwnTopics;
import io.trivet.stack.Description;
import io.trivet.stack.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A topic with nothing left open.
 *
 * @param partitions how many; 0 where a service runs the brokers and they are not described, which is refused
 */
public record PlannedTopic(String name, int partitions, int replicas, SortedMap<String, String> settings) {
    /** Of a topic of Kafka's own; source: offsets.topic.num.partitions and its likes. */
    private static final long DEFAULT_PARTITIONS = 50;

    /** The topics of a description, sorted by name. */
    public static List<PlannedTopic> of(Description<?> description) {
        TopicDefaults defaults = TopicDefaults.of(description.on());
        List<PlannedTopic> topics = new ArrayList<>();
        description.topics().forEach((name, topic) -> topics.add(of(name, topic, defaults)));
        return List.copyOf(topics);
    }

    /**
     * The topics that Kafka makes for itself by settings of brokers, sorted by name. It makes one when it is first
     * needed, so that none of them need be there.
     */
    public static List<PlannedTopic> ofKafka(SortedMap<String, String> brokerSettings) {
        List<PlannedTopic> topics = new ArrayList<>();
        OwnTopics.made()
                .forEach((name, begin) -> Numbers.of(brokerSettings, begin + "replication.factor")
                        .ifPresent(replicas -> {
                            SortedMap<String, String> settings = new TreeMap<>();
                            Numbers.of(brokerSettings, begin + "min.isr")
                                    .ifPresent(least -> settings.put("min.insync.replicas", least.toString()));
                            int partitions = Numbers.of(brokerSettings, begin + "num.partitions")
                                    .orElse(DEFAULT_PARTITIONS)
                                    .intValue();
                            topics.add(new PlannedTopic(name, partitions, replicas.intValue(), settings));
                        }));
        return List.copyOf(topics);
    }

    /**
     * The topics in which workers of Kafka Connect keep what they know, by the settings of these. The first worker
     * makes those that are missing.
     */
    public static List<PlannedTopic> ofWorkers(SortedMap<String, String> workerSettings) {
        List<PlannedTopic> topics = new ArrayList<>();
        for (String begin : List.of("config.storage.", "offset.storage.", "status.storage.")) {
            String name = workerSettings.getOrDefault(begin + "topic", "");
            Numbers.of(workerSettings, begin + "replication.factor")
                    .ifPresent(replicas -> topics.add(new PlannedTopic(
                            name,
                            Numbers.of(workerSettings, begin + "partitions")
                                    .orElse(1L)
                                    .intValue(),
                            replicas.intValue(),
                            new TreeMap<>())));
        }
        return List.copyOf(topics);
    }

    /** The replicas of all its partitions; none where either is described as less than one. */
    public long copies() {
        return (long) Math.max(0, partitions) * Math.max(0, replicas);
    }

    private static PlannedTopic of(String name, Topic topic, TopicDefaults defaults) {
        return new PlannedTopic(
                name,
                topic.partitions().orElse(defaults.partitions()),
                topic.replicas().orElse(defaults.replicas()),
                topic.settings());
    }
}
