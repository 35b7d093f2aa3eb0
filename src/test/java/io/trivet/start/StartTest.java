package io.trivet.start;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code java -jar trivet.jar} with a stand-in for the program, as real processes. */
@Timeout(120)
final class StartTest {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir
    Path temp;

    private Path target;

    @BeforeEach
    void jars() throws IOException {
        target = Files.createDirectories(temp.resolve("target"));
        Path main = Path.of("target/classes");
        jar("trivet.jar", "io.trivet.start.Start", main);
        jar("trivet-program.jar", "io.trivet.start.StartedProgram", main, Path.of("target/test-classes"));
    }

    @Test
    void streams_arguments_and_exit_code_are_those_of_the_program() throws Exception {
        assertThat(run("in", "exit", "7", "two words", "")).isEqualTo(new Ran(7, "out: in", "err: exit|7|two words|"));
        assertThat(run("", "exit", "0")).isEqualTo(new Ran(0, "out: ", "err: exit|0"));
    }

    @Test
    void the_program_gets_its_options_and_those_of_the_user_go_before() throws Exception {
        assertThat(options(Map.of())).contains("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

        assertThat(options(Map.of("JDK_JAVA_OPTIONS", "-XX:+UseParallelGC -XX:TieredStopAtLevel=4")))
                .contains("-XX:+UseParallelGC", "-XX:TieredStopAtLevel=4")
                .doesNotContain("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    }

    @Test
    void a_signal_ends_both() throws Exception {
        Process start = start(Map.of(), "wait");
        ProcessHandle program = program(start);

        start.destroy();

        assertThat(start.waitFor()).isEqualTo(143);
        assertThat(program.isAlive()).isFalse();
    }

    @Test
    void the_program_is_gone_when_its_parent_was_killed() throws Exception {
        Process start = start(Map.of(), "wait");
        ProcessHandle program = program(start);

        start.destroyForcibly();

        program.onExit().get(60, TimeUnit.SECONDS);
    }

    @Test
    void the_first_run_leaves_an_archive_and_the_next_one_starts_with_it() throws Exception {
        run("", "exit", "0");
        List<String> archives = archives();

        assertThat(archives).hasSize(1);
        assertThat(options(Map.of("_JAVA_OPTIONS", "-Xlog:class+load")))
                .contains("-XX:SharedArchiveFile=" + target.resolve(archives.get(0)))
                .anyMatch(line -> line.contains("StartedProgram source: shared objects file (top)"));
        assertThat(archives()).isEqualTo(archives);
    }

    @Test
    void a_newer_jar_gets_a_new_archive() throws Exception {
        run("", "exit", "0");
        Files.setLastModifiedTime(
                target.resolve("trivet-program.jar"),
                FileTime.from(Instant.now().plusSeconds(60)));

        assertThat(options(Map.of())).anyMatch(option -> option.startsWith("-XX:ArchiveClassesAtExit="));
    }

    @Test
    void a_program_that_fails_leaves_no_archive() throws Exception {
        run("", "exit", "7");

        assertThat(archives()).isEmpty();
    }

    @Test
    void two_at_once_do_not_meet() throws Exception {
        Process first = start(Map.of(), "exit", "0");
        Process second = start(Map.of(), "exit", "0");

        assertThat(List.of(finish(first, "").code(), finish(second, "").code())).containsExactly(0, 0);
        assertThat(archives()).hasSize(1);
    }

    /**
     * A limit of the shell on the size of files stands in for the disk. The virtual machine complains, and ends with 1.
     */
    @Test
    void a_full_disk_makes_nothing_fail() throws Exception {
        List<String> command = List.of("sh", "-c", "ulimit -f 8; exec \"$@\"", "sh", JAVA, "-jar", jar(), "exit", "0");

        Ran ran = finish(new ProcessBuilder(command).start(), "in");

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).startsWith("out: in");
        assertThat(ran.err()).startsWith("err: exit|0");
        assertThat(archives()).isEmpty();
    }

    @Test
    void a_folder_that_cannot_be_written_makes_nothing_fail() {
        ClassArchive archive = ClassArchive.beside(temp.resolve("absent/trivet-program.jar"));

        assertThat(archive.options()).noneMatch(option -> option.contains("Archive"));
        assertThat(archive.kept(0)).isZero();
        assertThat(archive.kept(7)).isEqualTo(7);
    }

    @Test
    void what_a_killed_run_left_is_removed() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Path leftover = Files.createDirectory(target.resolve("program-" + dead.pid() + ".making"));
        Files.writeString(leftover.resolve("classes"), "half of it");

        run("", "exit", "0");

        assertThat(archives()).hasSize(1);
        assertThat(leftover).doesNotExist();
    }

    private record Ran(int code, String out, String err) {}

    private Ran run(String in, String... arguments) throws Exception {
        return finish(start(Map.of(), arguments), in);
    }

    private List<String> options(Map<String, String> environment) throws Exception {
        return finish(start(environment, "options"), "").out().lines().toList();
    }

    private Process start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(JAVA, "-jar", jar()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Ran finish(Process process, String in) throws Exception {
        try (OutputStream stream = process.getOutputStream()) {
            stream.write(in.getBytes(UTF_8));
        }
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
        return new Ran(process.waitFor(), out, err);
    }

    private static ProcessHandle program(Process start) throws IOException {
        BufferedReader reader = start.inputReader(UTF_8);
        return ProcessHandle.of(Long.parseLong(reader.readLine())).orElseThrow();
    }

    /** Everything that lies beside the jars. */
    private List<String> archives() throws IOException {
        try (Stream<Path> files = Files.list(target)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".jar"))
                    .toList();
        }
    }

    private String jar() {
        return target.resolve("trivet.jar").toString();
    }

    /** A jar of this package. */
    private void jar(String name, String main, Path... roots) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main);
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(target.resolve(name)), manifest)) {
            for (Path root : roots) {
                try (Stream<Path> classes = Files.list(root.resolve("io/trivet/start"))) {
                    for (Path file : classes.sorted().toList()) {
                        jar.putNextEntry(new JarEntry(root.relativize(file).toString()));
                        Files.copy(file, jar);
                        jar.closeEntry();
                    }
                }
            }
        }
    }
}
