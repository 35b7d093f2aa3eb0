package io.trivet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code render} does to a folder; what it writes stands in the golden stacks. */
final class RenderCommandTest {
    private static final Path HOME = Path.of("").toAbsolutePath();

    @TempDir
    Path folder;

    @Test
    void a_new_folder_is_made() throws IOException {
        Outcome outcome = render("dev", folder.resolve("a/b/out"));

        assertThat(outcome.code()).isEqualTo(ExitCode.OK);
        assertThat(outcome.out()).isEmpty();
        SortedMap<String, String> files = files(folder.resolve("a/b/out"));
        assertThat(outcome.err()).isEqualTo(files.size() + " files in " + folder.resolve("a/b/out") + "\n");
        assertThat(files).containsKeys("cluster/hosts", "broker1/etc/kafka/server.properties");
        assertThat(files(folder)).hasSameSizeAs(files);
    }

    @Test
    void its_own_folder_is_replaced_as_a_whole() throws IOException {
        Path out = folder.resolve("out");
        render("dev", out);
        SortedMap<String, String> fresh = files(out);
        Files.writeString(out.resolve("broker1/stale"), "");
        Files.writeString(out.resolve("cluster/hosts"), "changed");

        assertThat(render("dev", out).code()).isEqualTo(ExitCode.OK);
        assertThat(files(out)).isEqualTo(fresh);
        render("kraft-us-east-1", out);
        assertThat(files(out)).doesNotContainKey("zk1/etc/zookeeper/zoo.cfg");
        assertThat(folder.toFile().list()).containsExactly("out");
    }

    @Test
    void an_empty_folder_is_filled() throws IOException {
        assertThat(render("dev", folder.resolve(".")).code()).isEqualTo(ExitCode.OK);
        assertThat(files(folder)).containsKey("cluster/hosts");
    }

    @Test
    void a_folder_of_somebody_else_is_refused_and_left_as_it_is() throws IOException {
        Path out = Files.createDirectory(folder.resolve("out"));
        Files.writeString(out.resolve("thesis.txt"), "all of it");
        SortedMap<String, String> before = files(folder);

        Outcome outcome = render("dev", out);

        assertThat(outcome).isEqualTo(new Outcome(ExitCode.ENVIRONMENT, "", """
                error folder-not-ours  %s
                  was a folder with files that render did not write but it must be new, empty, or written by render before, since it is replaced as a whole.
                  Mend: name another folder, or empty this one.

                1 error in %s
                """.formatted(out, out)));
        assertThat(files(folder)).isEqualTo(before);
    }

    @Test
    void a_file_is_no_folder_and_left_as_it_is() throws IOException {
        Path out = Files.writeString(folder.resolve("out"), "all of it");

        assertThat(render("dev", out).code()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(files(folder)).hasSize(1).containsEntry("out", "all of it");
    }

    @Test
    void a_place_that_cannot_be_written_is_told_and_nothing_stays_behind() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        Path out = folder.resolve("file/out");

        Outcome outcome = render("dev", out);

        assertThat(outcome.code()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .startsWith("error folder-not-written  " + out + "\n  was a folder that cannot be written (")
                .endsWith("1 error in " + out + "\n");
        assertThat(files(folder)).containsOnlyKeys("file");
    }

    @Test
    void a_wrong_stack_writes_nothing() throws IOException {
        Path wrong = HOME.resolve("src/test/resources/golden/refused/names/in/stack.yaml");

        Outcome outcome = render(wrong.toString(), folder.resolve("out"));

        assertThat(outcome.code()).isEqualTo(ExitCode.PROBLEMS);
        assertThat(files(folder)).isEmpty();
    }

    private static Outcome render(String stack, Path out) {
        return Outcome.of(HOME, "render", stack, "--out", out.toString());
    }

    static SortedMap<String, String> files(Path folder) throws IOException {
        SortedMap<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        return texts;
    }
}
