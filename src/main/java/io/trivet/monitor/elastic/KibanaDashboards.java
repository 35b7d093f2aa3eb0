package io.trivet.monitor.elastic;

import io.trivet.monitor.GoldenMetric;
import io.trivet.monitor.Panel;
import io.trivet.monitor.Told.Unsaid;
import io.trivet.monitor.Watched;
import io.trivet.monitor.query.Term;
import io.trivet.process.JsonDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Dashboards of Kibana with the same panels as those of Grafana, as saved objects to import: a line for each chart and
 * one for the dashboard. The charts are those of the Time Series Visual Builder.
 *
 * <p>Source: https://www.elastic.co/docs/api/doc/kibana/group/endpoint-saved-objects,
 * https://www.elastic.co/docs/explore-analyze/visualize/legacy-editors/tsvb.
 */
public final class KibanaDashboards {
    private static final String INDEX = "metricbeat-*";
    private static final String NODE = "labels.node";

    /** Columns of the grid of Kibana, of which a panel takes half. */
    private static final int WIDTH = 48;

    private static final int HEIGHT = 12;

    private static final String EMPTY = "{}";

    private KibanaDashboards() {}

    /** The text of each file of saved objects by the name of its dashboard. */
    public static SortedMap<String, String> of(Watched watched) {
        SortedMap<String, List<Panel>> panels = new TreeMap<>();
        Panel.of(watched).stream()
                .filter(panel -> unsaid(watched.term(panel.expression())).isEmpty())
                .forEach(panel -> panels.computeIfAbsent(panel.dashboard(), name -> new ArrayList<>())
                        .add(panel));
        SortedMap<String, String> files = new TreeMap<>();
        panels.forEach((name, drawn) -> files.put(name, file(name, drawn, watched)));
        return files;
    }

    /** The panels of a stack for which there is no chart. */
    public static List<Unsaid> unsaid(Watched watched) {
        return Panel.of(watched).stream()
                .flatMap(panel -> unsaid(watched.term(panel.expression())).stream()
                        .map(why -> new Unsaid(Unsaid.Kind.PANEL, watched.title(panel.title()), why)))
                .toList();
    }

    private static Optional<String> unsaid(Term term) {
        if (term instanceof Term.Series series && series.metric().contains(":")) {
            return Optional.of("no chart there counts the nodes that have a value");
        }
        return term instanceof Term.Overall overall && !overall.by().isEmpty()
                ? Optional.of("no chart there adds up the nodes of each role")
                : Optional.empty();
    }

    private static String file(String name, List<Panel> drawn, Watched watched) {
        String id = "trivet-" + watched.stack() + "-" + name;
        List<Map<String, Object>> objects = new ArrayList<>();
        List<Map<String, Object>> places = new ArrayList<>();
        List<Map<String, Object>> references = new ArrayList<>();
        for (Panel panel : drawn) {
            int index = objects.size();
            String reference = "panel_" + index;
            objects.add(chart(id + "-" + index, panel, watched));
            places.add(place(index, reference));
            Map<String, Object> to = new LinkedHashMap<>();
            to.put("id", id + "-" + index);
            to.put("name", index + ":" + reference);
            to.put("type", "visualization");
            references.add(to);
        }
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("title", watched.stack() + " " + name);
        attributes.put("description", "Kafka, as trivet monitor wrote it.");
        attributes.put("panelsJSON", JsonDocument.line(places));
        attributes.put("optionsJSON", EMPTY);
        attributes.put("timeRestore", false);
        attributes.put("kibanaSavedObjectMeta", source());
        objects.add(object(id, "dashboard", attributes, references));
        return objects.stream().map(object -> JsonDocument.line(object) + "\n").collect(Collectors.joining());
    }

    private static Map<String, Object> object(
            String id, String type, Map<String, Object> attributes, List<Map<String, Object>> references) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("id", id);
        object.put("type", type);
        object.put("attributes", attributes);
        object.put("references", references);
        return object;
    }

    private static Map<String, Object> source() {
        Map<String, Object> source = new LinkedHashMap<>();
        source.put("searchSourceJSON", EMPTY);
        return source;
    }

    private static Map<String, Object> place(int index, String reference) {
        Map<String, Object> grid = new LinkedHashMap<>();
        grid.put("x", index % 2 * (WIDTH / 2));
        grid.put("y", index / 2 * HEIGHT);
        grid.put("w", WIDTH / 2);
        grid.put("h", HEIGHT);
        grid.put("i", String.valueOf(index));
        Map<String, Object> place = new LinkedHashMap<>();
        place.put("type", "visualization");
        place.put("panelIndex", String.valueOf(index));
        place.put("gridData", grid);
        place.put("embeddableConfig", new LinkedHashMap<>());
        place.put("panelRefName", reference);
        return place;
    }

    private static Map<String, Object> chart(String id, Panel panel, Watched watched) {
        String title = watched.title(panel.title());
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("id", id);
        parameters.put("type", "timeseries");
        parameters.put("index_pattern", INDEX);
        parameters.put("use_kibana_indexes", false);
        parameters.put("time_field", "@timestamp");
        parameters.put("interval", ">=1m");
        parameters.put("filter", kuery("labels.stack : " + ElasticQuery.quoted(watched.stack())));
        parameters.put("show_legend", 1);
        parameters.put("axis_position", "left");
        parameters.put("series", List.of(series(id, panel, watched.term(panel.expression()))));
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("title", watched.stack() + ": " + title);
        state.put("type", "metrics");
        state.put("aggs", List.of());
        state.put("params", parameters);
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("title", watched.stack() + ": " + title);
        attributes.put("visState", JsonDocument.line(state));
        attributes.put("uiStateJSON", EMPTY);
        attributes.put("description", "");
        attributes.put("version", 1);
        attributes.put("kibanaSavedObjectMeta", source());
        return object(id, "visualization", attributes, List.of());
    }

    private static Map<String, Object> kuery(String query) {
        Map<String, Object> filter = new LinkedHashMap<>();
        filter.put("language", "kuery");
        filter.put("query", query);
        return filter;
    }

    /** One line, or one for each node. */
    private static Map<String, Object> series(String id, Panel panel, Term term) {
        Map<String, Object> series = new LinkedHashMap<>();
        series.put("id", id + "-series");
        series.put("label", panel.legend().contains("{{") ? "" : panel.legend());
        List<String> groups = groups(term);
        series.put("split_mode", groups.isEmpty() ? "everything" : "terms");
        if (!groups.isEmpty()) {
            series.put("terms_field", groups.size() == 1 ? groups.get(0) : groups);
            series.put("terms_size", "100");
        }
        String labels = labels(term);
        if (!labels.isEmpty()) {
            series.put("filter", kuery(labels));
        }
        series.put("metrics", metrics(id, term));
        series.put("formatter", panel.unit().equals("percentunit") ? "percent" : "number");
        series.put("chart_type", "line");
        series.put("line_width", 1);
        series.put("point_size", 0);
        series.put("fill", 0);
        series.put("stacked", "none");
        return series;
    }

    /** By what lines are told apart; of a sum by node as well, since it is made of the lines. */
    private static List<String> groups(Term term) {
        if (term instanceof Term.Overall overall) {
            return overall.function().equals("max") ? List.of() : List.of(NODE);
        }
        if (term instanceof Term.Pair pair) {
            return groups(pair.left());
        }
        Term.Series series = term instanceof Term.Lately lately ? lately.of() : (Term.Series) term;
        List<String> groups = new ArrayList<>(List.of(NODE));
        GoldenMetric.open(series).forEach(label -> groups.add("prometheus.labels." + label));
        return groups;
    }

    private static String labels(Term term) {
        Term of = term instanceof Term.Lately lately ? lately.of() : term;
        if (!(of instanceof Term.Series series)) {
            return "";
        }
        return series.labels().stream()
                .map(label -> ElasticQuery.field(label) + " : " + ElasticQuery.quoted(label.value()))
                .collect(Collectors.joining(" and "));
    }

    private static List<Map<String, Object>> metrics(String id, Term term) {
        List<Map<String, Object>> metrics = new ArrayList<>();
        if (term instanceof Term.Pair pair) {
            Map<String, Object> left = aggregation(id + "-left", pair.left());
            Map<String, Object> right = aggregation(id + "-right", pair.right());
            Map<String, Object> math = new LinkedHashMap<>();
            math.put("id", id + "-math");
            math.put("type", "math");
            math.put("script", "params.left " + pair.operator() + " params.right");
            math.put("variables", List.of(variable("left", left), variable("right", right)));
            metrics.addAll(List.of(left, right, math));
            return metrics;
        }
        metrics.add(aggregation(id + "-metric", term));
        if (term instanceof Term.Overall overall && !overall.function().equals("max")) {
            Map<String, Object> sum = new LinkedHashMap<>();
            sum.put("id", id + "-sum");
            sum.put("type", "series_agg");
            sum.put("function", "sum");
            metrics.add(sum);
        }
        if (term instanceof Term.Lately) {
            // Growth within the interval of the chart, by its seconds.
            Map<String, Object> rate = new LinkedHashMap<>();
            rate.put("id", id + "-rate");
            rate.put("type", "math");
            rate.put("script", "params.grown / (params._interval / 1000)");
            rate.put("variables", List.of(variable("grown", metrics.get(0))));
            metrics.add(rate);
        }
        return metrics;
    }

    private static Map<String, Object> variable(String name, Map<String, Object> metric) {
        Map<String, Object> variable = new LinkedHashMap<>();
        variable.put("id", metric.get("id") + "-variable");
        variable.put("name", name);
        variable.put("field", metric.get("id"));
        return variable;
    }

    private static Map<String, Object> aggregation(String id, Term term) {
        Term of = term instanceof Term.Overall overall ? overall.of() : term;
        Term.Series series = of instanceof Term.Lately lately ? lately.of() : (Term.Series) of;
        Map<String, Object> metric = new LinkedHashMap<>();
        metric.put("id", id);
        metric.put("type", of instanceof Term.Lately ? "sum" : "max");
        metric.put("field", ElasticQuery.field(series.metric()));
        return metric;
    }
}
