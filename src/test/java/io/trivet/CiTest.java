package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is checked before a merge is what the documents tell people to run. */
final class CiTest {
    @ParameterizedTest
    @ValueSource(strings = {"README.md", "CONTRIBUTING.md"})
    void the_documents_name_the_command_that_ci_runs(String document) throws Exception {
        List<String> ci = Files.readAllLines(Path.of(".ci/run"));
        String command = ci.get(ci.size() - 1);

        assertThat(command).startsWith("./mvnw ");
        assertThat(Files.readAllLines(Path.of(document))).anyMatch(line -> line.startsWith(command));
    }
}
