package io.trivet.edge.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.Tool;
import io.trivet.process.Plugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the boot script brings jars of others to a machine, beneath a folder that stands for its root. */
final class BootPluginsTest {
    private static final String TGZ = "kafka_2.13-4.3.1.tgz";

    @TempDir
    Path root;

    private BootMachine machine;

    @BeforeEach
    void a_machine_and_three_plugins_on_the_web() throws Exception {
        machine = BootMachine.of(root, Example.named("kraft-us-east-1"), TGZ);
        machine.write("web/quotas-1.0.jar", "the jar of quotas");
        machine.write("made/tiers/core/core.jar", "core");
        machine.write("made/tiers/s3/s3.jar", "s3");
        machine.write("made/tiers/s3/LICENSE", "words");
        Tool.run(root, Map.of(), List.of("tar", "-czf", "web/tiers-1.0.tgz", "-C", "made", "tiers"));
        Tool.run(
                root.resolve("made"),
                Map.of(),
                List.of("python3", "-m", "zipfile", "-c", "../web/tiers-1.0.zip", "tiers"));
    }

    private Plugin plugin(String name, String file) throws Exception {
        return new Plugin(name, Optional.empty(), "https://example.com/" + file, BootMachine.sha512(root, file));
    }

    /** Makes the role of a node list these. */
    private void describe(String node, Plugin... plugins) throws IOException {
        String lines = Stream.of(plugins)
                .map(plugin -> root + plugin.folder() + " " + plugin.url() + " " + plugin.sha512() + " " + plugin.copy()
                        + "\n")
                .collect(Collectors.joining());
        machine.edit(
                node,
                text -> text.replaceAll("(?s)==> \\S*/etc/trivet/plugins <==.*", "")
                        + (lines.isEmpty() ? "" : "==> " + root + "/etc/trivet/plugins <==\n" + lines));
    }

    private List<String> lying() throws IOException {
        List<String> lying = new ArrayList<>();
        Path folder = root.resolve("opt/kafka-plugins");
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(Files::isRegularFile)
                        .map(file -> folder.relativize(file).toString().replaceFirst("-[0-9a-f]{16}/", "/"))
                        .sorted()
                        .forEach(lying::add);
            }
        }
        return lying;
    }

    @Test
    void the_jars_of_each_lie_side_by_side_in_a_folder_of_its_own() throws Exception {
        describe(
                "controller1",
                plugin("quotas", "quotas-1.0.jar"),
                plugin("tiers", "tiers-1.0.tgz"),
                plugin("zip", "tiers-1.0.zip"));

        Tool.Outcome outcome = machine.boot("controller1");

        assertThat(outcome.text()).endsWith("trivet: controller1 is up\n");
        assertThat(lying())
                .containsExactly(
                        "quotas/quotas-1.0.jar", "tiers/core.jar", "tiers/s3.jar", "zip/core.jar", "zip/s3.jar");
        assertThat(root.resolve("opt/kafka-plugins/"
                        + Path.of(plugin("tiers", "tiers-1.0.tgz").folder()).getFileName() + "/s3.jar"))
                .hasContent("s3");
        assertThat(machine.calls()).contains("https://example.com/quotas-1.0.jar");
    }

    @Test
    void the_tool_that_formats_storage_finds_them() throws Exception {
        machine.stub("runuser", "echo \"CLASSPATH=$CLASSPATH\" >>\"$ROOT/calls\"");
        describe("controller1", plugin("quotas", "quotas-1.0.jar"), plugin("tiers", "tiers-1.0.tgz"));

        machine.boot("controller1");

        assertThat(machine.calls().lines().filter(line -> line.startsWith("CLASSPATH")))
                .containsExactly(
                        "CLASSPATH=" + plugin("quotas", "quotas-1.0.jar").folder() + "/*:"
                                + plugin("tiers", "tiers-1.0.tgz").folder() + "/*");
    }

    @Test
    void their_makers_are_asked_once() throws Exception {
        Plugin quotas = plugin("quotas", "quotas-1.0.jar");
        Files.createDirectories(root.resolve("bucket/release/" + quotas.copy()).getParent());
        describe("broker1", quotas);
        machine.boot("broker1");
        assertThat(root.resolve("bucket/release/" + quotas.copy())).hasContent("the jar of quotas");
        machine.reborn();

        machine.boot("broker1");

        assertThat(lying()).containsExactly("quotas/quotas-1.0.jar");
        assertThat(machine.calls()).doesNotContain("example.com");
    }

    @Test
    void one_that_is_not_what_it_should_be_is_told_with_what_it_is_and_nothing_of_it_lies_there() throws Exception {
        Plugin wanted = plugin("quotas", "quotas-1.0.jar");
        describe("broker1", wanted);
        machine.write("web/quotas-1.0.jar", "something else");

        Tool.Outcome outcome = machine.boot("broker1");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.text())
                .endsWith("trivet: https://example.com/quotas-1.0.jar has the SHA-512 "
                        + BootMachine.sha512(root, "quotas-1.0.jar") + ", and must have " + wanted.sha512() + "\n");
        assertThat(lying()).isEmpty();
    }

    @Test
    void an_archive_without_a_jar_is_refused() throws Exception {
        machine.write("made/none/LICENSE", "words");
        Tool.run(root, Map.of(), List.of("tar", "-czf", "web/none-1.0.tgz", "-C", "made", "none"));
        describe("broker1", plugin("none", "none-1.0.tgz"));

        Tool.Outcome outcome = machine.boot("broker1");

        assertThat(outcome.text()).endsWith("trivet: https://example.com/none-1.0.tgz holds no jar\n");
        assertThat(lying()).isEmpty();
    }

    @Test
    void two_jars_of_one_name_are_refused() throws Exception {
        machine.write("made/twice/a/same.jar", "a");
        machine.write("made/twice/b/same.jar", "b");
        Tool.run(root, Map.of(), List.of("tar", "-czf", "web/twice-1.0.tgz", "-C", "made", "twice"));
        describe("broker1", plugin("twice", "twice-1.0.tgz"));

        Tool.Outcome outcome = machine.boot("broker1");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.text()).endsWith("trivet: https://example.com/twice-1.0.tgz holds two jars of one name\n");
        assertThat(lying()).isEmpty();
    }

    @Test
    void those_to_come_are_brought_while_the_server_runs_on() throws Exception {
        machine.boot("broker1");
        String lines = "==> " + root + "/etc/trivet/plugins <==\n" + root
                + plugin("quotas", "quotas-1.0.jar").folder() + " https://example.com/quotas-1.0.jar "
                + BootMachine.sha512(root, "quotas-1.0.jar") + " ab/quotas-1.0.jar\n";
        machine.write("role.next", lines);
        Files.delete(root.resolve("calls"));

        assertThat(machine.boot("broker1", "plugins", root + "/role.next").exitCode())
                .isZero();

        assertThat(lying()).containsExactly("quotas/quotas-1.0.jar");
        assertThat(machine.calls()).doesNotContain("systemctl");
    }

    @Test
    void what_is_described_no_more_goes_with_the_next_start() throws Exception {
        describe("broker1", plugin("quotas", "quotas-1.0.jar"), plugin("tiers", "tiers-1.0.tgz"));
        machine.boot("broker1");
        String role = Files.readString(root.resolve("opt/trivet/role.txt"));
        Files.writeString(
                root.resolve("opt/trivet/role.txt"),
                role.lines()
                        .filter(line -> !line.contains("/kafka-plugins/tiers-"))
                        .collect(Collectors.joining("\n", "", "\n")));

        assertThat(machine.boot("broker1", "software").exitCode()).isZero();

        assertThat(lying()).containsExactly("quotas/quotas-1.0.jar");
    }
}
