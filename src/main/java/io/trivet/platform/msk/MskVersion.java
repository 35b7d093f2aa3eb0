package io.trivet.platform.msk;

import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.MetadataMode;
import io.trivet.stack.MskType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of Kafka versions that Amazon MSK creates clusters of, in order of age. MSK itself moves a cluster from one
 * patch release of a line to the next, so that it cannot be chosen; the suffix {@code .kraft} of its name says where
 * the metadata lies.
 *
 * <p>Source: what {@code list-kafka-versions} said on 2026-09-13, what {@code create-cluster} took for Express on
 * 2026-09-14 (badmintoncryer/cdk-preflight, rules/msk), and
 * https://docs.aws.amazon.com/msk/latest/developerguide/supported-kafka-versions.html. Deprecated, and refused for new
 * clusters: 1.1.1 to 3.5.1, 2.8.2.tiered, 3.6.0.1, 3.8.link.
 */
public enum MskVersion {
    /** The first with tiered storage, on ZooKeeper only, and named by its release. */
    V3_6("3.6.0", KafkaVersion.V3_9_2, "2026-06-01", zookeeper(), none()),
    V3_7("3.7.x", KafkaVersion.V3_9_2, "2026-09-01", both(), none()),
    V3_8("3.8.x", KafkaVersion.V3_9_2, "", both(), zookeeper()),
    /** The one that AWS recommends, with support to 2027-04-21 at least, and the only one that migrates to KRaft. */
    V3_9("3.9.x", KafkaVersion.V3_9_2, "", both(), kraft()),
    V4_0("4.0.x", KafkaVersion.V4_3_1, "", kraft(), none()),
    V4_1("4.1.x", KafkaVersion.V4_3_1, "", kraft(), none()),
    V4_2("4.2.x", KafkaVersion.V4_3_1, "", kraft(), kraft());

    /** The day on which the table above was read off AWS. */
    static final String READ = "2026-09-13";

    private static final Pattern LINE = Pattern.compile("(\\d+\\.\\d+)\\.(\\d+|x)");

    private final String text;
    private final KafkaVersion kafka;
    private final String end;
    private final List<MetadataMode> standard;
    private final List<MetadataMode> express;

    MskVersion(String text, KafkaVersion kafka, String end, List<MetadataMode> standard, List<MetadataMode> express) {
        this.text = text;
        this.kafka = kafka;
        this.end = end;
        this.standard = standard;
        this.express = express;
    }

    private static List<MetadataMode> none() {
        return List.of();
    }

    private static List<MetadataMode> zookeeper() {
        return List.of(MetadataMode.ZOOKEEPER);
    }

    private static List<MetadataMode> kraft() {
        return List.of(MetadataMode.KRAFT);
    }

    private static List<MetadataMode> both() {
        return List.of(MetadataMode.ZOOKEEPER, MetadataMode.KRAFT);
    }

    /** As a description spells it: {@code 3.9.x}, and {@code 3.6.0} for the line that MSK names by its release. */
    public String text() {
        return text;
    }

    /** As MSK spells it, {@code 3.9.x} on ZooKeeper and {@code 3.9.x.kraft} without. */
    public String name(MetadataMode mode) {
        return mode == MetadataMode.KRAFT ? text + ".kraft" : text;
    }

    /** Where a new cluster of this flavour can keep its metadata, ZooKeeper first; empty when none can be created. */
    public List<MetadataMode> modes(MskType type) {
        return switch (type) {
            case STANDARD -> standard;
            case EXPRESS -> express;
            case SERVERLESS -> List.of();
        };
    }

    /**
     * The Kafka version whose catalogue names and values are checked against: the nearest that Trivet knows by heart.
     */
    public KafkaVersion kafka() {
        return kafka;
    }

    /**
     * The day, {@code 2026-06-01}, after which AWS upgrades clusters of this line by itself, for the lines of which it
     * was past when the table was read; empty for the lines that had support.
     */
    public Optional<String> supportEnded() {
        return end.isEmpty() ? Optional.empty() : Optional.of(end);
    }

    /** Whether this line is that one or a later one. */
    boolean isAtLeast(MskVersion other) {
        return compareTo(other) >= 0;
    }

    /**
     * The line of a described version: {@code 3.9.x}, or {@code 3.9.2} whose line counts; empty for a line that MSK
     * does not create.
     */
    public static Optional<MskVersion> of(String described) {
        Matcher line = LINE.matcher(described);
        if (!line.matches()) {
            return Optional.empty();
        }
        String start = line.group(1) + ".";
        return Arrays.stream(values())
                .filter(version -> version.text.startsWith(start))
                .findFirst();
    }

    /** The line that MSK spells so, {@code 3.9.x.kraft}; empty for one that it does not create. */
    public static Optional<MskVersion> ofName(String name) {
        return of(name.replace(".kraft", ""));
    }

    /** The lines of which clusters of this flavour can be created with their metadata there, oldest first. */
    public static List<MskVersion> created(MskType type, MetadataMode mode) {
        return Arrays.stream(values())
                .filter(version -> version.modes(type).contains(mode))
                .toList();
    }

    @Override
    public String toString() {
        return text;
    }
}
