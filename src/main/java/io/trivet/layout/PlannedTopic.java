package io.trivet.layout;

import io.trivet.stack.Description;
import io.trivet.stack.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * A topic with nothing left open.
 *
 * @param partitions how many; 0 where a service runs the brokers and they are not described, which is refused
 */
public record PlannedTopic(String name, int partitions, int replicas, SortedMap<String, String> settings) {
    /** The topics of a description, sorted by name. */
    public static List<PlannedTopic> of(Description<?> description) {
        TopicDefaults defaults = TopicDefaults.of(description.on());
        List<PlannedTopic> topics = new ArrayList<>();
        description.topics().forEach((name, topic) -> topics.add(of(name, topic, defaults)));
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
