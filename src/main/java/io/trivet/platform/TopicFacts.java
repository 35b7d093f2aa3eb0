package io.trivet.platform;

import java.util.SortedMap;

/**
 * What can be compared of a topic.
 *
 * @param partitions how many
 * @param replicas of each
 * @param settings as described
 */
public record TopicFacts(int partitions, int replicas, SortedMap<String, String> settings) {}
