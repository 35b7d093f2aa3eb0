package io.trivet.monitor.newrelic;

import io.trivet.monitor.Alert;
import io.trivet.monitor.GoldenMetric;
import io.trivet.monitor.Watched;
import io.trivet.monitor.query.Check;
import io.trivet.process.JsonDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Conditions of New Relic, one for each alert, as the variable {@code condition} of
 * {@code alertsNrqlConditionStaticCreate}. Prometheus judges by its own rules and sends which alerts fire, as the
 * series {@code ALERTS}; a condition asks for that alone, so that New Relic tells of the same at the same time.
 *
 * <p>Source: https://docs.newrelic.com/docs/apis/nerdgraph/examples/nerdgraph-api-nrql-condition-alerts/,
 * https://prometheus.io/docs/prometheus/2.42/configuration/alerting_rules/.
 */
public final class NewRelicConditions {
    /** Seconds. */
    private static final int MINUTE = 60;

    private static final int DAY = 24 * 60 * MINUTE;

    /** Alerts are judged four times a minute, so that one that is gone for two is over. */
    private static final int OVER = 2 * MINUTE;

    private static final int SILENCE = 5 * MINUTE;

    private NewRelicConditions() {}

    /** The text of each condition by its severity and name, {@code page/BrokerDown}. */
    public static SortedMap<String, String> of(Watched watched) {
        SortedMap<String, String> conditions = new TreeMap<>();
        for (Alert alert : Alert.of(watched)) {
            conditions.put(alert.severity().word() + "/" + alert.name(), JsonDocument.of(condition(alert, watched)));
        }
        conditions.put(Alert.Severity.PAGE.word() + "/Silence", JsonDocument.of(silence(watched)));
        return conditions;
    }

    private static Map<String, Object> condition(Alert alert, Watched watched) {
        List<Check> checks = watched.condition(alert.expression()).any();
        List<String> facets = new ArrayList<>();
        if (checks.stream().allMatch(Check::isOfNodes)) {
            facets.addAll(List.of("node", "zone"));
            checks.get(0).series().ifPresent(series -> facets.addAll(GoldenMetric.open(series)));
        }
        String query = "SELECT max(ALERTS) FROM Metric WHERE stack = " + NewRelicQuery.quoted(watched.stack())
                + " AND alertname = " + NewRelicQuery.quoted(alert.name()) + " AND alertstate = 'firing'"
                + (facets.isEmpty() ? "" : " FACET " + String.join(", ", facets));
        Map<String, Object> term = new LinkedHashMap<>();
        term.put("operator", "ABOVE");
        term.put("threshold", 0);
        term.put("thresholdDuration", MINUTE);
        term.put("thresholdOccurrences", "AT_LEAST_ONCE");
        // Who is told, and when, says the policy: there is one for each severity.
        term.put("priority", "CRITICAL");
        Map<String, Object> condition =
                named(watched, alert.name(), said(alert.summary()) + "\n\nFirst: " + alert.first());
        condition.put("nrql", query(query));
        condition.put("terms", List.of(term));
        condition.put("expiration", expiration(OVER, true, false));
        return condition;
    }

    /** That nothing arrives any more, of which no alert of Prometheus can tell. */
    private static Map<String, Object> silence(Watched watched) {
        Map<String, Object> condition = named(
                watched,
                "Silence",
                "Nothing is heard of the cluster, and of its alerts neither.\n\nFirst: Look at the Prometheus that reads the"
                        + " exporters: whether it runs, reaches New Relic, and has a licence key that is taken.");
        condition.put(
                "nrql", query("SELECT count(up) FROM Metric WHERE stack = " + NewRelicQuery.quoted(watched.stack())));
        condition.put("terms", List.of());
        condition.put("expiration", expiration(SILENCE, false, true));
        return condition;
    }

    private static Map<String, Object> named(Watched watched, String name, String description) {
        Map<String, Object> signal = new LinkedHashMap<>();
        signal.put("aggregationWindow", MINUTE);
        signal.put("aggregationMethod", "EVENT_TIMER");
        signal.put("aggregationTimer", MINUTE);
        Map<String, Object> condition = new LinkedHashMap<>();
        condition.put("name", watched.stack() + " " + name);
        condition.put("description", description);
        condition.put("enabled", true);
        condition.put("signal", signal);
        condition.put("violationTimeLimitSeconds", DAY);
        return condition;
    }

    private static Map<String, Object> query(String query) {
        Map<String, Object> nrql = new LinkedHashMap<>();
        nrql.put("query", query);
        return nrql;
    }

    private static Map<String, Object> expiration(int seconds, boolean closes, boolean opens) {
        Map<String, Object> expiration = new LinkedHashMap<>();
        expiration.put("expirationDuration", seconds);
        expiration.put("closeViolationsOnExpiration", closes);
        expiration.put("openViolationOnExpiration", opens);
        return expiration;
    }

    /** What is said, with the names of labels in their place: values stand in the facets of an incident. */
    private static String said(String summary) {
        return summary.replaceAll("\\{\\{ \\$labels\\.(\\w+) }}", "<$1>").replaceAll("\\{\\{ \\$value[^}]*}}", "<n>");
    }
}
