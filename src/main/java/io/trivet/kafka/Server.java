package io.trivet.kafka;

/**
 * The servers of one kind.
 *
 * @param mode where the cluster keeps its metadata
 * @param broker whether they are brokers, not controllers of their own
 * @param nodes how many, numbered from 1
 */
public record Server(MetadataMode mode, boolean broker, int nodes) {}
