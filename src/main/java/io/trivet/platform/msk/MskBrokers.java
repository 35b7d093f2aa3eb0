package io.trivet.platform.msk;

import java.time.Duration;
import java.util.Optional;

/**
 * The brokers of a provisioned cluster.
 *
 * @param nodes how many, over all zones
 * @param instance as MSK names it, {@code kafka.m7g.large}
 * @param volume of each; empty with Express, where storage has no size
 */
public record MskBrokers(int nodes, String instance, Optional<MskVolume> volume) {
    private static final Duration EACH = Duration.ofMinutes(20);
    private static final Duration SLACK = Duration.ofMinutes(30);

    /** The same with other volumes. */
    public MskBrokers with(Optional<MskVolume> volumes) {
        return new MskBrokers(nodes, instance, volumes);
    }

    /**
     * What an update of all brokers, one after the other, takes at most: 10 to 15 minutes each, and some slack.
     *
     * <p>Source: https://docs.aws.amazon.com/msk/latest/developerguide/msk-update-broker-type.html
     */
    public Duration longestUpdate() {
        return EACH.multipliedBy(nodes).plus(SLACK);
    }
}
