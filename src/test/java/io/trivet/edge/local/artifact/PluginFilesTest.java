package io.trivet.edge.local.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trivet.kafka.JarClass;
import io.trivet.kafka.PluginClasses;
import io.trivet.operate.Failure;
import io.trivet.problem.Problem;
import io.trivet.process.Plugin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PluginFilesTest {
    @TempDir
    private Path folder;

    private PluginFiles files() {
        return new PluginFiles(
                folder, new Artifacts(folder, new PrintStream(new ByteArrayOutputStream()), false, List.of()));
    }

    /** A jar with a class of Trivet's own. */
    private static byte[] jar(Class<?> type) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
            return zip(new TreeMap<>(Map.of(name, in.readAllBytes())));
        }
    }

    private static byte[] zip(SortedMap<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (var entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private Plugin laid(String file, byte[] bytes) throws IOException {
        Path laid = Files.write(folder.resolve(file), bytes);
        return new Plugin("one", Optional.empty(), "s3://our-software/" + file, Digest.sha512(laid));
    }

    private PluginClasses known(Plugin plugin) {
        return PluginFiles.read(folder, new TreeMap<>(Map.of("one", plugin)));
    }

    private Problem problem(Plugin plugin) {
        return catchThrowableOfType(Failure.class, () -> files().jars(plugin))
                .problems()
                .get(0);
    }

    @Test
    void a_jar_is_read_once_its_checksum_is_proven() throws Exception {
        Plugin plugin = laid("one-1.0.jar", jar(Cache.class));
        assertThat(known(plugin).unread()).containsExactly("one");

        assertThat(files().jars(plugin))
                .singleElement()
                .satisfies(jar -> assertThat(jar.getFileName()).hasToString("one-1.0.jar"));

        JarClass read = known(plugin).find(Cache.class.getName()).orElseThrow();
        assertThat(read.above()).containsExactly("java.lang.Object");
        assertThat(read.concrete()).isTrue();
        assertThat(read.open()).as("its constructor is private").isFalse();
        assertThat(read.texts()).contains("user.home");
    }

    @Test
    void a_list_of_another_form_is_made_anew() throws Exception {
        Plugin plugin = laid("one-1.0.jar", jar(Cache.class));
        Path jar = files().jars(plugin).get(0);
        Files.writeString(jar.resolveSibling(ClassList.NAME), "something else\n");

        assertThat(known(plugin).find(Cache.class.getName())).isPresent();
    }

    @Test
    void jars_of_a_zip_lie_side_by_side_whatever_their_paths() throws Exception {
        SortedMap<String, byte[]> entries = new TreeMap<>();
        entries.put("a/core.jar", jar(Cache.class));
        entries.put("../../b/s3.jar", jar(Digest.class));
        entries.put("LICENSE", new byte[] {1});

        List<Path> jars = files().jars(laid("one-1.0.zip", zip(entries)));

        assertThat(jars.stream().map(jar -> jar.getFileName().toString())).containsExactly("core.jar", "s3.jar");
        assertThat(jars).allSatisfy(jar -> assertThat(jar).startsWith(folder));
    }

    @Test
    void jars_of_a_tgz_lie_side_by_side() throws Exception {
        Files.createDirectories(folder.resolve("made/core"));
        Files.write(folder.resolve("made/core/core.jar"), jar(Cache.class));
        assertThat(new ProcessBuilder("tar", "-czf", "one-1.0.tgz", "made")
                        .directory(folder.toFile())
                        .start()
                        .waitFor())
                .isZero();

        Plugin plugin = laid("one-1.0.tgz", Files.readAllBytes(folder.resolve("one-1.0.tgz")));

        assertThat(files().jars(plugin)).hasSize(1);
        assertThat(known(plugin).find(Cache.class.getName())).isPresent();
    }

    @Test
    void another_checksum_is_refused_with_what_was_found_and_nothing_is_kept() throws Exception {
        Plugin right = laid("one-1.0.jar", jar(Cache.class));
        Plugin plugin = new Plugin("one", Optional.empty(), right.url(), "0".repeat(128));

        Problem problem = problem(plugin);

        assertThat(problem.id()).isEqualTo("plugin-checksum");
        assertThat(problem.found()).isEqualTo(right.url() + " with the SHA-512 " + right.sha512());
        assertThat(known(plugin).unread()).containsExactly("one");
        assertThat(folder).isDirectoryNotContaining(path -> Files.isDirectory(path));
    }

    @Test
    void what_holds_no_jar_or_two_of_one_name_or_is_none_is_refused() throws Exception {
        SortedMap<String, byte[]> twice = new TreeMap<>();
        twice.put("a/core.jar", jar(Cache.class));
        twice.put("b/core.jar", jar(Digest.class));

        assertThat(problem(laid("none-1.0.zip", zip(new TreeMap<>(Map.of("LICENSE", new byte[] {1})))))
                        .found())
                .isEqualTo("none-1.0.zip (no jar is in it)");
        assertThat(problem(laid("twice-1.0.zip", zip(twice))).found())
                .isEqualTo("twice-1.0.zip (two of its jars are called core.jar)");
        assertThat(problem(laid("text-1.0.jar", new byte[] {1, 2, 3})).id()).isEqualTo("plugin-content");
        assertThat(problem(laid("text-1.0.tgz", new byte[] {1, 2, 3})).id()).isEqualTo("plugin-content");
        assertThat(problem(laid("text-1.0.zip", new byte[] {1, 2, 3})).id()).isEqualTo("plugin-content");
    }

    @Test
    void of_what_lies_in_a_bucket_it_is_said_how_to_lay_it_here() {
        Plugin plugin = new Plugin("one", Optional.empty(), "s3://our-software/one-1.0.jar", "0".repeat(128));

        assertThat(problem(plugin).mend())
                .isEqualTo("run: aws s3 cp s3://our-software/one-1.0.jar " + folder.resolve("one-1.0.jar"));
    }
}
