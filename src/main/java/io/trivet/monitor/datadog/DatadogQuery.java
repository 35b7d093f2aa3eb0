package io.trivet.monitor.datadog;

import io.trivet.monitor.GoldenMetric;
import io.trivet.monitor.query.Numbers;
import io.trivet.monitor.query.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Terms in the language of Datadog. The check calls a metric after its name in the exporter, below {@link #NAMESPACE};
 * a counter loses {@code _total} and gets {@code .count}. Tags are in small letters.
 *
 * <p>Source: https://docs.datadoghq.com/dashboards/querying/, https://docs.datadoghq.com/integrations/openmetrics/,
 * https://docs.datadoghq.com/getting_started/tagging/.
 *
 * @param stack of which all is asked
 * @param nodes tags that tell nodes apart
 * @param aligned whether the values of different nodes are put side by side in time before they become one: else the
 *     latest one is that of the few nodes that were read last
 */
record DatadogQuery(String stack, List<String> nodes, boolean aligned) {
    /** Before the name of each metric, so that none is taken for one of Datadog's own check of Kafka. */
    static final String NAMESPACE = "trivet";

    private static final String TOTAL = "_total";

    /** Seconds: every node is read in it, and none restarts within it unseen. */
    private static final int ALIGNED = 20;

    DatadogQuery {
        nodes = List.copyOf(nodes);
    }

    /** Why there is no query for a term. */
    static Optional<String> unsaid(Term term) {
        if (term instanceof Term.Series series) {
            if (series.metric().equals("up")) {
                return Optional.of("whether a node answers is a service check there, and no metric");
            }
            return series.metric().contains(":")
                    ? Optional.of("no function there counts the nodes that have a value")
                    : Optional.empty();
        }
        if (term instanceof Term.Lately lately) {
            return lately.function().equals("changes")
                    ? Optional.of("no function there counts how often a value changed")
                    : unsaid(lately.of());
        }
        if (term instanceof Term.Overall overall) {
            return unsaid(overall.of());
        }
        if (term instanceof Term.Pair pair) {
            return unsaid(pair.left()).or(() -> unsaid(pair.right()));
        }
        return Optional.empty();
    }

    /** The query of a term for which there is one. */
    String of(Term term) {
        if (term instanceof Term.Series series) {
            String query = asked("max", series, by(series));
            // A series of a state is there only while it is so.
            return aligned && GoldenMetric.of(series.metric()).kind() == GoldenMetric.Kind.STATE
                    ? "default_zero(" + query + ".rollup(max, " + ALIGNED + "))"
                    : query;
        }
        if (term instanceof Term.Lately lately) {
            return lately(lately, by(lately.of()));
        }
        if (term instanceof Term.Overall overall) {
            return overall(overall);
        }
        if (term instanceof Term.Pair pair) {
            return of(pair.left()) + " " + pair.operator() + " " + of(pair.right());
        }
        throw new IllegalArgumentException(term.text());
    }

    private String overall(Term.Overall overall) {
        if (overall.of() instanceof Term.Lately lately && overall.function().equals("sum")) {
            return lately(lately, "");
        }
        if (overall.of() instanceof Term.Series series && overall.by().isEmpty()) {
            // A series of a state is 1 where there is one, so that their sum is their number.
            return asked(overall.function().equals("max") ? "max" : "sum", series, "")
                    + (aligned ? ".rollup(avg, " + ALIGNED + ")" : "");
        }
        throw new IllegalArgumentException(overall.text());
    }

    private String lately(Term.Lately lately, String by) {
        return asked("sum", lately.of(), by) + (lately.function().equals("rate") ? ".as_rate()" : ".as_count()");
    }

    private String asked(String aggregation, Term.Series series, String by) {
        List<String> scope = new ArrayList<>(List.of("stack:" + tag(stack)));
        for (Term.Label label : series.labels()) {
            scope.add((label.operator().equals("!=") ? "NOT " : "") + label.name() + ":" + tag(label.value()));
        }
        return aggregation + ":" + metric(series.metric()) + "{" + String.join(" AND ", scope) + "}" + by;
    }

    /** Of each node, and of each word of a label that is left open. */
    private String by(Term.Series series) {
        return " by {" + String.join(",", groups(series)) + "}";
    }

    /** The tags by which the values of a series are told apart. */
    List<String> groups(Term.Series series) {
        List<String> groups = new ArrayList<>(nodes);
        groups.addAll(GoldenMetric.open(series));
        return groups;
    }

    /** What the check calls a metric of the exporter. */
    static String metric(String name) {
        String known = GoldenMetric.of(name).name();
        return NAMESPACE + "."
                + (known.endsWith(TOTAL) ? known.substring(0, known.length() - TOTAL.length()) + ".count" : known);
    }

    /** A value of a tag, as Datadog keeps it. */
    static String tag(String value) {
        return value.toLowerCase(Locale.ROOT);
    }

    /** Tags of what is made for a stack. */
    static List<String> tags(String stack, String... more) {
        List<String> tags = new ArrayList<>(List.of("kafka", "stack:" + tag(stack)));
        tags.addAll(List.of(more));
        return tags;
    }

    /** One number of all nodes, for which one that is not there counts as 0. */
    String whole(Term.Overall overall) {
        return of(overall) + ".fill(zero)";
    }

    /** A difference that is 0 where two are the same, which Datadog can compare over a while. */
    static String apart(String query, double value) {
        return "abs(" + query + " - " + Numbers.text(value) + ")";
    }

    /** Some texts of a call, in quotes. */
    static String quoted(List<String> texts) {
        return texts.stream().map(text -> "\"" + text + "\"").collect(Collectors.joining(","));
    }
}
