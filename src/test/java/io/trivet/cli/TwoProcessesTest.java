package io.trivet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order of unordered collections, and whatever else a JVM starts with, changes from process to process. */
final class TwoProcessesTest {
    @TempDir
    Path folder;

    @Test
    void a_stack_is_rendered_to_the_same_bytes_by_two_processes_of_different_countries()
            throws IOException, InterruptedException {
        Path here = render("here");
        Path far = render(
                "far",
                "-Duser.language=tr",
                "-Duser.country=TR",
                "-Duser.timezone=Asia/Kathmandu",
                "-Dfile.encoding=ISO-8859-1",
                "-Dline.separator=\r\n");

        assertThat(RenderCommandTest.files(far)).isNotEmpty().isEqualTo(RenderCommandTest.files(here));
    }

    private Path render(String name, String... options) throws IOException, InterruptedException {
        Path out = folder.resolve(name);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path")));
        Collections.addAll(command, options);
        command.addAll(List.of(
                "-Dtrivet.home=" + Path.of("").toAbsolutePath(),
                Main.class.getName(),
                "render",
                "prod-us-east-1",
                "--out",
                out.toString()));
        Path output = folder.resolve(name + ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int code = process.waitFor();
        assertThat(code).as(Files.readString(output)).isZero();
        return out;
    }
}
