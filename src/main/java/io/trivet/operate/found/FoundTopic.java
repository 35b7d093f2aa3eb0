package io.trivet.operate.found;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/**
 * A topic of a cluster that runs.
 *
 * @param internal whether Kafka made it for itself
 * @param replicas how many each partition has, by its number
 * @param settings that were given to the topic itself
 * @param inherited settings that hold for it all the same, from the brokers or from Kafka
 */
public record FoundTopic(
        String name,
        boolean internal,
        List<Integer> replicas,
        SortedMap<String, String> settings,
        SortedMap<String, String> inherited) {
    public FoundTopic {
        replicas = List.copyOf(replicas);
        settings = Collections.unmodifiableSortedMap(settings);
        inherited = Collections.unmodifiableSortedMap(inherited);
    }

    /** How many partitions it has. */
    public int partitions() {
        return replicas.size();
    }
}
