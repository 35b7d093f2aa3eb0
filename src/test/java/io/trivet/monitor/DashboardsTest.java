package io.trivet.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trivet.plan.MonitoringFiles;
import io.trivet.process.YamlDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboards by the rules of Grafana's model; the whole files stand in the golden ones. */
final class DashboardsTest {
    @TempDir
    private Path folder;

    @Test
    void every_name_is_that_of_a_golden_metric_and_nothing_else() {
        SortedSet<String> known = new TreeSet<>(List.of("up"));
        GoldenMetric.all().forEach(metric -> known.add(metric.name()));
        Recorded.all().forEach(recorded -> known.add(recorded.name()));

        assertThat(Panel.all())
                .hasSizeGreaterThan(40)
                .allSatisfy(panel -> assertThat(known)
                        .as(panel.title())
                        .containsAll(panel.expression().metrics()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kraft-us-east-1", "prod-us-east-1", ToolFiles.COPIES})
    void a_panel_has_a_place_of_its_own_and_asks_the_chosen_prometheus(String stack) throws IOException {
        SortedSet<String> names = new TreeSet<>();
        for (String text : Dashboards.of(watched(stack)).values()) {
            JsonNode dashboard = new ObjectMapper().readTree(text);
            assertThat(names.add(dashboard.get("uid").textValue())).isTrue();
            assertThat(dashboard.get("uid").textValue()).matches("[A-Za-z0-9_-]{1,40}");
            SortedSet<String> places = new TreeSet<>();
            for (JsonNode panel : dashboard.get("panels")) {
                assertThat(places.add(panel.get("gridPos").toString())).isTrue();
                assertThat(panel.at("/gridPos/x").intValue()
                                + panel.at("/gridPos/w").intValue())
                        .isLessThanOrEqualTo(24);
                assertThat(panel.at("/targets/0/datasource/uid").textValue()).isEqualTo("${datasource}");
                assertThat(panel.at("/targets/0/expr").textValue()).contains("stack=\"" + stack + "\"");
            }
        }
        assertThat(names).hasSize(stack.equals(ToolFiles.COPIES) ? 6 : 4);
    }

    @Test
    void each_stack_is_drawn_what_it_has() throws IOException {
        String kraft = Dashboards.of(watched("kraft-us-east-1")).get("metadata");
        String zookeeper = Dashboards.of(watched("prod-us-east-1")).get("metadata");

        assertThat(kraft).contains("raftmetrics").doesNotContainIgnoringCase("zookeeper");
        assertThat(zookeeper).contains("zookeeper_state").doesNotContain("raftmetrics");
    }

    @Test
    void prometheus_takes_every_expression() throws IOException {
        Prometheus.needs();
        for (String stack : List.of("kraft-us-east-1", "prod-us-east-1", ToolFiles.COPIES)) {
            List<Map<String, String>> rules = new ArrayList<>();
            for (String text : Dashboards.of(watched(stack)).values()) {
                for (JsonNode panel : new ObjectMapper().readTree(text).get("panels")) {
                    Map<String, String> rule = new LinkedHashMap<>();
                    rule.put("record", "panel:" + rules.size());
                    rule.put("expr", panel.at("/targets/0/expr").textValue());
                    rules.add(rule);
                }
            }
            Map<String, Object> group = new LinkedHashMap<>();
            group.put("name", "panels");
            group.put("rules", rules);
            Files.writeString(folder.resolve("panels.yml"), YamlDocument.of(Map.of("groups", List.of(group))));

            assertThat(Prometheus.run(folder, "promtool", "check", "rules", "panels.yml"))
                    .contains("SUCCESS: " + rules.size() + " rules found");
        }
    }

    private static Watched watched(String stack) {
        return MonitoringFiles.watched(ToolFiles.plan(stack));
    }
}
