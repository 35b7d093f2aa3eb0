package io.trivet.kafka;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A Kafka version that Trivet supports, in order of age.
 *
 * <p>Only versions of which every artifact is on Maven Central are here; 4.4.0 lacks kafka-tools-api.
 */
public enum KafkaVersion {
    /**
     * The bridge: the last line that speaks with ZooKeeper, and the only one from which a migration to KRaft starts.
     */
    V3_9_2("3.9.2", List.of(MetadataMode.ZOOKEEPER, MetadataMode.KRAFT)),
    /** KRaft only. */
    V4_3_1("4.3.1", List.of(MetadataMode.KRAFT));

    private final String text;
    private final List<MetadataMode> modes;

    KafkaVersion(String text, List<MetadataMode> modes) {
        this.text = text;
        this.modes = modes;
    }

    /** As people write it, {@code 3.9.2}. */
    public String text() {
        return text;
    }

    /** Where this version can keep its metadata, the default of the version first. */
    public List<MetadataMode> modes() {
        return modes;
    }

    /** Whether it can keep its metadata there. */
    public boolean supports(MetadataMode mode) {
        return modes.contains(mode);
    }

    /** Whether this version is that one or a later one. */
    public boolean isAtLeast(KafkaVersion other) {
        return compareTo(other) >= 0;
    }

    /** The newest of them. */
    public static KafkaVersion latest() {
        return values()[values().length - 1];
    }

    /** The version that is written so; empty for a version that Trivet does not know. */
    public static Optional<KafkaVersion> of(String text) {
        return Arrays.stream(values())
                .filter(version -> version.text.equals(text))
                .findFirst();
    }

    @Override
    public String toString() {
        return text;
    }
}
