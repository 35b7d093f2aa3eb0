package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Golden cases that hold, that differ, that lack a file or have one too many, on cases that shout their input. */
final class GoldenTest {
    @TempDir
    Path root;

    @BeforeEach
    void one_case() throws IOException {
        write("hello/in/text", "one\ntwo\nthree\n");
        write("hello/loud.txt", "ONE\nTWO\nTHREE\n");
        write("hello/nodes/a/loud.txt", "A: ONE\nTWO\nTHREE\n");
    }

    @Test
    void a_case_that_holds() {
        assertThat(results("", false)).isEqualTo("""
                hello/loud.txt: ok
                hello/nodes/a/loud.txt: ok
                """);
    }

    @Test
    void an_output_that_differs_is_shown_as_a_diff_with_the_command_to_accept_it() throws IOException {
        write("hello/loud.txt", "ONE\nThree\n");

        assertThat(results("", false)).isEqualTo("""
                hello/loud.txt: hello/loud.txt differs
                --- expected/loud.txt
                +++ actual/loud.txt
                @@ -1,2 +1,3 @@
                 ONE
                -Three
                +TWO
                +THREE
                Where this is what it shall be: ./mvnw test -Dtest=ShoutTest -Dgolden.accept=hello

                hello/nodes/a/loud.txt: ok
                """);
    }

    @Test
    void a_lost_final_newline_is_a_difference() throws IOException {
        write("hello/loud.txt", "ONE\nTWO\nTHREE");

        assertThat(results("", false)).contains("-\\ No newline at end of file\n");
    }

    @Test
    void an_output_without_a_file_fails() throws IOException {
        Files.delete(root.resolve("hello/nodes/a/loud.txt"));

        assertThat(results("", false)).isEqualTo("""
                hello/loud.txt: ok
                hello/nodes/a/loud.txt: hello/nodes/a/loud.txt has no file
                --- /dev/null
                +++ actual/nodes/a/loud.txt
                @@ -0,0 +1,3 @@
                +A: ONE
                +TWO
                +THREE
                Where this is what it shall be: ./mvnw test -Dtest=ShoutTest -Dgolden.accept=hello

                """);
    }

    @Test
    void a_file_that_nothing_writes_fails() throws IOException {
        write("hello/old.txt", "left over\n");

        assertThat(results("", false)).contains("""
                hello/old.txt: hello/old.txt is not written any more
                --- expected/old.txt
                +++ /dev/null
                @@ -1,1 +0,0 @@
                -left over
                """);
    }

    @Test
    void a_case_whose_outputs_cannot_be_had_fails_and_the_others_are_still_run() throws IOException {
        Files.createDirectories(root.resolve("empty"));

        assertThat(results("", false)).isEqualTo("""
                empty: java.nio.file.NoSuchFileException: %s
                hello/loud.txt: ok
                hello/nodes/a/loud.txt: ok
                """.formatted(root.resolve("empty/in/text")));
    }

    @Test
    void accepting_writes_the_named_case_only() throws IOException {
        write("hello/loud.txt", "wrong\n");
        write("hello/old.txt", "left over\n");
        write("other/in/text", "x\n");

        assertThat(results("hello", false)).contains("""
                hello/loud.txt: ok
                hello/nodes/a/loud.txt: ok
                other/loud.txt: other/loud.txt has no file
                """);

        assertThat(root.resolve("hello/loud.txt")).hasContent("ONE\nTWO\nTHREE\n");
        assertThat(root.resolve("hello/old.txt")).doesNotExist();
        assertThat(root.resolve("hello/in/text")).exists();
        assertThat(root.resolve("other/loud.txt")).doesNotExist();
    }

    @Test
    void nothing_is_accepted_where_nobody_reads_it() throws IOException {
        write("hello/loud.txt", "wrong\n");

        assertThat(results("hello", true)).isEqualTo("hello/hello: golden.accept is for people; CI is set\n");
        assertThat(root.resolve("hello/loud.txt")).hasContent("wrong\n");
    }

    @Test
    void a_case_that_does_not_exist_cannot_be_accepted() {
        assertThat(results("helo", false)).isEqualTo("helo: there is no golden case helo to accept in " + root + "\n");
    }

    @Test
    void an_output_may_stand_in_the_file_of_another_case() throws IOException {
        write("again/in/text", "one\ntwo\nthree\n");
        write("again/nodes/a/loud.txt", "A: ONE\nTWO\nTHREE\n");
        write("again/same.txt", "loud.txt = hello/loud.txt\n");

        assertThat(results("", false)).startsWith("again/loud.txt: ok\nagain/nodes/a/loud.txt: ok\n");

        write("hello/loud.txt", "wrong\n");

        assertThat(results("", false)).contains("again/loud.txt: again/loud.txt differs\n");
    }

    @Test
    void what_is_said_to_stand_elsewhere_and_does_not_or_is_no_output_or_has_a_file_too_fails() throws IOException {
        write("hello/same.txt", "old.txt = hello/loud.txt\n");
        assertThat(results("", false)).contains("hello/old.txt: hello/old.txt is not written any more\n");

        write("hello/same.txt", "loud.txt = hello/nodes/a/loud.txt\n");
        assertThat(results("", false))
                .isEqualTo("hello: loud.txt is a file, and the same as " + root.resolve("hello/nodes/a/loud.txt\n"));

        write("hello/same.txt", "loud.txt = other/loud.txt\n");
        assertThat(results("", false))
                .isEqualTo("hello: loud.txt is said to be the same as " + root.resolve("other/loud.txt")
                        + ", which does not exist\n");
    }

    @Test
    void accepting_writes_no_text_a_second_time() throws IOException {
        write("again/in/text", "one\ntwo\nthree\n");
        write("elsewhere/loud.txt", "ONE\nTWO\nTHREE\n");

        results("again", false);

        assertThat(root.resolve("again/same.txt")).hasContent("""
                loud.txt = elsewhere/loud.txt
                nodes/a/loud.txt = hello/nodes/a/loud.txt
                """);
        assertThat(root.resolve("again/loud.txt")).doesNotExist();
        assertThat(results("", false)).startsWith("again/loud.txt: ok\nagain/nodes/a/loud.txt: ok\n");
    }

    @Test
    void accepting_leaves_a_text_where_it_stood_and_keeps_what_is_said_of_inputs() throws IOException {
        write("again/in/text", "one\ntwo\nthree\n");
        write("elsewhere/loud.txt", "ONE\nTWO\nTHREE\n");
        write("again/nodes/a/loud.txt", "wrong\n");
        String list = """
                in/before = hello/in/text
                loud.txt = hello/loud.txt
                """;
        write("again/same.txt", list);

        results("again", false);

        assertThat(root.resolve("again/same.txt")).hasContent(list + "nodes/a/loud.txt = hello/nodes/a/loud.txt\n");
        assertThat(root.resolve("again/nodes/a/loud.txt")).doesNotExist();
    }

    @Test
    void accepting_leaves_a_file_that_other_cases_name() throws IOException {
        write("again/in/text", "one\ntwo\nthree\n");
        write("again/same.txt", "loud.txt = hello/loud.txt\nnodes/a/loud.txt = hello/nodes/a/loud.txt\n");
        write("above/loud.txt", "ONE\nTWO\nTHREE\n");

        results("hello", false);

        assertThat(root.resolve("hello/loud.txt")).hasContent("ONE\nTWO\nTHREE\n");
        assertThat(root.resolve("hello/same.txt")).doesNotExist();
        assertThat(results("", false)).contains("again/loud.txt: ok\nagain/nodes/a/loud.txt: ok\n");
    }

    @Test
    void accepting_a_changed_text_gives_it_a_file_of_its_own() throws IOException {
        write("again/in/text", "one\n");
        write("again/same.txt", "loud.txt = hello/loud.txt\nnodes/a/loud.txt = gone/loud.txt\n");

        results("again", false);

        assertThat(root.resolve("again/same.txt")).doesNotExist();
        assertThat(root.resolve("again/loud.txt")).hasContent("ONE\n");
        assertThat(root.resolve("again/nodes/a/loud.txt")).hasContent("A: ONE\n");
        assertThat(root.resolve("hello/loud.txt")).hasContent("ONE\nTWO\nTHREE\n");
    }

    @Test
    void no_text_stands_in_two_golden_files() {
        Map<String, List<Path>> files = new TreeMap<>();
        for (Path home : List.of(Golden.HOME, Golden.HOME.resolveSibling("golden-show"))) {
            Golden.files(home)
                    .values()
                    .forEach(file -> files.computeIfAbsent(Golden.text(file), text -> new ArrayList<>())
                            .add(file));
        }
        files.remove("");

        assertThat(files.values())
                .filteredOn(alike -> alike.size() > 1)
                .as("-Dgolden.accept=CASE says in same.txt where the text of the second stands")
                .isEmpty();
    }

    private String results(String accept, boolean ci) {
        return new Golden(root, root, "ShoutTest", accept, ci)
                .cases(GoldenTest::shout)
                .flatMap(node -> result("", node))
                .collect(Collectors.joining());
    }

    private static SortedMap<String, String> shout(Path folder) {
        try {
            String text = Files.readString(folder.resolve("in/text")).toUpperCase(Locale.ROOT);
            return new TreeMap<>(Map.of("loud.txt", text, "nodes/a/loud.txt", "A: " + text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> result(String parent, DynamicNode node) {
        String name = parent + node.getDisplayName();
        if (node instanceof DynamicContainer container) {
            return container.getChildren().flatMap(child -> result(name + "/", child));
        }
        try {
            ((DynamicTest) node).getExecutable().execute();
            return Stream.of(name + ": ok\n");
        } catch (Throwable e) {
            return Stream.of(name + ": " + e.getMessage() + "\n");
        }
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
