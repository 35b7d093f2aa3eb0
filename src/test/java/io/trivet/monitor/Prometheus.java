package io.trivet.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Programs of Prometheus, as {@code src/test/prometheus/install} puts them there. */
public final class Prometheus {
    private static final Path BIN = Path.of("target/prometheus/usr/bin").toAbsolutePath();

    private Prometheus() {}

    /** Skips the test where they are not there, saying how to get them; fails where CI is set. */
    public static void needs() {
        Tool.needs(
                Files.isExecutable(BIN.resolve("promtool")), "Prometheus is missing; run src/test/prometheus/install");
    }

    /** The path of a program. */
    public static String program(String name) {
        return BIN.resolve(name).toString();
    }

    /** Runs a program to its end, which is a good one, and says what it said. */
    public static String run(Path folder, String name, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program(name)));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(text).isZero();
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
