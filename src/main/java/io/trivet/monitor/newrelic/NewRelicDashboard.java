package io.trivet.monitor.newrelic;

import io.trivet.monitor.Panel;
import io.trivet.monitor.Watched;
import io.trivet.process.JsonDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A dashboard of New Relic to import, with a page for each of those of Grafana. It names no account.
 *
 * <p>Source: https://docs.newrelic.com/docs/apis/nerdgraph/examples/create-widgets-dashboards-api/.
 */
public final class NewRelicDashboard {
    /** Columns of the grid of New Relic, of which a panel takes half. */
    private static final int WIDTH = 12;

    private static final int HEIGHT = 3;

    private NewRelicDashboard() {}

    /** {@code dashboard.json}. */
    public static String of(Watched watched) {
        Map<String, List<Map<String, Object>>> pages = new LinkedHashMap<>();
        for (Panel panel : Panel.of(watched)) {
            List<Map<String, Object>> widgets = pages.computeIfAbsent(panel.dashboard(), name -> new ArrayList<>());
            widgets.add(widget(panel, widgets.size(), watched));
        }
        List<Map<String, Object>> written = new ArrayList<>();
        pages.forEach((name, widgets) -> {
            Map<String, Object> page = new LinkedHashMap<>();
            page.put("name", name);
            page.put("widgets", widgets);
            written.add(page);
        });
        Map<String, Object> dashboard = new LinkedHashMap<>();
        dashboard.put("name", watched.stack() + " Kafka");
        dashboard.put("description", "As trivet monitor wrote it.");
        dashboard.put("permissions", "PUBLIC_READ_WRITE");
        dashboard.put("pages", written);
        return JsonDocument.of(dashboard);
    }

    private static Map<String, Object> widget(Panel panel, int index, Watched watched) {
        Map<String, Object> layout = new LinkedHashMap<>();
        layout.put("column", index % 2 * (WIDTH / 2) + 1);
        layout.put("row", index / 2 * HEIGHT + 1);
        layout.put("width", WIDTH / 2);
        layout.put("height", HEIGHT);
        Map<String, Object> visualization = new LinkedHashMap<>();
        visualization.put("id", "viz.line");
        Map<String, Object> query = new LinkedHashMap<>();
        query.put("accountIds", List.of());
        query.put("query", NewRelicQuery.of(watched.term(panel.expression()), watched.stack()));
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("nrqlQueries", List.of(query));
        Map<String, Object> widget = new LinkedHashMap<>();
        widget.put("title", watched.title(panel.title()));
        widget.put("layout", layout);
        widget.put("visualization", visualization);
        widget.put("rawConfiguration", configuration);
        return widget;
    }
}
