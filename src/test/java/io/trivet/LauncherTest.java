package io.trivet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script {@code trivet}, with a Maven and a Java that only write down how they were called: what it builds, when,
 * and what it hands on.
 */
final class LauncherTest {
    @TempDir
    Path temp;

    private Path home;
    private Path jdk;

    @BeforeEach
    void a_repository_that_was_never_built() throws IOException {
        home = Files.createDirectories(temp.resolve("a folder/trivet home"));
        Files.copy(Path.of("trivet"), home.resolve("trivet"));
        executable(home.resolve("trivet"));
        script(home.resolve("mvnw"), """
                echo "mvnw $*" >>'%s'
                [ ! -e broken ] || { echo "A.java: does not compile"; exit 1; }
                mkdir -p target
                echo jar >target/trivet-cli.jar
                """.formatted(calls()));
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        Files.createDirectories(home.resolve("src/main/java"));
        Files.writeString(home.resolve("src/main/java/A.java"), "class A {}");
        jdk = jdk("17.0.15");
    }

    @Test
    void the_first_call_builds_and_the_second_does_not() throws Exception {
        assertThat(trivet("validate").out()).isEqualTo("ran: validate\n");
        assertThat(trivet("validate").out()).isEqualTo("ran: validate\n");

        assertThat(builds()).containsExactly("mvnw -q -Dmaven.test.skip=true package");
    }

    @Test
    void a_changed_source_is_built_again() throws Exception {
        trivet("validate");
        makeNewer(home.resolve("src/main/java/A.java"));

        trivet("validate");

        assertThat(builds()).hasSize(2);
    }

    @Test
    void a_source_that_went_away_is_a_change_too() throws Exception {
        trivet("validate");
        Files.delete(home.resolve("src/main/java/A.java"));
        makeNewer(home.resolve("src/main/java"));

        trivet("validate");

        assertThat(builds()).hasSize(2);
    }

    @Test
    void arguments_exit_code_and_standard_error_are_those_of_java() throws Exception {
        Ran ran = trivet("exit", "3", "two words", "*");

        assertThat(ran).isEqualTo(new Ran(3, "ran: exit 3 two words *\n", "an error\n"));
    }

    @Test
    void it_works_through_symbolic_links_from_any_folder() throws Exception {
        Path bin = Files.createDirectories(temp.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("first"), Path.of("../a folder/trivet home/trivet"));
        Files.createSymbolicLink(bin.resolve("second"), bin.resolve("first"));

        Ran ran = run(bin, bin.resolve("second").toString(), "validate");

        assertThat(ran).isEqualTo(new Ran(0, "ran: validate\n", ""));
    }

    @Test
    void it_works_when_it_is_found_in_the_path_or_handed_to_a_shell() throws Exception {
        assertThat(run(home, "sh", "trivet", "validate").out()).isEqualTo("ran: validate\n");
        assertThat(run(temp, "env", "PATH=" + home + ":/usr/bin:/bin", "trivet", "validate")
                        .out())
                .isEqualTo("ran: validate\n");
    }

    @Test
    void two_at_once_build_once() throws Exception {
        Started first = start(temp, home.resolve("trivet").toString(), "one");
        Started second = start(temp, home.resolve("trivet").toString(), "two");

        assertThat(List.of(finish(first).out(), finish(second).out())).containsExactly("ran: one\n", "ran: two\n");
        assertThat(builds()).hasSize(1);
    }

    @Test
    void the_lock_of_a_killed_build_is_taken_over() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Files.createDirectories(home.resolve(".trivet"));
        Files.createSymbolicLink(home.resolve(".trivet/build.lock"), Path.of("pid." + dead.pid()));

        assertThat(trivet("validate").out()).isEqualTo("ran: validate\n");
        assertThat(home.resolve(".trivet/build.lock")).doesNotExist();
    }

    @Test
    void a_build_that_fails_is_shown_and_ends_with_4() throws Exception {
        Files.writeString(home.resolve("broken"), "");

        Ran ran = trivet("validate");

        assertThat(ran).isEqualTo(new Ran(4, "", """
                        A.java: does not compile
                        trivet: the build failed; its output is above and in %s
                        """.formatted(home.resolve(".trivet/build.log"))));
    }

    @Test
    void the_class_archive_is_made_once_and_used_from_then_on() throws Exception {
        trivet("validate");
        trivet("validate");

        String archive = "-XX:SharedArchiveFile=" + home.resolve("target/trivet.jsa");
        assertThat(javaCalls())
                .filteredOn(call -> call.contains("-Xshare:dump"))
                .hasSize(1);
        assertThat(javaCalls()).filteredOn(call -> call.contains(archive)).hasSize(2);
    }

    @Test
    void another_java_gets_another_archive() throws Exception {
        trivet("validate");
        jdk = jdk("21.0.2");

        trivet("validate");

        assertThat(javaCalls())
                .filteredOn(call -> call.contains("-Xshare:dump"))
                .hasSize(2);
    }

    @Test
    void a_java_that_cannot_archive_is_asked_once_and_works_without() throws Exception {
        Files.writeString(jdk.resolve("no-archive"), "");

        assertThat(trivet("validate")).isEqualTo(new Ran(0, "ran: validate\n", ""));
        assertThat(trivet("validate")).isEqualTo(new Ran(0, "ran: validate\n", ""));

        assertThat(javaCalls())
                .filteredOn(call -> call.contains("-Xshare:dump"))
                .hasSize(1);
        assertThat(javaCalls()).noneMatch(call -> call.contains("trivet.jsa"));
    }

    @Test
    void an_older_java_is_refused_with_what_to_do() throws Exception {
        jdk = jdk("11.0.2");

        assertThat(trivet("validate"))
                .isEqualTo(new Ran(
                        4,
                        "",
                        "trivet: needs Java 17 or later; " + jdk.resolve("bin/java") + " is 11.0.2."
                                + " Put a newer JDK first in PATH, or set JAVA_HOME to one.\n"));
    }

    @Test
    void a_java_without_a_compiler_is_refused_only_where_it_must_build() throws Exception {
        trivet("validate");
        Files.delete(jdk.resolve("bin/javac"));
        assertThat(trivet("validate").code()).isZero();
        makeNewer(home.resolve("pom.xml"));

        assertThat(trivet("validate").err())
                .isEqualTo("trivet: " + jdk + " has no compiler. Install a JDK 17 or later, not only a JRE.\n");
    }

    @Test
    void without_a_release_file_java_itself_is_asked_for_its_version() throws Exception {
        Files.delete(jdk.resolve("release"));

        assertThat(trivet("validate").out()).isEqualTo("ran: validate\n");
        assertThat(javaCalls().get(0)).isEqualTo("java -version");
    }

    @Test
    void the_script_becomes_java_so_that_signals_reach_it() throws Exception {
        Started started = start(temp, home.resolve("trivet").toString(), "pid");

        assertThat(finish(started).out()).isEqualTo(started.process().pid() + "\n");
    }

    private record Started(Process process, Path err) {}

    private record Ran(int code, String out, String err) {}

    private Ran trivet(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(home.resolve("trivet").toString()));
        command.addAll(List.of(arguments));
        return run(temp, command.toArray(String[]::new));
    }

    private Ran run(Path folder, String... command) throws Exception {
        return finish(start(folder, command));
    }

    private Started start(Path folder, String... command) throws IOException {
        Path err = Files.createTempFile(temp, "err", "");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", jdk.toString());
        return new Started(builder.start(), err);
    }

    private static Ran finish(Started started) throws Exception {
        String out = new String(started.process().getInputStream().readAllBytes(), UTF_8);
        return new Ran(started.process().waitFor(), out, Files.readString(started.err()));
    }

    private Path jdk(String version) throws IOException {
        Path folder =
                Files.createDirectories(temp.resolve("jdk " + version + "/bin")).getParent();
        Files.writeString(folder.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(folder.resolve("bin/javac"), "");
        script(folder.resolve("bin/java"), """
                echo "java $*" >>'%s'
                if [ "$1" = -version ]; then
                    echo 'openjdk version "17.0.9" 2023-10-17' >&2
                    exit
                fi
                dump=
                for argument; do
                    case $argument in
                        -Xshare:dump) dump=yes ;;
                        -XX:SharedArchiveFile=*) archive=${argument#*=} ;;
                        -XX:DumpLoadedClassList=*) echo A >"${argument#*=}"; exit ;;
                    esac
                done
                if [ -n "$dump" ]; then
                    [ ! -e '%s/no-archive' ] || exit 1
                    echo archive >"$archive"
                    exit
                fi
                while [ "$1" != -jar ]; do
                    shift
                done
                shift 2
                case $1 in
                    pid) echo $$ ;;
                    exit) echo "ran: $*"; echo 'an error' >&2; exit "$2" ;;
                    *) echo "ran: $*" ;;
                esac
                """.formatted(calls(), folder));
        return folder;
    }

    private Path calls() {
        return temp.resolve("calls");
    }

    private List<String> builds() throws IOException {
        return Files.readAllLines(calls()).stream()
                .filter(call -> call.startsWith("mvnw"))
                .toList();
    }

    private List<String> javaCalls() throws IOException {
        return Files.readAllLines(calls()).stream()
                .filter(call -> call.startsWith("java"))
                .toList();
    }

    /** As if it had been written well after everything else, whatever the resolution of the file system's clock. */
    private static void makeNewer(Path path) throws IOException {
        Files.setLastModifiedTime(path, FileTime.from(Instant.now().plusSeconds(60)));
    }

    private static void script(Path path, String body) throws IOException {
        Files.writeString(path, "#!/bin/sh\n" + body);
        executable(path);
    }

    private static void executable(Path path) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
