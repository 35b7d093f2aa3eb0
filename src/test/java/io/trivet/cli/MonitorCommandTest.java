package io.trivet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trivet.monitor.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code monitor} says and refuses; what it writes stands in the golden files. */
final class MonitorCommandTest {
    private static final Path HOME = Path.of("").toAbsolutePath();

    @TempDir
    Path folder;

    @Test
    void it_says_what_it_wrote() throws IOException {
        Path out = folder.resolve("out");

        Outcome outcome = monitor("kraft-us-east-1", out);

        assertThat(outcome)
                .isEqualTo(new Outcome(ExitCode.OK, "7 files in " + out + ", 21 alerts on kraft-us-east-1\n", ""));
        assertThat(RenderCommandTest.files(out))
                .containsOnlyKeys(
                        "alertmanager.yml",
                        "grafana/broker.json",
                        "grafana/cluster.json",
                        "grafana/metadata.json",
                        "grafana/requests.json",
                        "prometheus.yml",
                        "rules/trivet.yml");
        assertThat(monitor("dev", out).code()).as("its own folder is replaced").isZero();
        assertThat(RenderCommandTest.files(out).get("rules/trivet.yml")).doesNotContain("kraft-us-east-1");
    }

    @Test
    void programs_read_the_files_and_the_alerts() throws IOException {
        Outcome outcome = Outcome.of(
                HOME,
                "monitor",
                "dev",
                "--format",
                "json",
                "--out",
                folder.resolve("out").toString());

        JsonNode answer = new ObjectMapper().readTree(outcome.out());
        assertThat(answer.get("stack").textValue()).isEqualTo("dev");
        assertThat(answer.get("files")).hasSize(7);
        assertThat(answer.get("alerts").get(0).toString())
                .isEqualTo("{\"name\":\"OfflinePartitions\",\"severity\":\"page\",\"pending\":\"1m\"}");
    }

    @Test
    void what_another_tool_cannot_be_told_is_said() throws IOException {
        Path out = folder.resolve("out");

        assertThat(monitor("dev", out, "--for", "datadog")).isEqualTo(new Outcome(ExitCode.OK, """
                26 files in %s, 19 alerts on dev
                Datadog is not told the alert NodesMissing: its file names every node, and each that does not answer is told by \
                itself
                Datadog is not told the alert BrokerFlapping: no function there counts how often a value changed
                Datadog is not told the panel Nodes that answer, of 6: whether a node answers is a service check there, and no \
                metric
                Datadog is not told the panel Brokers that run, of 3: no function there counts the nodes that have a value
                """.formatted(out), ""));
        JsonNode answer = new ObjectMapper()
                .readTree(monitor("dev", out, "--for", "datadog", "--format", "json")
                        .out());
        assertThat(answer.get("tool").textValue()).isEqualTo("datadog");
        assertThat(answer.get("unsaid").get(0).toString())
                .isEqualTo(
                        "{\"kind\":\"alert\",\"name\":\"NodesMissing\",\"why\":\"its file names every node, and each that"
                                + " does not answer is told by itself\"}");
        assertThat(monitor("dev", out).code())
                .as("a folder of another tool is left alone")
                .isEqualTo(ExitCode.ENVIRONMENT);
    }

    @Test
    void no_file_of_any_tool_holds_a_key() throws IOException {
        for (Tool tool : Tool.values()) {
            Path out = folder.resolve(tool.toString());
            monitor("kraft-us-east-1", out, "--for", tool.toString());
            RenderCommandTest.files(out)
                    .forEach((path, text) -> assertThat(text.lines())
                            .as(path)
                            .filteredOn(line -> line.matches(
                                    "(?i).*(api|app|license|routing|secret)[-_ ]?key\\b.*|.*password.*|.*token.*"))
                            .allMatch(line -> line.matches("\\s*(- )?[a-z_]+_file: \"/etc/.*\"")));
        }
    }

    @Test
    void a_folder_of_another_hand_is_refused_and_left_as_it_is() throws IOException {
        Files.writeString(folder.resolve("prometheus.yml"), "mine");

        assertThat(monitor("dev", folder))
                .isEqualTo(new Outcome(ExitCode.ENVIRONMENT, "", """
                error folder-not-ours  %s
                  was a folder with files that monitor did not write but it must be new, empty, or written by monitor before, \
                since it is replaced as a whole.
                  Mend: name another folder, or empty this one.

                1 error in %s
                """.formatted(folder, folder)));
        assertThat(RenderCommandTest.files(folder)).hasSize(1).containsEntry("prometheus.yml", "mine");
    }

    @Test
    void a_cluster_whose_metrics_have_other_names_is_refused() {
        assertThat(monitor("msk-us-east-1", folder.resolve("out"))).isEqualTo(new Outcome(ExitCode.PROBLEMS, "", """
                error other-platform  stacks/Pulumi.msk-us-east-1.yaml:8:15  platform
                  was msk but it must be ec2 for trivet monitor: Amazon MSK names the metrics of its exporters otherwise, and \
                these alerts would never fire.
                  Mend: use its alarms in CloudWatch, which trivet show lists, or name a stack on EC2.

                1 error in stacks/Pulumi.msk-us-east-1.yaml
                """));
        assertThat(monitor("external-aiven", folder.resolve("out"))).isEqualTo(new Outcome(ExitCode.PROBLEMS, "", """
                error other-platform  stacks/Pulumi.external-aiven.yaml:9:15  platform
                  was external but it must be ec2 for trivet monitor: a service names its metrics otherwise, and these alerts \
                would never fire.
                  Mend: use the alerts of the service; trivet render writes what Prometheus needs to read its metrics, where it \
                shows any.

                1 error in stacks/Pulumi.external-aiven.yaml
                """));
        assertThat(folder.resolve("out")).doesNotExist();
    }

    private static Outcome monitor(String stack, Path out, String... more) {
        List<String> arguments = new ArrayList<>(List.of("monitor", stack, "--out", out.toString()));
        arguments.addAll(List.of(more));
        return Outcome.of(HOME, arguments.toArray(new String[0]));
    }
}
