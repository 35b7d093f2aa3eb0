package io.trivet.platform.msk;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.kafka.MetadataMode;
import io.trivet.stack.MskType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class MskVersionTest {
    private static List<String> names(MskType type) {
        List<String> names = new ArrayList<>();
        for (MskVersion version : MskVersion.values()) {
            version.modes(type).forEach(mode -> names.add(version.name(mode)));
        }
        return names;
    }

    @Test
    void the_names_are_those_that_aws_creates() {
        assertThat(names(MskType.STANDARD))
                .containsExactly(
                        "3.6.0",
                        "3.7.x",
                        "3.7.x.kraft",
                        "3.8.x",
                        "3.8.x.kraft",
                        "3.9.x",
                        "3.9.x.kraft",
                        "4.0.x.kraft",
                        "4.1.x.kraft",
                        "4.2.x.kraft");
        assertThat(names(MskType.EXPRESS)).containsExactly("3.8.x", "3.9.x.kraft", "4.2.x.kraft");
        assertThat(names(MskType.SERVERLESS)).isEmpty();
    }

    @Test
    void the_lines_are_in_order_of_age_and_so_are_their_catalogues() {
        Comparator<MskVersion> byNumber = Comparator.<MskVersion>comparingInt(
                        version -> Integer.parseInt(version.text().split("\\.")[0]))
                .thenComparingInt(version -> Integer.parseInt(version.text().split("\\.")[1]));

        assertThat(MskVersion.values()).isSortedAccordingTo(byNumber);
        assertThat(Arrays.stream(MskVersion.values()).map(MskVersion::kafka)).isSorted();
        assertThat(MskVersion.V4_0.isAtLeast(MskVersion.V3_9)).isTrue();
        assertThat(MskVersion.V3_8.isAtLeast(MskVersion.V3_9)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"3.9.x, V3_9", "3.9.2, V3_9", "3.6.0, V3_6", "3.6.x, V3_6", "4.2.x, V4_2", "4.0.1, V4_0"})
    void a_release_counts_for_its_line(String described, MskVersion line) {
        assertThat(MskVersion.of(described)).contains(line);
    }

    @ParameterizedTest
    @CsvSource({"3.9", "3.9.x.kraft", "2.8.1", "4.3.1", "3.90.x", "''", "latest"})
    void what_msk_does_not_create_is_no_line(String described) {
        assertThat(MskVersion.of(described)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(MetadataMode.class)
    void a_line_with_its_mode_is_found_exactly_when_the_flavour_creates_it(MetadataMode mode) {
        for (MskType type : MskType.values()) {
            for (MskVersion version : MskVersion.values()) {
                assertThat(MskVersion.created(type, mode).contains(version))
                        .isEqualTo(version.modes(type).contains(mode));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(MskVersion.class)
    void its_catalogue_is_of_a_version_that_can_keep_its_metadata_there(MskVersion version) {
        for (MskType type : MskType.values()) {
            assertThat(version.kafka().modes()).containsAll(version.modes(type));
        }
        version.supportEnded().ifPresent(end -> assertThat(end).isLessThan(MskVersion.READ));
    }
}
