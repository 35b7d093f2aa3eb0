package io.trivet.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.gen.ForEachSample;
import io.trivet.gen.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** What holds for the reading of every description. */
final class ReadingLawsTest {
    @TempDir
    Path folder;

    @ForEachSample
    void a_file_and_the_json_that_pulumi_makes_of_it_are_the_same_description(Sample sample) throws IOException {
        Ec2Description file = sample.fromFile(folder, sample.chance());
        Ec2Description json = sample.description();

        assertThat(file.stack()).isEqualTo(json.stack());
        assertThat(file.id()).isEqualTo(json.id());
        assertThat(file.region()).isEqualTo(json.region());
    }

    @ForEachSample
    void every_value_is_known_by_its_place_in_the_file(Sample sample) throws IOException {
        Ec2Description description = sample.fromFile(folder, sample.chance());

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
