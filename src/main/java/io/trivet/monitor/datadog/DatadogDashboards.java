package io.trivet.monitor.datadog;

import io.trivet.monitor.Panel;
import io.trivet.monitor.Told.Unsaid;
import io.trivet.monitor.Watched;
import io.trivet.monitor.query.Term;
import io.trivet.process.JsonDocument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Dashboards of Datadog with the same panels as those of Grafana, as {@code POST /api/v1/dashboard} takes them.
 *
 * <p>Source: https://docs.datadoghq.com/api/latest/dashboards/.
 */
public final class DatadogDashboards {
    private static final List<String> NODES = List.of("node");

    private DatadogDashboards() {}

    /** The text of each dashboard by its name. */
    public static SortedMap<String, String> of(Watched watched) {
        SortedMap<String, List<Map<String, Object>>> widgets = new TreeMap<>();
        Panel.of(watched).stream()
                .filter(panel ->
                        DatadogQuery.unsaid(watched.term(panel.expression())).isEmpty())
                .forEach(panel -> widgets.computeIfAbsent(panel.dashboard(), name -> new ArrayList<>())
                        .add(widget(panel, watched)));
        SortedMap<String, String> texts = new TreeMap<>();
        widgets.forEach((name, drawn) -> {
            Map<String, Object> dashboard = new LinkedHashMap<>();
            dashboard.put("title", watched.stack() + " " + name);
            dashboard.put("description", "Kafka, as trivet monitor wrote it.");
            dashboard.put("layout_type", "ordered");
            dashboard.put("reflow_type", "auto");
            dashboard.put("widgets", drawn);
            texts.put(name, JsonDocument.of(dashboard));
        });
        return texts;
    }

    /** The panels of a stack for which there is no widget. */
    public static List<Unsaid> unsaid(Watched watched) {
        return Panel.of(watched).stream()
                .flatMap(panel -> DatadogQuery.unsaid(watched.term(panel.expression())).stream()
                        .map(why -> new Unsaid(Unsaid.Kind.PANEL, watched.title(panel.title()), why)))
                .toList();
    }

    private static Map<String, Object> widget(Panel panel, Watched watched) {
        DatadogQuery language = new DatadogQuery(watched.stack(), NODES, false);
        Term term = watched.term(panel.expression());
        List<Term> asked = term instanceof Term.Pair pair ? List.of(pair.left(), pair.right()) : List.of(term);
        List<Map<String, Object>> queries = new ArrayList<>();
        for (Term one : asked) {
            Map<String, Object> query = new LinkedHashMap<>();
            query.put("data_source", "metrics");
            query.put("name", "query" + (queries.size() + 1));
            query.put("query", language.of(one));
            queries.add(query);
        }
        Map<String, Object> formula = new LinkedHashMap<>();
        formula.put("formula", term instanceof Term.Pair pair ? "query1 " + pair.operator() + " query2" : "query1");
        Map<String, Object> unit = unit(panel.unit());
        if (!unit.isEmpty()) {
            formula.put("number_format", Collections.singletonMap("unit", unit));
        }
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("response_format", "timeseries");
        request.put("queries", queries);
        request.put("formulas", List.of(formula));
        request.put("display_type", "line");
        Map<String, Object> definition = new LinkedHashMap<>();
        definition.put("type", "timeseries");
        definition.put("title", watched.title(panel.title()));
        definition.put("show_legend", true);
        definition.put("requests", List.of(request));
        return Collections.singletonMap("definition", definition);
    }

    /** A unit of Grafana as Datadog calls it; nothing for plain numbers. */
    private static Map<String, Object> unit(String unit) {
        Map<String, Object> named = new LinkedHashMap<>();
        if (unit.equals("short")) {
            return named;
        }
        named.put("type", "canonical_unit");
        switch (unit) {
            case "ms" -> named.put("unit_name", "millisecond");
            case "percentunit" -> named.put("unit_name", "fraction");
            case "Bps" -> {
                named.put("unit_name", "byte");
                named.put("per_unit_name", "second");
            }
            case "reqps" -> {
                named.put("unit_name", "request");
                named.put("per_unit_name", "second");
            }
            default -> throw new IllegalArgumentException(unit);
        }
        return named;
    }
}
