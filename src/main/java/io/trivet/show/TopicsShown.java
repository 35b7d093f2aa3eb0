package io.trivet.show;

import io.trivet.operate.TopicDelta;

/**
 * What was found of the topics of a cluster, and what was done.
 *
 * @param stack name of the stack
 * @param bootstrap where the cluster was asked
 * @param described how many topics are described
 * @param delta what differs
 * @param applied whether its steps were taken
 */
public record TopicsShown(String stack, String bootstrap, int described, TopicDelta delta, boolean applied) {}
