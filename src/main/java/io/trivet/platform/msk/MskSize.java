package io.trivet.platform.msk;

import io.trivet.kafka.MetadataMode;
import io.trivet.stack.OnMsk;
import java.util.Optional;

/**
 * What of a cluster on Amazon MSK its defaults depend on.
 *
 * @param zones of its brokers, 2 or 3
 * @param vcpus virtual CPUs of each broker, at least 1
 * @param provisioned whether the throughput of volumes is provisioned, which more threads are needed to use
 */
public record MskSize(int zones, int vcpus, MetadataMode metadata, boolean provisioned) {
    private static final int USUAL_VCPUS = 2;

    public MskSize {
        if (zones < 1 || vcpus < 1) {
            throw new IllegalArgumentException("zones " + zones + ", vcpus " + vcpus + ": each must be at least 1");
        }
    }

    /** The size of a described cluster, which may have mistakes. */
    public static MskSize of(OnMsk stack) {
        Optional<OnMsk.BrokerNodes> brokers = stack.brokers();
        return new MskSize(
                Math.max(1, stack.zones().size()),
                brokers.flatMap(described -> MskInstance.of(stack.msk().type(), described.instance()))
                        .map(MskInstance::vcpus)
                        .orElse(USUAL_VCPUS),
                stack.metadata(),
                brokers.flatMap(OnMsk.BrokerNodes::volume)
                        .flatMap(OnMsk.Volume::throughput)
                        .isPresent());
    }
}
