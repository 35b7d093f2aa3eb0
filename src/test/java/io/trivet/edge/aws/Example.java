package io.trivet.edge.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.layout.Site;
import io.trivet.plan.Plan;
import io.trivet.platform.Ec2Platform;
import io.trivet.rule.Rules;
import io.trivet.stack.Reading;
import io.trivet.stack.StackReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A description of the golden cases: an example stack, or one that the case brings.
 *
 * @param name of the case
 * @param plan what it asks of EC2
 * @param registrations what that is in Pulumi's terms
 */
public record Example(String name, Plan<Ec2Platform> plan, Registrations registrations) {
    static final Path CASES = Path.of("src/test/resources/golden/aws");
    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final SortedMap<String, Example> READ = new TreeMap<>();

    @Override
    public String toString() {
        return name;
    }

    /** All of them. */
    static Stream<Example> all() {
        try (Stream<Path> folders = Files.list(CASES)) {
            List<String> names = folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
            return names.stream().map(Example::named);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The type in full and the name of everything that one asks for. */
    public static List<String> titles(String name) {
        return named(name).registrations().list().stream()
                .map(Registration::request)
                .map(request -> request.getType() + " " + request.getName())
                .toList();
    }

    static Example named(String name) {
        return READ.computeIfAbsent(name, key -> of(key, file(key)));
    }

    private static Path file(String name) {
        Path own = CASES.resolve(name).resolve("in/stack.yaml");
        return Files.exists(own) ? own : ROOT.resolve("stacks/Pulumi." + name + ".yaml");
    }

    private static Example of(String name, Path file) {
        Reading reading = StackReader.read(ROOT, file);
        assertThat(reading.problems().list()).isEmpty();
        return reading.ec2()
                .map(description -> {
                    // Plugins are on no machine of these tests.
                    assertThat(Rules.check(description).list())
                            .allSatisfy(problem -> assertThat(problem.id()).isIn("plugin-unread", "security-none"));
                    Plan<Ec2Platform> plan = Plan.of(description, Site.EC2);
                    return new Example(name, plan, Registrations.ofEc2(plan));
                })
                .orElseThrow();
    }

    /** The same stack, with another text. */
    Example edited(Path folder, UnaryOperator<String> edit) throws IOException {
        Path file = file(name);
        String text = Files.readString(file);
        String edited = edit.apply(text)
                .replace(
                        "extends: cluster.yaml",
                        "extends: " + ROOT.resolve("stacks/cluster.yaml").toAbsolutePath());
        assertThat(edited).as("the edit changes something").isNotEqualTo(text);
        Path copy = folder.resolve("Pulumi." + name + ".yaml");
        Files.writeString(copy, edited);
        return of(name, copy);
    }
}
