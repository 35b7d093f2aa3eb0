package io.trivet.operate;

import java.util.Collections;
import java.util.SortedMap;

/**
 * A topic as it is described.
 *
 * @param name of the topic
 * @param partitions how many
 * @param replicas of each partition
 * @param settings as described; others are left to whoever set them
 */
public record TopicWanted(String name, int partitions, int replicas, SortedMap<String, String> settings) {
    public TopicWanted {
        settings = Collections.unmodifiableSortedMap(settings);
    }
}
