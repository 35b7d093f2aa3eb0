package io.trivet.edge.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.trivet.Tool;
import io.trivet.process.ConfigFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nodes run, judged by the programs that know it best. */
final class ScriptsTest {
    private static final Example EXAMPLE = Example.named("kraft-us-east-1");

    @TempDir
    Path folder;

    @Test
    void shellcheck_has_nothing_to_say_of_the_scripts() throws IOException {
        Tool.needs("shellcheck", "shellcheck");
        Files.writeString(folder.resolve("boot.sh"), Scripts.BOOT);
        assertThat(Tool.run(folder, Map.of(), List.of("shellcheck", "boot.sh"))).isEqualTo(new Tool.Outcome(0, ""));
    }

    @Test
    void cloud_init_knows_every_key_of_the_user_data() throws IOException {
        Tool.needs("cloud-init", "cloud-init");
        Files.writeString(folder.resolve("user-data.yaml"), userData());

        Tool.Outcome outcome =
                Tool.run(folder, Map.of(), List.of("cloud-init", "schema", "--config-file", "user-data.yaml"));

        assertThat(outcome.exitCode()).as(outcome.text()).isZero();
        assertThat(outcome.text()).contains("Valid").doesNotContainIgnoringCase("error");
    }

    @Test
    void systemd_knows_every_line_of_the_units() throws IOException {
        Tool.needs("systemd-analyze", "systemd");
        SortedMap<String, String> units = new TreeMap<>();
        Example.all()
                .forEach(example -> example.plan()
                        .roles()
                        .forEach(role -> role.shared().stream()
                                .filter(file -> file.path().endsWith(".service"))
                                .forEach(file -> units.put(
                                        example.name() + "-" + role.role().word() + ".service", file.text()))));
        new YAMLMapper()
                .readTree(userData())
                .get("write_files")
                .forEach(file -> units.put(
                        Path.of(file.get("path").asText()).getFileName().toString(),
                        file.get("content").asText()));
        units.keySet().removeIf(name -> !name.endsWith(".service"));
        assertThat(units).hasSizeGreaterThan(8).containsKey("trivet-boot.service");

        for (Map.Entry<String, String> unit : units.entrySet()) {
            // These programs are on a node, and need not be here.
            Files.writeString(
                    folder.resolve(unit.getKey()), unit.getValue().replaceAll("/usr/bin/(aws|java)", "/bin/true"));
            assertThat(Tool.run(folder, Map.of(), List.of("systemd-analyze", "verify", "./" + unit.getKey())))
                    .as(unit.getKey())
                    .isEqualTo(new Tool.Outcome(0, ""));
        }
    }

    @Test
    void the_facts_of_a_node_read_the_same_in_a_shell_and_in_java() throws IOException {
        Tool.needs("bash", "bash");
        for (Registration object : EXAMPLE.registrations().of("BucketObjectv2")) {
            if (!object.inputs().containsKey("content") || object.text("key").startsWith("boot/")) {
                continue;
            }
            String text = object.text("content");
            String facts = text.substring(text.indexOf(" <==\n") + " <==\n".length());
            facts = facts.substring(0, facts.indexOf("==> "));
            java.util.Properties properties = new java.util.Properties();
            properties.load(new java.io.StringReader(facts));
            Files.writeString(folder.resolve("facts"), facts);
            StringBuilder wanted = new StringBuilder();
            StringBuilder script = new StringBuilder(". ./facts\n");
            for (String name : new TreeSet<>(properties.stringPropertyNames())) {
                wanted.append(properties.getProperty(name)).append('\n');
                script.append("echo \"$").append(name).append("\"\n");
            }
            assertThat(Tool.run(folder, Map.of(), List.of("bash", "-c", script.toString())))
                    .isEqualTo(new Tool.Outcome(0, wanted.toString()));
        }
    }

    private static String userData() {
        return EXAMPLE.registrations().titled("Instance broker1").text("userData");
    }

    @Test
    void no_file_of_a_plan_holds_a_line_that_parts_a_bundle() {
        Example.all()
                .forEach(example -> assertThat(example.plan().nodes())
                        .flatExtracting(node -> node.files())
                        .extracting(ConfigFile::text)
                        .noneMatch(text -> text.lines().anyMatch(line -> line.matches("==> .* <=="))));
    }
}
