package io.trivet.kafka;

/**
 * What of a cluster its defaults depend on.
 *
 * @param brokers how many, at least 1
 * @param vcpus virtual CPUs of each broker's machine, at least 1
 */
public record ClusterSize(int brokers, int vcpus, MetadataMode metadata) {
    public ClusterSize {
        if (brokers < 1 || vcpus < 1) {
            throw new IllegalArgumentException("brokers " + brokers + ", vcpus " + vcpus + ": each must be at least 1");
        }
    }

    /** One replica in each zone, as far as there are brokers. */
    int replicas() {
        return Replicas.over(brokers);
    }

    /** All replicas but one, so that any one broker may be away; 1 where there is no other. */
    int inSyncReplicas() {
        return Math.max(1, replicas() - 1);
    }
}
