package io.trivet.plan;

import java.util.SortedMap;

/**
 * A topic with nothing left open.
 *
 * @param name of the topic
 * @param partitions how many
 * @param replicas of each partition
 * @param settings as described
 */
public record PlannedTopic(String name, int partitions, int replicas, SortedMap<String, String> settings) {}
