package io.trivet.kafka;

import java.util.List;

/**
 * The servers of one kind.
 *
 * @param mode where the cluster keeps its metadata
 * @param broker whether they are brokers, not controllers of their own
 * @param nodes how many, numbered from 1
 * @param listeners what their listeners are called in {@code listener.name.*}
 */
public record Server(MetadataMode mode, boolean broker, int nodes, List<String> listeners) {}
