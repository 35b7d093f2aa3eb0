package io.trivet.monitor.elastic;

import io.trivet.monitor.Alert;
import io.trivet.monitor.Told.Unsaid;
import io.trivet.monitor.Watched;
import io.trivet.monitor.query.Check;
import io.trivet.monitor.query.Numbers;
import io.trivet.process.JsonDocument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Rules of Kibana, one for each check of an alert, as {@code POST /api/alerting/rule} takes them. What to do first is a
 * column of what a query finds.
 *
 * <p>Source: https://www.elastic.co/docs/api/doc/kibana/operation/operation-post-alerting-rule-id, rules with ES|QL
 * from 8.16.
 */
public final class KibanaRules {
    private KibanaRules() {}

    /** The text of each rule by a name: that of its alert, with a number where there are more. */
    public static SortedMap<String, String> of(Watched watched) {
        SortedMap<String, String> rules = new TreeMap<>();
        for (Alert alert : Alert.of(watched)) {
            if (unsaid(alert, watched).isEmpty()) {
                List<Check> checks = watched.condition(alert.expression()).any();
                for (int i = 0; i < checks.size(); i++) {
                    rules.put(
                            alert.name() + (i == 0 ? "" : "-" + (i + 1)),
                            JsonDocument.of(rule(alert, checks.get(i), watched)));
                }
            }
        }
        return rules;
    }

    /** The alerts of a stack for which there is none. */
    public static List<Unsaid> unsaid(Watched watched) {
        return Alert.of(watched).stream()
                .flatMap(alert ->
                        unsaid(alert, watched).stream().map(why -> new Unsaid(Unsaid.Kind.ALERT, alert.name(), why)))
                .toList();
    }

    private static Optional<String> unsaid(Alert alert, Watched watched) {
        return watched.condition(alert.expression()).any().stream()
                .flatMap(check -> ElasticQuery.unsaid(check).stream())
                .findFirst();
    }

    private static Map<String, Object> rule(Alert alert, Check check, Watched watched) {
        ElasticQuery query = ElasticQuery.of(check, Numbers.minutes(alert.pending()), watched);
        List<String> tags = new ArrayList<>(List.of("kafka", "stack:" + watched.stack()));
        tags.add("severity:" + alert.severity().word());
        tags.add("alert:" + alert.name().toLowerCase(Locale.ROOT));
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("name", watched.stack() + " " + alert.name());
        rule.put("rule_type_id", ".es-query");
        rule.put("consumer", "stackAlerts");
        rule.put("enabled", true);
        rule.put("tags", tags);
        rule.put("schedule", Collections.singletonMap("interval", "1m"));
        rule.put("alert_delay", Collections.singletonMap("active", query.runs()));
        rule.put("params", parameters(query, alert));
        rule.put("actions", List.of());
        return rule;
    }

    private static Map<String, Object> parameters(ElasticQuery query, Alert alert) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("searchType", "esqlQuery");
        parameters.put(
                "esqlQuery",
                Collections.singletonMap(
                        "esql", query.query() + " | EVAL first = " + ElasticQuery.quoted(alert.first())));
        parameters.put("timeField", "@timestamp");
        parameters.put("timeWindowSize", query.minutes());
        parameters.put("timeWindowUnit", "m");
        // A row is something that is wrong.
        parameters.put("aggType", "count");
        parameters.put("groupBy", "all");
        parameters.put("thresholdComparator", ">");
        parameters.put("threshold", List.of(0));
        parameters.put("size", 100);
        parameters.put("excludeHitsFromPreviousRun", false);
        return parameters;
    }
}
