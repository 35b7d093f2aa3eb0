package io.trivet.monitor.newrelic;

import io.trivet.monitor.GoldenMetric;
import io.trivet.monitor.query.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Terms of panels in NRQL. Prometheus sends a metric under its name, with its labels as attributes; New Relic takes one
 * that ends in {@code _total} for a counter and keeps its growth.
 *
 * <p>Source: https://docs.newrelic.com/docs/nrql/get-started/introduction-nrql-new-relics-query-language/,
 * https://docs.newrelic.com/docs/infrastructure/prometheus-integrations/install-configure-remote-write/set-your-prometheus-remote-write-integration/.
 */
final class NewRelicQuery {
    private NewRelicQuery() {}

    /** What a chart asks of a stack. */
    static String of(Term term, String stack) {
        if (term instanceof Term.Overall overall && !overall.function().equals("max")) {
            return sum(overall, stack);
        }
        List<String> groups = groups(term);
        return "SELECT " + value(term) + " FROM Metric WHERE " + where(term, stack)
                + (groups.isEmpty() ? "" : " FACET " + String.join(", ", groups)) + " TIMESERIES";
    }

    /** First what each node has in a minute, then the sum over the nodes. */
    private static String sum(Term.Overall overall, String stack) {
        Term.Series series = (Term.Series) overall.of();
        List<String> groups = new ArrayList<>(List.of("node"));
        groups.addAll(overall.by());
        return "SELECT sum(one) FROM (SELECT max(" + name(series) + ") AS one FROM Metric WHERE " + where(series, stack)
                + " FACET " + String.join(", ", groups) + " TIMESERIES 1 minute)"
                + (overall.by().isEmpty() ? "" : " FACET " + String.join(", ", overall.by())) + " TIMESERIES 1 minute";
    }

    private static String value(Term term) {
        if (term instanceof Term.Overall overall) {
            return value(overall.of());
        }
        if (term instanceof Term.Lately lately) {
            return "rate(sum(" + name(lately.of()) + "), 1 second)";
        }
        if (term instanceof Term.Pair pair) {
            return value(pair.left()) + " " + pair.operator() + " " + value(pair.right());
        }
        return "max(" + name((Term.Series) term) + ")";
    }

    private static String where(Term term, String stack) {
        List<String> conditions = new ArrayList<>(List.of("stack = " + quoted(stack)));
        Term of = term instanceof Term.Lately lately ? lately.of() : term;
        if (of instanceof Term.Series series) {
            series.labels().forEach(label -> conditions.add(label.name() + " = " + quoted(label.value())));
        }
        return String.join(" AND ", conditions);
    }

    /** By what lines are told apart. */
    private static List<String> groups(Term term) {
        if (term instanceof Term.Overall) {
            return List.of();
        }
        if (term instanceof Term.Pair pair) {
            return groups(pair.left());
        }
        Term.Series series = term instanceof Term.Lately lately ? lately.of() : (Term.Series) term;
        if (series.metric().contains(":")) {
            return List.of();
        }
        List<String> groups = new ArrayList<>(List.of("node"));
        groups.addAll(GoldenMetric.open(series));
        return groups;
    }

    /** A name with colons is set apart. */
    private static String name(Term.Series series) {
        return series.metric().contains(":") ? "`" + series.metric() + "`" : series.metric();
    }

    /** A text in a query. */
    static String quoted(String text) {
        return text.chars()
                .mapToObj(letter -> (letter == '\'' || letter == '\\' ? "\\" : "") + (char) letter)
                .collect(Collectors.joining("", "'", "'"));
    }
}
