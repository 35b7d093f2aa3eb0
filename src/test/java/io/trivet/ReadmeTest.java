package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.layout.Site;
import io.trivet.plan.Plan;
import io.trivet.rule.Rules;
import io.trivet.show.Colour;
import io.trivet.show.LayoutSvg;
import io.trivet.show.Overview;
import io.trivet.show.ProblemsShown;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import io.trivet.stack.Reading;
import io.trivet.stack.StackReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is what there is; {@code ReadmeIT} runs its commands. */
final class ReadmeTest {
    private static final Path ROOT = Path.of("").toAbsolutePath();

    @Test
    void the_description_is_the_one_of_the_example() throws IOException {
        String block = Blocks.of(Path.of("README.md"), "yaml").get(0);
        String example = Files.readString(Path.of("stacks/Pulumi.kraft-us-east-1.yaml"));

        assertThat(example.lines().filter(line -> !line.strip().startsWith("#")).toList())
                .isEqualTo(block.lines().toList());
    }

    @Test
    void the_refused_description_gets_the_text_shown(@TempDir Path folder) throws IOException {
        Path stacks = Files.createDirectories(folder.resolve("stacks"));
        Files.copy(Path.of("stacks/cluster.yaml"), stacks.resolve("cluster.yaml"));
        Path file = stacks.resolve("Pulumi.prod-us-east-1.yaml");
        Files.writeString(
                file,
                Files.readString(Path.of("stacks/Pulumi.prod-us-east-1.yaml"))
                        + "    topics:\n      orders: {settings: {min.insync.replicas: 3}}\n");

        Reading reading = StackReader.read(folder, file);
        String text = ProblemsShown.of(Rules.check(reading.ec2().orElseThrow())).text(Colour.OFF);

        assertThat(text).startsWith(Blocks.of(Path.of("README.md"), "").get(0));
    }

    @Test
    void the_picture_is_that_of_the_example() throws IOException {
        Description<OnEc2> description = StackReader.read(ROOT, ROOT.resolve("stacks/Pulumi.prod-us-east-1.yaml"))
                .ec2()
                .orElseThrow();

        assertThat(Path.of("docs/films.svg"))
                .as("./trivet show prod-us-east-1 --format svg > docs/films.svg")
                .hasContent(LayoutSvg.of(new Overview(description, Plan.of(description, Site.EC2))));
    }

    @Test
    void the_users_of_the_document_are_those_of_a_golden_case() throws IOException {
        String block = Blocks.of(Path.of("docs/external.md"), "yaml").get(0);

        assertThat(Files.readString(Path.of("src/test/resources/golden/external/users/in/stack.yaml")))
                .endsWith(block.indent(4));
    }

    @Test
    void the_documents_name_each_other_by_paths_that_exist() throws IOException {
        for (String document : List.of("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")) {
            assertThat(Blocks.links(Path.of(document)))
                    .as(document)
                    .allSatisfy(link -> assertThat(Path.of(link)).exists());
        }
    }
}
