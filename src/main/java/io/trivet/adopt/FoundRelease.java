package io.trivet.adopt;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.FeatureLevels;
import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.MetadataMode;
import io.trivet.operate.found.FoundCluster;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The release of Kafka that brokers run, as far as they tell: they say no version, but the levels of features that they
 * know, and the settings.
 *
 * @param version that is nearest
 * @param sure whether its features and settings are exactly theirs; which patch release it is, they never say
 * @param mode where they keep their metadata
 * @param finalised release whose {@code metadata.version} holds; empty where it is that of the version, or of none
 */
record FoundRelease(KafkaVersion version, boolean sure, MetadataMode mode, Optional<KafkaVersion> finalised) {
    private static final String METADATA = "metadata.version";
    private static final String ROLES = "process.roles";
    private static final short NONE = 0;

    static FoundRelease of(FoundCluster found) {
        MetadataMode mode = found.isGiven("zookeeper.connect") && !found.isGiven(ROLES)
                ? MetadataMode.ZOOKEEPER
                : MetadataMode.KRAFT;
        short known = found.features().supported().getOrDefault(METADATA, NONE);
        Optional<KafkaVersion> exact = known == NONE ? Optional.empty() : at(known);
        KafkaVersion version = exact.filter(release -> release.supports(mode)).orElseGet(() -> nearest(found, mode));
        Optional<KafkaVersion> finalised = at(found.features().finalised().getOrDefault(METADATA, NONE))
                .filter(release -> release != version && version.isAtLeast(release));
        return new FoundRelease(version, exact.equals(Optional.of(version)), mode, finalised);
    }

    private static Optional<KafkaVersion> at(short level) {
        return Arrays.stream(KafkaVersion.values())
                .filter(release ->
                        FeatureLevels.of(release).getOrDefault(METADATA, NONE).equals(level))
                .findFirst();
    }

    /** The version with the fewest settings that the brokers lack, or that it lacks. */
    private static KafkaVersion nearest(FoundCluster found, MetadataMode mode) {
        return Arrays.stream(KafkaVersion.values())
                .filter(release -> release.supports(mode))
                .min(Comparator.comparingInt(release -> unlike(found.settings(), release)))
                .orElse(KafkaVersion.V4_3_1);
    }

    private static int unlike(SortedSet<String> names, KafkaVersion release) {
        SortedSet<String> known = new TreeSet<>(Catalogue.of(release).brokers().keySet());
        SortedSet<String> more = new TreeSet<>(names);
        more.removeAll(known);
        known.removeAll(names);
        return more.size() + known.size();
    }

    /** What of the features a description cannot say. */
    List<Gap> gaps(FoundCluster found) {
        List<Gap> gaps = new ArrayList<>();
        if (mode == MetadataMode.ZOOKEEPER) {
            return gaps;
        }
        KafkaVersion described = finalised.orElse(version);
        found.features().finalised().forEach((feature, level) -> {
            Short meant = feature.equals(FeatureLevels.KRAFT)
                    ? Short.valueOf((short) 1)
                    : FeatureLevels.of(described).get(feature);
            if (meant == null || meant.shortValue() != level.shortValue()) {
                gaps.add(Gap.leftOut(
                        "feature level",
                        feature + " " + level
                                + (meant == null
                                        ? ""
                                        : ", where a cluster of Trivet's with Kafka " + described + " has " + meant)));
            }
        });
        return gaps;
    }
}
