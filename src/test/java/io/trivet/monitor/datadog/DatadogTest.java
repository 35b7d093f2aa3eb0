package io.trivet.monitor.datadog;

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
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is written for Datadog, against the forms that its API takes; the whole files stand in the golden cases. */
final class DatadogTest {
    /** What is asked of one metric. */
    private static final String ONE = "(?:sum|max):trivet\\.[a-z0-9_]+(?:\\.count)?"
            + "\\{stack:[a-z0-9.-]+(?: AND (?:NOT )?[a-z]+:[a-z0-9.]+)*}(?: by \\{[a-z]+(?:,[a-z]+)*})?"
            + "(?:\\.as_(?:rate|count)\\(\\))?(?:\\.rollup\\((?:avg|max), 20\\))?(?:\\.fill\\(zero\\))?";

    @Test
    void every_file_has_the_form_that_datadog_takes() {
        for (String stack : ToolFiles.STACKS) {
            ToolFiles.told(stack, Tool.DATADOG).files().forEach((path, text) -> {
                String kind = path.startsWith("monitors/")
                        ? "monitor"
                        : path.startsWith("dashboards/") ? "dashboard" : "check";
                ToolFiles.valid("datadog-" + kind + ".schema.json", ToolFiles.data(path, text));
            });
        }
    }

    @Test
    void every_query_is_of_one_of_these_forms() {
        SortedSet<String> forms = new TreeSet<>();
        for (String stack : ToolFiles.STACKS) {
            for (String query : queries(ToolFiles.told(stack, Tool.DATADOG))) {
                forms.add(query.replaceAll(ONE, "one").replaceAll("\\b\\d+m\\b|\\blast_\\d+m", "m"));
            }
        }

        assertThat(forms)
                .containsExactly(
                        "max(m):one < 0.1",
                        "max(m):one < 0.3",
                        "max(m):one < 1",
                        "min(m):(one + one) * clamp_max(default_zero(one) * 1000000, 1) > 500",
                        "min(m):(one) * clamp_max(default_zero(one) * 1000000, 1) > 500",
                        "min(m):abs(one - 1) > 0",
                        "min(m):abs(one - 3) > 0",
                        "min(m):default_zero(one) > 0",
                        "min(m):one - 1000000 * abs(one - 18) > 0",
                        "min(m):one - 1000000 * abs(one - 9) > 0",
                        "min(m):one / one - 1000000 * abs(one - 18) > 0.1",
                        "min(m):one / one - 1000000 * abs(one - 9) > 0.1",
                        "min(m):one > 0",
                        "min(m):one > 10",
                        "min(m):one > 10000",
                        "min(m):one > 400",
                        "min(m):one > 60000",
                        "one",
                        "sum(m):one > 0");
    }

    @Test
    void every_metric_is_one_that_a_node_of_the_stack_exports() {
        for (String stack : ToolFiles.STACKS) {
            Watched watched = MonitoringFiles.watched(ToolFiles.plan(stack));
            SortedSet<String> known = new TreeSet<>();
            watched.fleets()
                    .forEach(fleet -> GoldenMetric.names(fleet.role().word(), watched.mode())
                            .forEach(name -> known.add(DatadogQuery.metric(name))));
            for (String query : queries(ToolFiles.told(stack, Tool.DATADOG))) {
                for (String asked : DatadogNames.asked(query)) {
                    assertThat(known).as(query).contains(asked.replaceFirst(",.*", ""));
                }
            }
        }
    }

    @Test
    void every_alert_and_panel_is_told_or_said_not_to_be() {
        for (String stack : ToolFiles.STACKS) {
            Told told = ToolFiles.told(stack, Tool.DATADOG);
            Watched watched = MonitoringFiles.watched(ToolFiles.plan(stack));
            List<String> unsaid = told.unsaid().stream().map(Unsaid::name).toList();
            for (Alert alert : Alert.of(watched)) {
                assertThat(told.files().containsKey("monitors/" + alert.name() + ".json"))
                        .as(alert.name())
                        .isNotEqualTo(unsaid.contains(alert.name()));
            }
            String dashboards = String.join(
                    "",
                    told.files().tailMap("dashboards/").headMap("dashboards0").values());
            for (Panel panel : Panel.of(watched)) {
                String title = watched.title(panel.title());
                assertThat(dashboards.contains("\"title\": \"" + title + "\""))
                        .as(title)
                        .isNotEqualTo(unsaid.contains(title));
            }
        }
    }

    @Test
    void thresholds_are_those_of_the_queries_and_templates_are_datadogs() {
        for (String stack : ToolFiles.STACKS) {
            ToolFiles.told(stack, Tool.DATADOG).files().forEach((path, text) -> {
                if (path.startsWith("monitors/")) {
                    JsonNode monitor = ToolFiles.data(path, text);
                    if (monitor.get("type").textValue().equals("query alert")) {
                        assertThat(monitor.get("query").textValue())
                                .endsWith(" "
                                        + monitor.at("/options/thresholds/critical")
                                                .asText());
                    }
                    String message = monitor.get("message").textValue();
                    assertThat(message).doesNotContain("$");
                    // What is named in the message is what the monitor tells apart.
                    for (String name :
                            List.of("node", "zone", "state", "request", "connector", "task", "source", "topic")) {
                        if (message.contains("{{" + name + ".name}}")) {
                            assertThat(monitor.get("query").textValue()).matches(".*by.*\\b" + name + "\\b.*");
                        }
                    }
                }
            });
        }
    }

    private static List<String> queries(Told told) {
        List<String> queries = new ArrayList<>();
        told.files().forEach((path, text) -> {
            JsonNode file = ToolFiles.data(path, text);
            if (path.startsWith("monitors/") && file.get("type").textValue().equals("query alert")) {
                queries.add(file.get("query").textValue());
            }
            if (path.startsWith("dashboards/")) {
                file.findValues("queries")
                        .forEach(some ->
                                some.forEach(one -> queries.add(one.get("query").textValue())));
            }
        });
        assertThat(queries).hasSizeGreaterThan(40);
        return queries;
    }
}
