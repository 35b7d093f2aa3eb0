package io.trivet.platform.msk;

import java.util.Optional;

/**
 * The brokers of a provisioned cluster.
 *
 * @param nodes how many, over all zones
 * @param instance as MSK names it, {@code kafka.m7g.large}
 * @param volume of each; empty with Express, where storage has no size
 */
public record MskBrokers(int nodes, String instance, Optional<MskVolume> volume) {}
