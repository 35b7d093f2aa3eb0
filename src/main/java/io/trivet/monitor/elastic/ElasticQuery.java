package io.trivet.monitor.elastic;

import io.trivet.monitor.GoldenMetric;
import io.trivet.monitor.Watched;
import io.trivet.monitor.query.Check;
import io.trivet.monitor.query.Numbers;
import io.trivet.monitor.query.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Checks in ES|QL: a query that finds rows where something is wrong, and none where all is well.
 *
 * <p>Of each node it looks at all that was read while the alert is pending. Of all nodes together it looks at the last
 * minute, and the rule waits until as many of its runs found something: so one node after the other that is away in a
 * planned roll is not taken for one that is away for long.
 *
 * <p>Source: https://www.elastic.co/docs/reference/query-languages/esql.
 *
 * @param query without the time, to which the rule holds it
 * @param minutes how far back it looks
 * @param runs how many runs of the rule, a minute apart, must find something
 */
record ElasticQuery(String query, int minutes, int runs) {
    /** What Metricbeat writes to when it is told nothing else. */
    private static final String FROM = "FROM metricbeat-*";

    private static final String NODE = "labels.node";

    private static final List<String> NODES = List.of(NODE, "labels.zone");

    private static final String STATE = field("kafka_server_kafkaserver_brokerstate");

    private static final int RUNS = 3;

    /** Why there is no query for a check. */
    static Optional<String> unsaid(Check check) {
        return check.value() instanceof Term.Lately lately && lately.function().equals("changes")
                ? Optional.of("no function there counts how often a value changed")
                : Optional.empty();
    }

    /** The query of a check of an alert that is pending for so many minutes. */
    static ElasticQuery of(Check check, int pending, Watched watched) {
        List<String> steps = new ArrayList<>(List.of(FROM, "WHERE labels.stack == " + quoted(watched.stack())));
        Term value = check.value();
        if (grown(value).isPresent()) {
            String by = check.isOfNodes() ? " BY " + String.join(", ", apart(check)) : "";
            steps.add("STATS value = SUM(" + value(grown(value).get().of()) + ")" + by);
            steps.add("WHERE value > " + Numbers.text(check.bound()));
            return whole(steps, grown(value).get().minutes(), 1);
        }
        if (value instanceof Term.Overall overall) {
            steps.addAll(overall(overall, check, watched));
            return whole(steps, Math.max(1, check.steady()), pending + 1);
        }
        if (value instanceof Term.Pair pair && pair.left() instanceof Term.Overall part) {
            Term.Overall all = (Term.Overall) pair.right();
            steps.add("STATS part = " + lastMinute(part) + ", all = " + lastMinute(all) + steadiness(check, watched));
            steps.add("EVAL value = TO_DOUBLE(part) / all");
            steps.add("WHERE value > " + Numbers.text(check.bound()) + steady(check, watched));
            return whole(steps, Math.max(1, check.steady()), pending + 1);
        }
        return node(steps, check, pending);
    }

    /** Of each node. */
    private static ElasticQuery node(List<String> steps, Check check, int pending) {
        List<String> by = apart(check);
        boolean state = isState(check.value());
        String value = value(check.value());
        String busy = check.busy()
                .map(counter -> ", busy = SUM(CASE(@timestamp >= NOW() - 5 minutes, " + value(counter) + "))")
                .orElse("");
        String wrong = switch (check.comparison()) {
            case ">" -> "MIN(" + value + ")";
            case "!=" -> "MIN(ABS(" + value + " - " + Numbers.text(check.bound()) + "))";
            default -> "MAX(" + value + ")";
        };
        // A node that was read only now has not been so for long.
        String since = pending > 1 && !state ? ", since = MIN(CASE((" + value + ") IS NOT NULL, @timestamp))" : "";
        steps.add("STATS value = " + wrong + busy + since + " BY " + String.join(", ", by));
        String found = check.comparison().equals("!=")
                ? "value > 0"
                : "value " + check.comparison() + " " + Numbers.text(check.bound());
        steps.add("WHERE " + found + (busy.isEmpty() ? "" : " AND busy > 0")
                + (since.isEmpty() ? "" : " AND since < NOW() - " + (pending - 1) + " minutes"));
        // A series of a state is there only while it is so, so that the runs must tell how long.
        return whole(steps, state ? 1 : Math.max(1, pending), state ? pending + 1 : 1);
    }

    /** Of all nodes together. */
    private static List<String> overall(Term.Overall overall, Check check, Watched watched) {
        String bound = Numbers.text(check.bound());
        if (overall.of() instanceof Term.Series series && series.metric().equals("up")) {
            String answers = "CASE(" + field("up") + " IS NOT NULL, " + NODE + ")";
            return List.of("STATS value = COUNT_DISTINCT(" + answers + ")", "WHERE value < " + bound);
        }
        List<String> steps = new ArrayList<>();
        if (overall.function().equals("max")) {
            steps.add("STATS value = " + lastMinute(overall) + steadiness(check, watched));
        } else {
            // Of a state each series is 1, so that their sum is their number.
            steps.add("STATS value = " + lastMinute(overall) + steadiness(check, watched) + " BY " + NODE);
            String more =
                    check.steady() == 0 ? "" : ", running = SUM(running), strayed = SUM(strayed), silent = SUM(silent)";
            steps.add("STATS value = SUM(value)" + more);
        }
        String value = check.silence() ? "COALESCE(value, 0)" : "value";
        steps.add("WHERE " + value + " " + check.comparison() + " " + bound + steady(check, watched));
        return steps;
    }

    private static String lastMinute(Term.Overall overall) {
        return "MAX(CASE(@timestamp >= NOW() - 1 minute, " + value(overall.of()) + "))";
    }

    /** How many brokers run, and how often one did not or was silent. */
    private static String steadiness(Check check, Watched watched) {
        if (check.steady() == 0) {
            return "";
        }
        String roles = watched.fleets().stream()
                .filter(fleet -> fleet.role().isBroker())
                .map(fleet -> quoted(fleet.role().word()))
                .collect(Collectors.joining(", "));
        return ", running = COUNT_DISTINCT(CASE(" + STATE + " == " + RUNS + ", " + NODE + "))"
                + ", strayed = COUNT(CASE(" + STATE + " != " + RUNS + ", 1))"
                + ", silent = COUNT(CASE(labels.role IN (" + roles + ") AND " + field("up") + " == 0, 1))";
    }

    private static String steady(Check check, Watched watched) {
        return check.steady() == 0 ? "" : " AND running == " + watched.brokers() + " AND strayed == 0 AND silent == 0";
    }

    private static ElasticQuery whole(List<String> steps, int minutes, int runs) {
        return new ElasticQuery(String.join(" | ", steps), minutes, runs);
    }

    private static Optional<Term.Lately> grown(Term value) {
        if (value instanceof Term.Overall overall) {
            return grown(overall.of());
        }
        return value instanceof Term.Lately lately ? Optional.of(lately) : Optional.empty();
    }

    /** By what the values of a node are told apart: by labels that may be any word, as the name of a connector. */
    private static List<String> apart(Check check) {
        List<String> by = new ArrayList<>(NODES);
        check.series()
                .ifPresent(series -> GoldenMetric.open(series).forEach(label -> by.add("prometheus.labels." + label)));
        return by;
    }

    private static boolean isState(Term value) {
        return value instanceof Term.Series series
                && !series.metric().equals("up")
                && GoldenMetric.of(series.metric()).kind() == GoldenMetric.Kind.STATE;
    }

    /** What a document has of a term; nothing where its labels are others. */
    private static String value(Term term) {
        if (term instanceof Term.Pair pair) {
            return value(pair.left()) + " " + pair.operator() + " " + value(pair.right());
        }
        Term.Series series = (Term.Series) term;
        String field = field(series.metric());
        return series.labels().isEmpty()
                ? field
                : "CASE(" + series.labels().stream().map(ElasticQuery::label).collect(Collectors.joining(" AND "))
                        + ", " + field + ")";
    }

    private static String label(Term.Label label) {
        String field = field(label);
        if (label.operator().equals("=~")) {
            return field + " IN ("
                    + label.values().stream().map(ElasticQuery::quoted).collect(Collectors.joining(", ")) + ")";
        }
        return field + " " + (label.operator().equals("=") ? "==" : "!=") + " " + quoted(label.value());
    }

    /** Where Metricbeat puts a label: those of its module are apart. */
    static String field(Term.Label label) {
        return (label.name().equals("role") ? "labels." : "prometheus.labels.") + label.name();
    }

    /** Where Metricbeat puts a metric; of a counter, its growth. */
    static String field(String metric) {
        boolean counter = !metric.equals("up") && GoldenMetric.of(metric).kind() == GoldenMetric.Kind.COUNTER;
        return "prometheus." + metric + (counter ? ".rate" : ".value");
    }

    /** A text in a query. */
    static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
