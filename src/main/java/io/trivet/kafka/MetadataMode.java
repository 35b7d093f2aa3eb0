package io.trivet.kafka;

import java.util.Locale;

/** Where a Kafka cluster keeps its metadata: in a ZooKeeper ensemble, or in a Raft quorum of its own controllers. */
public enum MetadataMode {
    ZOOKEEPER,
    KRAFT;

    /** As a description spells it: {@code zookeeper} or {@code kraft}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
