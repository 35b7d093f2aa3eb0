package io.trivet.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class OwnedSettingsTest {
    @Test
    void each_is_a_setting_of_some_version() {
        for (String key : OwnedSettings.REASONS.keySet()) {
            assertThat(Arrays.stream(KafkaVersion.values())
                            .anyMatch(
                                    version -> Catalogue.of(version).broker(key).isPresent()))
                    .as(key)
                    .isTrue();
        }
    }

    @Test
    void whatever_names_a_node_or_its_place_is_owned_and_the_rest_is_free() {
        assertThat(OwnedSettings.reason("node.id")).contains("a node has its id for ever, by its number in its role");
        assertThat(OwnedSettings.reason("num.io.threads")).isEmpty();
    }
}
