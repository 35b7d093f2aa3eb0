package io.trivet.platform.msk;

import io.trivet.kafka.MetadataMode;

/**
 * What of a cluster on Amazon MSK its defaults depend on.
 *
 * @param zones of its brokers, 2 or 3
 * @param vcpus virtual CPUs of each broker, at least 1
 * @param provisioned whether the throughput of volumes is provisioned, which more threads are needed to use
 */
public record MskSize(int zones, int vcpus, MetadataMode metadata, boolean provisioned) {
    public MskSize {
        if (zones < 1 || vcpus < 1) {
            throw new IllegalArgumentException("zones " + zones + ", vcpus " + vcpus + ": each must be at least 1");
        }
    }
}
