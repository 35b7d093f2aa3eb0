package io.trivet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private static Outcome monitor(String stack, Path out) {
        return Outcome.of(HOME, "monitor", stack, "--out", out.toString());
    }
}
