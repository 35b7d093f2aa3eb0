package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command of the README, in the order in which a reader would type them, through the launcher. */
final class ReadmeIT {
    @TempDir
    private Path folder;

    @AfterEach
    void nothing_is_left_running() throws IOException, InterruptedException {
        run("./trivet local down kraft-us-east-1 --delete --yes");
    }

    @Test
    void every_command_works() throws IOException, InterruptedException {
        List<String> commands = Blocks.of(Path.of("README.md"), "sh").stream()
                .flatMap(String::lines)
                .filter(line -> !line.startsWith("./mvnw "))
                .toList();

        assertThat(commands)
                .contains("./trivet local up kraft-us-east-1")
                .allSatisfy(command -> assertThat(run(command))
                        .as(() -> command + "\n" + said())
                        .isZero());
    }

    private int run(String command) throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start()
                .waitFor();
    }

    private String said() {
        try {
            return Files.readString(folder.resolve("said"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
