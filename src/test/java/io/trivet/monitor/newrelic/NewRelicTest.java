package io.trivet.monitor.newrelic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trivet.monitor.Alert;
import io.trivet.monitor.GoldenMetric;
import io.trivet.monitor.Panel;
import io.trivet.monitor.Prometheus;
import io.trivet.monitor.Told;
import io.trivet.monitor.Tool;
import io.trivet.monitor.ToolFiles;
import io.trivet.monitor.Watched;
import io.trivet.plan.MonitoringFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written for New Relic, against the forms that it takes; the whole files stand in the golden cases. */
final class NewRelicTest {
    private static final String DASHBOARD = "dashboard.json";

    @TempDir
    private Path folder;

    @Test
    void every_file_has_the_form_that_new_relic_takes() {
        for (String stack : ToolFiles.STACKS) {
            ToolFiles.told(stack, Tool.NEWRELIC).files().forEach((path, text) -> {
                if (path.startsWith("conditions/")) {
                    ToolFiles.valid("newrelic-condition.schema.json", ToolFiles.data(path, text));
                }
                if (path.equals(DASHBOARD)) {
                    ToolFiles.valid("newrelic-dashboard.schema.json", ToolFiles.data(path, text));
                }
            });
        }
    }

    @Test
    void every_alert_and_panel_is_told() {
        for (String stack : ToolFiles.STACKS) {
            Told told = ToolFiles.told(stack, Tool.NEWRELIC);
            Watched watched = MonitoringFiles.watched(ToolFiles.plan(stack));
            SortedSet<String> conditions = new TreeSet<>(List.of("conditions/page/Silence.json"));
            Alert.of(watched)
                    .forEach(alert ->
                            conditions.add("conditions/" + alert.severity().word() + "/" + alert.name() + ".json"));
            List<String> titles = Panel.of(watched).stream()
                    .map(panel -> watched.title(panel.title()))
                    .toList();

            assertThat(told.unsaid()).isEmpty();
            assertThat(told.files().keySet().stream().filter(path -> path.startsWith("conditions/")))
                    .containsExactlyElementsOf(conditions);
            assertThat(dashboard(told).findValuesAsText("title")).containsExactlyElementsOf(titles);
        }
    }

    @Test
    void every_metric_is_sent_and_taken_for_what_it_is() {
        for (String stack : ToolFiles.STACKS) {
            Watched watched = MonitoringFiles.watched(ToolFiles.plan(stack));
            SortedSet<String> known = new TreeSet<>(List.of("up", "stack:brokers_running:sum"));
            watched.fleets()
                    .forEach(fleet ->
                            known.addAll(GoldenMetric.names(fleet.role().word(), watched.mode())));
            String text = ToolFiles.told(stack, Tool.NEWRELIC).files().getOrDefault(DASHBOARD, "");

            assertThat(NewRelicNames.asked(text))
                    .hasSizeGreaterThan(25)
                    .isSubsetOf(known)
                    // By the end of its name New Relic tells a counter.
                    .allSatisfy(name -> assertThat(name.matches(".*_(total|count|sum|bucket)"))
                            .as(name)
                            .isEqualTo(text.contains("rate(sum(" + name + "), 1 second)")));
        }
    }

    @Test
    void prometheus_takes_its_files_and_they_judge_as_those_of_prometheus_do() throws IOException {
        Prometheus.needs();
        for (String stack : ToolFiles.STACKS) {
            Told told = ToolFiles.told(stack, Tool.NEWRELIC);
            for (String name : List.of("prometheus.yml", "rules/trivet.yml")) {
                Path file = folder.resolve(name);
                Files.createDirectories(file.getParent());
                Files.writeString(file, told.files().get("prometheus/" + name));
            }

            assertThat(Prometheus.run(folder, "promtool", "check", "config", "--syntax-only", "prometheus.yml"))
                    .contains("SUCCESS");
            assertThat(told.files().get("prometheus/rules/trivet.yml"))
                    .isEqualTo(ToolFiles.told(stack, Tool.PROMETHEUS).files().get("rules/trivet.yml"));
        }
    }

    private static JsonNode dashboard(Told told) {
        return ToolFiles.data(DASHBOARD, told.files().getOrDefault(DASHBOARD, ""));
    }
}
