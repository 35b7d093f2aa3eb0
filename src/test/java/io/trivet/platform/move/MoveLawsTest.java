package io.trivet.platform.move;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.trivet.gen.ForEachSample;
import io.trivet.gen.Sample;
import io.trivet.problem.Problem;
import io.trivet.problem.Severity;
import io.trivet.rule.Rules;
import io.trivet.stack.Description;
import io.trivet.stack.MskType;
import io.trivet.stack.Reading;
import io.trivet.stack.StackReader;
import io.trivet.stack.StackYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for the move of every description, of the examples and of generated ones. */
final class MoveLawsTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Path ROOT = Path.of("").toAbsolutePath();

    @TempDir
    Path folder;

    static Stream<Description<?>> examples() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("stacks"))) {
            return files
                    .filter(file -> file.getFileName().toString().matches("Pulumi\\..*\\.yaml"))
                    .sorted()
                    .<Description<?>>map(
                            file -> StackReader.read(ROOT, file).description().orElseThrow())
                    .filter(description -> !moves(description).isEmpty())
                    .toList()
                    .stream();
        }
    }

    private static List<Move> moves(Description<?> description) {
        return description.on(
                ec2 -> Stream.of(MskType.values())
                        .map(type -> Move.toMsk(ec2, type))
                        .toList(),
                msk -> List.of(Move.toEc2(msk)),
                service -> List.of());
    }

    private static Move back(Move move) {
        return moves(move.after()).stream()
                .filter(back -> back.after()
                        .on()
                        .on(
                                ec2 -> true,
                                msk -> Optional.of(msk.msk().type()).equals(type(move.before())),
                                service -> false))
                .findFirst()
                .orElseThrow();
    }

    private static Optional<MskType> type(Description<?> description) {
        return description
                .on()
                .on(ec2 -> Optional.empty(), msk -> Optional.of(msk.msk().type()), service -> Optional.empty());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void what_comes_of_an_example_has_no_error(Description<?> description) {
        moves(description).forEach(MoveLawsTest::hasNoError);
    }

    @ForEachSample
    void what_comes_of_any_description_has_no_error(Sample sample) {
        moves(sample.description()).forEach(MoveLawsTest::hasNoError);
    }

    private static void hasNoError(Move move) {
        List<String> errors = Rules.check(move.after()).list().stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .map(Problem::toString)
                .toList();
        assertThat(errors).as(Move.title(move.after())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void there_and_back_loses_of_an_example_only_what_was_said(Description<?> description) throws IOException {
        for (Move move : moves(description)) {
            losesOnlyWhatWasSaid(move);
        }
    }

    @ForEachSample
    void there_and_back_loses_only_what_was_said(Sample sample) throws IOException {
        for (Move move : moves(sample.description())) {
            losesOnlyWhatWasSaid(move);
        }
    }

    private static void losesOnlyWhatWasSaid(Move there) throws IOException {
        Move back = back(there);
        List<Loss> said = new ArrayList<>(there.losses());
        said.addAll(back.losses());
        SortedMap<String, String> returned = values(back.after());
        List<String> unsaid = new ArrayList<>();
        values(there.before()).forEach((path, value) -> {
            if (!value.equals(returned.get(path))
                    && said.stream()
                            .noneMatch(loss -> path.equals(loss.path()) || path.startsWith(loss.path() + "."))) {
                unsaid.add(path);
            }
        });
        assertThat(unsaid).as(Move.title(there.after())).isEmpty();
    }

    private static SortedMap<String, String> values(Description<?> description) throws IOException {
        SortedMap<String, String> values = new TreeMap<>();
        values("", YAML.readTree(StackYaml.of(description)), values);
        return values;
    }

    private static void values(String path, JsonNode node, SortedMap<String, String> values) {
        if (node.isObject()) {
            node.fields()
                    .forEachRemaining(field -> values(
                            path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), values));
        } else {
            values.put(path, node.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void the_keys_written_over_an_example_make_the_other(Description<?> description) throws IOException {
        for (Move move : moves(description)) {
            keysMakeTheOther(move);
        }
    }

    @ForEachSample
    void the_keys_written_over_a_description_make_the_other(Sample sample) throws IOException {
        for (Move move : moves(sample.description())) {
            keysMakeTheOther(move);
        }
    }

    private void keysMakeTheOther(Move move) throws IOException {
        Files.writeString(folder.resolve("base.yaml"), StackYaml.of(move.before()));
        String keys = StackYaml.changes(move.before(), move.after());
        String text = "config:\n  aws:region: " + move.before().region().orElse("us-east-1")
                + "\n  trivet:cluster:\n    extends: base.yaml\n"
                + keys.lines().map(line -> "    " + line).collect(Collectors.joining("\n"))
                + "\n";
        Path file = Files.writeString(folder.resolve("Pulumi.other.yaml"), text);
        Reading reading = StackReader.read(folder, file);

        assertThat(reading.problems().list()).as(text).isEmpty();
        assertThat(reading.description().orElseThrow().common())
                .isEqualTo(move.after().common());
        assertThat(reading.description().orElseThrow().on())
                .isEqualTo(move.after().on());
    }
}
