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
    V3_9_2("3.9.2", List.of(MetadataMode.ZOOKEEPER, MetadataMode.KRAFT), "3.9-IV0", 8),
    /** KRaft only. */
    V4_3_1("4.3.1", List.of(MetadataMode.KRAFT), "4.3-IV0", 17);

    private final String text;
    private final List<MetadataMode> modes;
    private final String metadataVersion;
    private final int java;

    KafkaVersion(String text, List<MetadataMode> modes, String metadataVersion, int java) {
        this.text = text;
        this.modes = modes;
        this.metadataVersion = metadataVersion;
        this.java = java;
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

    /**
     * The newest {@code metadata.version} that is fit for production in this version, which a fresh KRaft cluster gets.
     *
     * <p>Source: {@code MetadataVersion.LATEST_PRODUCTION} of this very version.
     */
    public String metadataVersion() {
        return metadataVersion;
    }

    /** The oldest Java that its brokers run on; source: the class files of its server jar, checked by a test. */
    public int java() {
        return java;
    }

    /** Whether this version is that one or a later one. */
    public boolean isAtLeast(KafkaVersion other) {
        return compareTo(other) >= 0;
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
