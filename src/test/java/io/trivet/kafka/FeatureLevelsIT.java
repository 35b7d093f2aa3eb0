package io.trivet.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The levels of features against the very classes of the release. */
final class FeatureLevelsIT {
    private static final String PACKAGE = "org.apache.kafka.server.common.";

    @ParameterizedTest
    @EnumSource
    void they_are_those_that_a_new_cluster_of_the_release_has(KafkaVersion version) throws Exception {
        SortedMap<String, Short> levels = new TreeMap<>();
        try (KafkaJars jars = KafkaJars.of(version)) {
            Object latest = jars.call(PACKAGE + "MetadataVersion", "latestProduction");
            levels.put("metadata.version", level(latest, "featureLevel"));
            String features = PACKAGE + (jars.has(PACKAGE + "Feature") ? "Feature" : "Features");
            for (Object feature : (List<?>) jars.constant(features, "PRODUCTION_FEATURES")) {
                String name =
                        (String) feature.getClass().getMethod("featureName").invoke(feature);
                Method default_ = feature.getClass()
                        .getMethod(
                                jars.has(PACKAGE + "Feature") ? "defaultLevel" : "defaultValue",
                                jars.type(PACKAGE + "MetadataVersion"));
                short level = ((Number) default_.invoke(feature, latest)).shortValue();
                if (level > 0 && !name.equals(FeatureLevels.KRAFT)) {
                    levels.put(name, level);
                }
            }
        }

        assertThat(FeatureLevels.of(version)).isEqualTo(levels);
    }

    private static short level(Object of, String method) throws ReflectiveOperationException {
        return ((Number) of.getClass().getMethod(method).invoke(of)).shortValue();
    }
}
