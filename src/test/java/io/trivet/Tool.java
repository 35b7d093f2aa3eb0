package io.trivet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Programs that judge or run what is written here, of the system or installed beside it. */
public final class Tool {
    /**
     * What a program said and how it ended.
     *
     * @param exitCode of the program
     * @param text of both streams
     */
    public record Outcome(int exitCode, String text) {}

    private Tool() {}

    /** Where there is no such program, skips the test, saying which Debian package has it; fails where CI is set. */
    public static void needs(String program, String debianPackage) {
        boolean found = Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        needs(found, program + " is missing; install the Debian package " + debianPackage);
    }

    /** Skips the test where something is not there, saying how to get it; fails where CI is set. */
    public static void needs(boolean found, String message) {
        if (System.getenv("CI") != null) {
            Assertions.assertTrue(found, message);
        }
        Assumptions.assumeTrue(found, message);
    }

    /** The same of programs in Python, which a script puts into a folder with the list of what it has put there. */
    public static void needs(Path folder, Path requirements, String message) throws IOException {
        Path installed = folder.resolve("requirements.txt");
        needs(Files.exists(installed) && Files.readString(installed).equals(Files.readString(requirements)), message);
    }

    /** Runs a program to its end. */
    public static Outcome run(Path folder, Map<String, String> environment, List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            builder.environment().putAll(environment);
            Process process = builder.start();
            String text = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
