package io.trivet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code trivet show --as} on the example stacks. */
final class ShowAsTest {
    private static final Path HOME = Path.of("").toAbsolutePath();
    private static final Path CASES = HOME.resolve("src/test/resources/golden/as");

    @Test
    void another_flavour_is_named_and_standard_is_meant_without_a_name() throws IOException {
        assertThat(Outcome.of(HOME, "show", "dev", "--as", "msk", "--type", "express"))
                .isEqualTo(new Outcome(ExitCode.OK, Files.readString(CASES.resolve("dev/express.txt")), ""));
        assertThat(Outcome.of(HOME, "show", "dev", "--as", "msk", "--format", "markdown"))
                .isEqualTo(new Outcome(ExitCode.OK, Files.readString(CASES.resolve("dev/standard.md")), ""));
        assertThat(Outcome.of(HOME, "show", "msk-us-east-1", "--as", "ec2", "--format", "json"))
                .isEqualTo(new Outcome(ExitCode.OK, Files.readString(CASES.resolve("msk-us-east-1/ec2.json")), ""));
    }

    @Test
    void a_stack_is_not_turned_into_what_it_is() {
        assertThat(Outcome.of(HOME, "show", "dev", "--as", "ec2")).isEqualTo(new Outcome(ExitCode.PROBLEMS, "", """
                        error other-platform  stacks/cluster.yaml:5:11  platform
                          was ec2 but it must be msk for --as ec2: a description is turned from one of the two to the other.
                          Mend: name another stack, or leave out --as.

                        1 error in stacks/cluster.yaml
                        """));
    }

    @Test
    void a_cluster_of_others_becomes_neither() {
        Outcome outcome = Outcome.of(HOME, "show", "external-aiven", "--as", "msk");

        assertThat(outcome.code()).isEqualTo(ExitCode.PROBLEMS);
        assertThat(outcome.err()).contains("was external but it must be ec2 for --as msk");
    }

    @Test
    void a_flavour_without_msk_is_a_mistake() {
        Outcome outcome = Outcome.of(HOME, "show", "msk-us-east-1", "--as", "ec2", "--type", "express");

        assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).startsWith("--type goes with --as msk\n");
    }

    @Test
    void nothing_is_drawn() {
        Outcome outcome = Outcome.of(HOME, "show", "dev", "--as", "msk", "--format", "svg");

        assertThat(outcome.code()).isEqualTo(ExitCode.PROBLEMS);
        assertThat(outcome.err()).contains("it must not be drawn as msk: there is no drawing of what is lost");
    }
}
