package io.trivet.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class CatalogueTest {
    /** Counts of Kafka's own definitions, read off the jars by another program than the generator. */
    @ParameterizedTest
    @CsvSource({"V3_9_2, 329, 14, 52, 37, 36", "V4_3_1, 360, 20, 62, 37, 34"})
    void it_holds_every_setting_of_its_version(
            KafkaVersion version, int brokers, int internal, int clusterWide, int perBroker, int topics) {
        Catalogue catalogue = Catalogue.of(version);
        Collection<Setting> settings = catalogue.brokers().values();

        assertThat(settings).hasSize(brokers);
        assertThat(settings.stream().filter(Setting::internal)).hasSize(internal);
        assertThat(settings.stream().filter(setting -> setting.update() == UpdateMode.CLUSTER_WIDE))
                .hasSize(clusterWide);
        assertThat(settings.stream().filter(setting -> setting.update() == UpdateMode.PER_BROKER))
                .hasSize(perBroker);
        assertThat(catalogue.topics()).hasSize(topics);
    }

    @Test
    void a_setting_has_all_that_kafka_says_of_it() {
        assertThat(Catalogue.of(KafkaVersion.V3_9_2).broker("num.network.threads"))
                .contains(new Setting(
                        "num.network.threads",
                        SettingType.INT,
                        new Fallback(List.of(), true, "3"),
                        new Allowed("1", "32767", List.of(), List.of(), false, true, true, false),
                        Importance.HIGH,
                        UpdateMode.CLUSTER_WIDE,
                        false,
                        "The number of threads that the server uses for receiving requests from the network and sending"
                                + " responses to the network."));
        assertThat(Catalogue.of(KafkaVersion.V4_3_1)
                        .topic("retention.ms")
                        .orElseThrow()
                        .fallback())
                .isEqualTo(new Fallback(
                        List.of("log.retention.ms", "log.retention.minutes", "log.retention.hours"),
                        true,
                        "604800000"));
    }

    @Test
    void what_a_version_dropped_or_has_not_yet_is_absent() {
        Catalogue old = Catalogue.of(KafkaVersion.V3_9_2);
        Catalogue young = Catalogue.of(KafkaVersion.V4_3_1);

        assertThat(old.broker("zookeeper.connect")).isPresent();
        assertThat(young.broker("zookeeper.connect")).isEmpty();
        assertThat(old.broker("cordoned.log.dirs")).isEmpty();
        assertThat(young.broker("cordoned.log.dirs")).isPresent();
        assertThat(old.broker("message.format.version")).isEmpty();
        assertThat(old.topic("message.format.version")).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void every_default_of_kafka_passes_its_own_check(KafkaVersion version) {
        Catalogue catalogue = Catalogue.of(version);

        for (Collection<Setting> settings :
                List.of(catalogue.brokers().values(), catalogue.topics().values())) {
            for (Setting setting : settings) {
                // Kafka takes an empty text as "none" where it is the default of a class or of a name.
                if (setting.fallback().present() && !setting.fallback().text().isEmpty()) {
                    assertThat(setting.check(setting.fallback().text()))
                            .as(setting.name())
                            .isEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void documentation_is_one_short_plain_line(KafkaVersion version) {
        for (Setting setting : Catalogue.of(version).brokers().values()) {
            assertThat(setting.documentation())
                    .as(setting.name())
                    .doesNotContain("\n", "  ", "<code>", "</")
                    .hasSizeLessThanOrEqualTo(240);
        }
    }

    @ParameterizedTest
    @EnumSource
    void fallbacks_of_topic_settings_are_broker_settings(KafkaVersion version) {
        Catalogue catalogue = Catalogue.of(version);

        for (Setting topic : catalogue.topics().values()) {
            for (String broker : topic.fallback().settings()) {
                assertThat(catalogue.broker(broker))
                        .as(topic.name() + " " + broker)
                        .isPresent();
            }
        }
    }

    @Test
    void versions_are_found_as_they_are_written_and_ordered_by_age() {
        assertThat(KafkaVersion.of("4.3.1")).contains(KafkaVersion.V4_3_1);
        assertThat(KafkaVersion.of("4.4.0")).isEmpty();
        assertThat(KafkaVersion.V4_3_1.isAtLeast(KafkaVersion.V3_9_2)).isTrue();
        assertThat(KafkaVersion.V3_9_2.isAtLeast(KafkaVersion.V4_3_1)).isFalse();
        assertThat(KafkaVersion.V4_3_1.supports(MetadataMode.ZOOKEEPER)).isFalse();
        assertThat(MetadataMode.ZOOKEEPER.word().toUpperCase(Locale.ROOT)).isEqualTo("ZOOKEEPER");
    }
}
