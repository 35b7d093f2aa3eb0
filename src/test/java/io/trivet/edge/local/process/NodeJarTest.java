package io.trivet.edge.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
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
            assertThat(whole.stream()).hasSize(2);
        }
    }
}
