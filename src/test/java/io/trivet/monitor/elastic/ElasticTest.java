package io.trivet.monitor.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trivet.monitor.Alert;
import io.trivet.monitor.GoldenMetric;
import io.trivet.monitor.Panel;
import io.trivet.monitor.Told;
import io.trivet.monitor.Told.Unsaid;
import io.trivet.monitor.Tool;
import io.trivet.monitor.ToolFiles;
import io.trivet.monitor.Watched;
import io.trivet.plan.MonitoringFiles;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * What is written for the Elastic Stack, against the forms that it takes; the whole files stand in the golden cases.
 */
final class ElasticTest {
    @Test
    void every_file_has_the_form_that_elastic_takes() {
        for (String stack : ToolFiles.STACKS) {
            ToolFiles.told(stack, Tool.ELASTIC).files().forEach((path, text) -> {
                if (path.startsWith("dashboards/")) {
                    text.lines()
                            .forEach(line ->
                                    ToolFiles.valid("elastic-object.schema.json", ToolFiles.data(".json", line)));
                } else {
                    String kind = path.startsWith("rules/") ? "rule" : "module";
                    ToolFiles.valid("elastic-" + kind + ".schema.json", ToolFiles.data(path, text));
                }
            });
        }
    }

    @Test
    void every_query_is_of_one_of_these_forms() {
        SortedSet<String> forms = new TreeSet<>();
        for (String stack : ToolFiles.STACKS) {
            ToolFiles.told(stack, Tool.ELASTIC).files().forEach((path, text) -> {
                if (path.startsWith("rules/")) {
                    forms.add(ToolFiles.data(path, text)
                            .at("/params/esqlQuery/esql")
                            .textValue()
                            .replaceAll("\"([^\"\\\\]|\\\\.)*\"", "text")
                            .replaceAll("prometheus\\.(kafka|zookeeper)_\\w+\\.value", "gauge")
                            .replaceAll("prometheus\\.(kafka|zookeeper)_\\w+\\.rate", "growth")
                            .replaceAll("IN \\(text(, text)*\\)", "IN (text)")
                            .replaceAll("\\b\\d+(\\.\\d+)?\\b", "0")
                            .replaceFirst("^FROM metricbeat-\\* \\| WHERE labels.stack == text \\| ", "")
                            .replaceFirst(" \\| EVAL first = text$", ""));
                }
            });
        }

        assertThat(String.join("\n", forms) + "\n").isEqualTo("""
                STATS part = MAX(CASE(@timestamp >= NOW() - 0 minute, gauge)), all = MAX(CASE(@timestamp >= NOW() - 0 minute, gauge)), running = COUNT_DISTINCT(CASE(gauge == 0, labels.node)), strayed = COUNT(CASE(gauge != 0, 0)), silent = COUNT(CASE(labels.role IN (text) AND prometheus.up.value == 0, 0)) | EVAL value = TO_DOUBLE(part) / all | WHERE value > 0 AND running == 0 AND strayed == 0 AND silent == 0
                STATS value = COUNT_DISTINCT(CASE(prometheus.up.value IS NOT NULL, labels.node)) | WHERE value < 0
                STATS value = MAX(CASE(@timestamp >= NOW() - 0 minute, CASE(labels.role != text AND prometheus.labels.state == text, gauge))) BY labels.node | STATS value = SUM(value) | WHERE COALESCE(value, 0) < 0
                STATS value = MAX(CASE(@timestamp >= NOW() - 0 minute, CASE(prometheus.labels.state == text, gauge))) BY labels.node | STATS value = SUM(value) | WHERE COALESCE(value, 0) != 0
                STATS value = MAX(CASE(@timestamp >= NOW() - 0 minute, gauge)) BY labels.node | STATS value = SUM(value) | WHERE COALESCE(value, 0) != 0
                STATS value = MAX(CASE(@timestamp >= NOW() - 0 minute, gauge)) BY labels.node | STATS value = SUM(value) | WHERE value > 0
                STATS value = MAX(CASE(@timestamp >= NOW() - 0 minute, gauge)) | WHERE value > 0
                STATS value = MAX(CASE(@timestamp >= NOW() - 0 minute, gauge)), running = COUNT_DISTINCT(CASE(gauge == 0, labels.node)), strayed = COUNT(CASE(gauge != 0, 0)), silent = COUNT(CASE(labels.role IN (text) AND prometheus.up.value == 0, 0)) BY labels.node | STATS value = SUM(value), running = SUM(running), strayed = SUM(strayed), silent = SUM(silent) | WHERE value > 0 AND running == 0 AND strayed == 0 AND silent == 0
                STATS value = MAX(CASE(@timestamp >= NOW() - 0 minute, gauge)), running = COUNT_DISTINCT(CASE(gauge == 0, labels.node)), strayed = COUNT(CASE(gauge != 0, 0)), silent = COUNT(CASE(labels.role IN (text) AND prometheus.up.value == 0, 0)) | WHERE value > 0 AND running == 0 AND strayed == 0 AND silent == 0
                STATS value = MAX(CASE(labels.role IN (text), prometheus.up.value)), since = MIN(CASE((CASE(labels.role IN (text), prometheus.up.value)) IS NOT NULL, @timestamp)) BY labels.node, labels.zone | WHERE value == 0 AND since < NOW() - 0 minutes
                STATS value = MAX(gauge), since = MIN(CASE((gauge) IS NOT NULL, @timestamp)) BY labels.node, labels.zone | WHERE value < 0 AND since < NOW() - 0 minutes
                STATS value = MAX(gauge), since = MIN(CASE((gauge) IS NOT NULL, @timestamp)) BY labels.node, labels.zone, prometheus.labels.source, prometheus.labels.task | WHERE value < 0 AND since < NOW() - 0 minutes
                STATS value = MIN(ABS(gauge - 0)), since = MIN(CASE((gauge) IS NOT NULL, @timestamp)) BY labels.node, labels.zone | WHERE value > 0 AND since < NOW() - 0 minutes
                STATS value = MIN(CASE(labels.role != text, gauge)), since = MIN(CASE((CASE(labels.role != text, gauge)) IS NOT NULL, @timestamp)) BY labels.node, labels.zone | WHERE value > 0 AND since < NOW() - 0 minutes
                STATS value = MIN(CASE(prometheus.labels.request == text AND prometheus.labels.quantile == text, gauge) + CASE(prometheus.labels.request == text AND prometheus.labels.quantile == text, gauge)), busy = SUM(CASE(@timestamp >= NOW() - 0 minutes, growth)), since = MIN(CASE((CASE(prometheus.labels.request == text AND prometheus.labels.quantile == text, gauge) + CASE(prometheus.labels.request == text AND prometheus.labels.quantile == text, gauge)) IS NOT NULL, @timestamp)) BY labels.node, labels.zone | WHERE value > 0 AND busy > 0 AND since < NOW() - 0 minutes
                STATS value = MIN(CASE(prometheus.labels.request == text AND prometheus.labels.quantile == text, gauge)), busy = SUM(CASE(@timestamp >= NOW() - 0 minutes, growth)), since = MIN(CASE((CASE(prometheus.labels.request == text AND prometheus.labels.quantile == text, gauge)) IS NOT NULL, @timestamp)) BY labels.node, labels.zone | WHERE value > 0 AND busy > 0 AND since < NOW() - 0 minutes
                STATS value = MIN(CASE(prometheus.labels.state != text, gauge)) BY labels.node, labels.zone, prometheus.labels.state | WHERE value > 0
                STATS value = MIN(CASE(prometheus.labels.state == text, gauge)) BY labels.node, labels.zone, prometheus.labels.connector | WHERE value > 0
                STATS value = MIN(CASE(prometheus.labels.state == text, gauge)) BY labels.node, labels.zone, prometheus.labels.connector, prometheus.labels.task | WHERE value > 0
                STATS value = MIN(gauge) BY labels.node, labels.zone | WHERE value > 0
                STATS value = MIN(gauge), since = MIN(CASE((gauge) IS NOT NULL, @timestamp)) BY labels.node, labels.zone | WHERE value > 0 AND since < NOW() - 0 minutes
                STATS value = MIN(gauge), since = MIN(CASE((gauge) IS NOT NULL, @timestamp)) BY labels.node, labels.zone, prometheus.labels.connector, prometheus.labels.task | WHERE value > 0 AND since < NOW() - 0 minutes
                STATS value = MIN(gauge), since = MIN(CASE((gauge) IS NOT NULL, @timestamp)) BY labels.node, labels.zone, prometheus.labels.source, prometheus.labels.task | WHERE value > 0 AND since < NOW() - 0 minutes
                STATS value = MIN(gauge), since = MIN(CASE((gauge) IS NOT NULL, @timestamp)) BY labels.node, labels.zone, prometheus.labels.source, prometheus.labels.topic | WHERE value > 0 AND since < NOW() - 0 minutes
                STATS value = SUM(growth) BY labels.node, labels.zone | WHERE value > 0
                STATS value = SUM(growth) BY labels.node, labels.zone, prometheus.labels.connector, prometheus.labels.task | WHERE value > 0
                STATS value = SUM(growth) | WHERE value > 0
                """);
    }

    @Test
    void every_field_is_that_of_a_metric_which_a_node_of_the_stack_exports() {
        for (String stack : ToolFiles.STACKS) {
            Watched watched = MonitoringFiles.watched(ToolFiles.plan(stack));
            SortedSet<String> known = new TreeSet<>(List.of("prometheus.up.value"));
            GoldenMetric.all().stream()
                    .flatMap(metric -> metric.labels().stream())
                    .forEach(label -> known.add("prometheus.labels." + label));
            watched.fleets()
                    .forEach(fleet -> GoldenMetric.names(fleet.role().word(), watched.mode())
                            .forEach(name -> known.add(ElasticQuery.field(name))));
            ToolFiles.told(stack, Tool.ELASTIC).files().forEach((path, text) -> {
                if (!path.equals(Tool.ELASTIC.mark())) {
                    assertThat(known)
                            .as(path)
                            .containsAll(ElasticNames.asked(text).stream()
                                    .filter(asked -> !asked.contains("="))
                                    .toList());
                }
            });
        }
    }

    @Test
    void every_alert_and_panel_is_told_or_said_not_to_be() {
        for (String stack : ToolFiles.STACKS) {
            Told told = ToolFiles.told(stack, Tool.ELASTIC);
            Watched watched = MonitoringFiles.watched(ToolFiles.plan(stack));
            List<String> unsaid = told.unsaid().stream().map(Unsaid::name).toList();
            for (Alert alert : Alert.of(watched)) {
                assertThat(told.files().containsKey("rules/" + alert.name() + ".json"))
                        .as(alert.name())
                        .isNotEqualTo(unsaid.contains(alert.name()));
            }
            String dashboards = String.join(
                    "",
                    told.files().tailMap("dashboards/").headMap("dashboards0").values());
            for (Panel panel : Panel.of(watched)) {
                String title = watched.title(panel.title());
                assertThat(dashboards.contains("\"title\":\"" + stack + ": " + title + "\""))
                        .as(title)
                        .isNotEqualTo(unsaid.contains(title));
            }
        }
    }

    @Test
    void a_dashboard_shows_the_charts_of_its_file() {
        for (String stack : ToolFiles.STACKS) {
            ToolFiles.told(stack, Tool.ELASTIC).files().forEach((path, text) -> {
                if (path.startsWith("dashboards/")) {
                    List<JsonNode> objects = text.lines()
                            .map(line -> ToolFiles.data(".json", line))
                            .toList();
                    JsonNode dashboard = objects.get(objects.size() - 1);
                    assertThat(dashboard.get("type").textValue()).isEqualTo("dashboard");
                    assertThat(dashboard.get("references").findValuesAsText("id"))
                            .containsExactlyElementsOf(objects.subList(0, objects.size() - 1).stream()
                                    .map(object -> object.get("id").textValue())
                                    .toList());
                    JsonNode panels = ToolFiles.data(
                            ".json", dashboard.at("/attributes/panelsJSON").textValue());
                    assertThat(panels).hasSize(objects.size() - 1);
                    for (JsonNode chart : objects.subList(0, objects.size() - 1)) {
                        JsonNode series = ToolFiles.data(
                                        ".json",
                                        chart.at("/attributes/visState").textValue())
                                .at("/params/series/0");
                        for (JsonNode variable : series.findParents("field")) {
                            if (variable.has("name")) {
                                assertThat(series.get("metrics").findValuesAsText("id"))
                                        .contains(variable.get("field").textValue());
                            }
                        }
                    }
                }
            });
        }
    }
}
