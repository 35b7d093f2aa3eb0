package io.trivet.monitor;

import io.trivet.process.JsonDocument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Dashboards of Grafana that show a stack. The source of data is a variable of each, so that they can be put into any
 * Grafana that has a Prometheus.
 *
 * <p>Source: https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/.
 */
public final class Dashboards {
    /** The version of Grafana's model; later ones read it. */
    private static final int SCHEMA = 36;

    /** Columns of the grid of Grafana. */
    private static final int WIDTH = 24;

    /** Columns of a panel: two stand side by side. */
    private static final int PANEL_WIDTH = WIDTH / 2;

    private static final int PANEL_HEIGHT = 8;

    private static final String SOURCE = "${datasource}";

    private Dashboards() {}

    /** The text of each dashboard by its name, with the panels that can draw something of this stack. */
    public static SortedMap<String, String> of(Watched watched) {
        SortedMap<String, List<Panel>> panels = new TreeMap<>();
        Panel.of(watched)
                .forEach(panel -> panels.computeIfAbsent(panel.dashboard(), name -> new ArrayList<>())
                        .add(panel));
        SortedMap<String, String> texts = new TreeMap<>();
        panels.forEach((name, drawn) -> texts.put(name, JsonDocument.of(dashboard(name, drawn, watched))));
        return texts;
    }

    private static Map<String, Object> dashboard(String name, List<Panel> drawn, Watched watched) {
        List<Map<String, Object>> panels = new ArrayList<>();
        for (Panel panel : drawn) {
            panels.add(panel(panels.size(), panel, watched));
        }
        Map<String, Object> span = new LinkedHashMap<>();
        span.put("from", "now-3h");
        span.put("to", "now");
        Map<String, Object> dashboard = new LinkedHashMap<>();
        dashboard.put("uid", uid(watched.stack(), name));
        dashboard.put("title", watched.stack() + " " + name);
        dashboard.put("tags", List.of("kafka", watched.stack()));
        dashboard.put("schemaVersion", SCHEMA);
        dashboard.put("editable", true);
        dashboard.put("refresh", "30s");
        dashboard.put("time", span);
        dashboard.put("templating", Collections.singletonMap("list", List.of(variable())));
        dashboard.put("panels", panels);
        return dashboard;
    }

    /** Grafana takes 40 characters; a longer name is told apart by what it would be cut off. */
    private static String uid(String stack, String name) {
        String whole = "trivet-" + stack.replace('.', '-') + "-" + name;
        String digest = Integer.toHexString(whole.hashCode());
        return whole.length() <= 40 ? whole : whole.substring(0, 31) + "-" + digest;
    }

    private static Map<String, Object> variable() {
        Map<String, Object> variable = new LinkedHashMap<>();
        variable.put("name", "datasource");
        variable.put("label", "Prometheus");
        variable.put("type", "datasource");
        variable.put("query", "prometheus");
        return variable;
    }

    private static Map<String, Object> panel(int index, Panel panel, Watched watched) {
        Map<String, Object> source = new LinkedHashMap<>();
        source.put("type", "prometheus");
        source.put("uid", SOURCE);
        Map<String, Object> place = new LinkedHashMap<>();
        place.put("x", index % 2 * PANEL_WIDTH);
        place.put("y", index / 2 * PANEL_HEIGHT);
        place.put("w", PANEL_WIDTH);
        place.put("h", PANEL_HEIGHT);
        Map<String, Object> target = new LinkedHashMap<>();
        target.put("refId", "A");
        target.put("datasource", source);
        target.put("expr", watched.expression(panel.expression()));
        target.put("legendFormat", panel.legend());
        Map<String, Object> field = new LinkedHashMap<>();
        field.put("defaults", Collections.singletonMap("unit", panel.unit()));
        field.put("overrides", List.of());
        Map<String, Object> drawn = new LinkedHashMap<>();
        drawn.put("id", index + 1);
        drawn.put("type", "timeseries");
        drawn.put("title", watched.title(panel.title()));
        drawn.put("datasource", source);
        drawn.put("gridPos", place);
        drawn.put("fieldConfig", field);
        drawn.put("targets", List.of(target));
        return drawn;
    }
}
