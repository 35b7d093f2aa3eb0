package io.trivet.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.gen.ForEachSample;
import io.trivet.gen.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** What holds for the reading of every description. */
final class ReadingLawsTest {
    @TempDir
    Path folder;

    @ForEachSample
    void a_file_and_the_json_that_pulumi_makes_of_it_are_the_same_description(Sample sample) throws IOException {
        Description<OnEc2> file = sample.fromFile(folder, sample.chance());
        Description<OnEc2> json = sample.description();

        assertThat(file.common()).isEqualTo(json.common());
        assertThat(file.on()).isEqualTo(json.on());
        assertThat(file.id()).isEqualTo(json.id());
        assertThat(file.region()).isEqualTo(json.region());
    }

    @ForEachSample
    void what_a_deployment_leaves_is_the_same_description(Sample sample) {
        String whole = StackReader.whole(Optional.of(sample.region()), sample.json(), folder);
        Path file = Path.of("Pulumi." + sample.id() + ".yaml");

        Reading reading = StackReader.read(folder, file, path -> whole);

        assertThat(reading.problems().list()).isEmpty();
        assertThat(reading.ec2()).hasValueSatisfying(description -> {
            assertThat(description.common()).isEqualTo(sample.description().common());
            assertThat(description.on()).isEqualTo(sample.description().on());
            assertThat(description.id()).isEqualTo(sample.id());
            assertThat(description.region()).contains(sample.region());
        });
        assertThat(whole).doesNotContain("\n");
    }

    @ForEachSample
    void every_value_is_known_by_its_place_in_the_file(Sample sample) throws IOException {
        Description<OnEc2> description = sample.fromFile(folder, sample.chance());

        assertPlaced(description.places(), "", sample.cluster(), "Pulumi." + sample.id() + ".yaml:");
    }

    private static void assertPlaced(Places places, String path, Object value, String file) {
        assertThat(places.has(path)).as(path).isTrue();
        assertThat(places.at(path).position()).as(path).startsWith(file);
        assertThat(places.at(path).path()).isEqualTo(path);
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> assertPlaced(places, Places.join(path, key.toString()), inner, file));
        }
    }
}
