package io.trivet.edge.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar of Trivet's own classes in the processes of nodes. */
final class NodeJarTest {
    @TempDir
    private Path folder;

    @Test
    void what_is_not_what_was_written_is_made_anew() throws IOException {
        Path jar = NodeJar.in(folder);
        byte[] sound = Files.readAllBytes(jar);

        Files.write(jar, new byte[0]);
        assertThat(NodeJar.in(folder)).hasBinaryContent(sound);

        Files.write(jar, new byte[sound.length]);
        assertThat(NodeJar.in(folder)).hasBinaryContent(sound);
        try (JarFile whole = new JarFile(jar.toFile())) {
            assertThat(whole.stream().map(JarEntry::getName))
                    .contains("io/trivet/edge/local/process/NodeMain.class")
                    .containsAll(classesOfTheExporter())
                    .hasSize(2 + classesOfTheExporter().size());
        }
    }

    /** All of them, with those within others. */
    private static List<String> classesOfTheExporter() throws IOException {
        Path classes = Path.of("target/classes");
        try (Stream<Path> files = Files.list(classes.resolve("io/trivet/exporter"))) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(name -> !name.endsWith("package-info.class"))
                    .sorted()
                    .toList();
        }
    }
}
