package io.trivet.edge.local.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArtifactsListTest {
    private static final Coordinates SERVER = new Coordinates("server", "1", List.of("a:server:1"), List.of());

    @TempDir
    Path folder;

    private ClassPath classPath = new ClassPath(SERVER, List.of());

    @BeforeEach
    void write() throws IOException {
        Path first = Files.writeString(folder.resolve("first of two.jar"), "1234");
        Path second = Files.writeString(folder.resolve("second.jar"), "12");
        classPath = new ClassPath(SERVER, List.of(first, second));
        ArtifactsList.write(folder, classPath);
    }

    @Test
    void what_was_written_is_read() {
        assertThat(ArtifactsList.read(folder, SERVER)).contains(classPath);
    }

    @Test
    void nothing_but_the_list_is_left_behind() throws IOException {
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()).sorted())
                    .containsExactly("first of two.jar", "second.jar", "server-1.classpath");
        }
    }

    @Test
    void a_jar_of_another_size_makes_the_list_void() throws IOException {
        Files.writeString(folder.resolve("second.jar"), "1");

        assertThat(ArtifactsList.read(folder, SERVER)).isEmpty();
    }

    @Test
    void a_lost_jar_makes_the_list_void() throws IOException {
        Files.delete(folder.resolve("first of two.jar"));

        assertThat(ArtifactsList.read(folder, SERVER)).isEmpty();
    }

    @Test
    void other_artifacts_make_the_list_void() {
        Coordinates other = new Coordinates("server", "1", List.of("a:server:1", "a:log:1"), List.of());

        assertThat(ArtifactsList.read(folder, other)).isEmpty();
    }

    @Test
    void a_torn_list_is_as_good_as_none() throws IOException {
        Path list = folder.resolve("server-1.classpath");
        String whole = Files.readString(list);
        for (int length = 0; length < whole.length() - 1; length++) {
            Files.writeString(list, whole.substring(0, length));

            assertThat(ArtifactsList.read(folder, SERVER)).isEmpty();
        }
    }
}
