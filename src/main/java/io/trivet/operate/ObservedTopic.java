package io.trivet.operate;

import java.util.Collections;
import java.util.SortedMap;

/**
 * A topic as it is on a cluster.
 *
 * @param replicas of its first partition
 * @param settings what holds for it, wherever it comes from
 */
public record ObservedTopic(String name, int partitions, int replicas, SortedMap<String, String> settings) {
    public ObservedTopic {
        settings = Collections.unmodifiableSortedMap(settings);
    }
}
