package io.trivet.monitor;

import io.trivet.process.YamlDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What Prometheus computes of a stack and what it alerts on.
 *
 * <p>Source: https://prometheus.io/docs/prometheus/2.42/configuration/alerting_rules/.
 */
public final class AlertRules {
    private AlertRules() {}

    /** A file of rules, in two groups named after the stack. */
    public static String of(Watched watched) {
        List<Map<String, Object>> recorded = new ArrayList<>();
        for (Recorded one : Recorded.all()) {
            Map<String, Object> rule = new LinkedHashMap<>();
            rule.put("record", one.name());
            rule.put("expr", watched.expression(one.expression()));
            recorded.add(rule);
        }
        List<Map<String, Object>> alerts =
                Alert.of(watched).stream().map(alert -> rule(alert, watched)).toList();
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("groups", List.of(group(watched.stack() + "-recorded", recorded), group(watched.stack(), alerts)));
        return YamlDocument.of(file);
    }

    private static Map<String, Object> group(String name, List<Map<String, Object>> rules) {
        Map<String, Object> group = new LinkedHashMap<>();
        group.put("name", name);
        group.put("rules", rules);
        return group;
    }

    private static Map<String, Object> rule(Alert alert, Watched watched) {
        Map<String, Object> labels = new LinkedHashMap<>();
        labels.put("severity", alert.severity().word());
        labels.put("stack", watched.stack());
        Map<String, Object> annotations = new LinkedHashMap<>();
        annotations.put("summary", alert.summary());
        annotations.put("first", alert.first());
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("alert", alert.name());
        rule.put("expr", watched.expression(alert.expression()));
        rule.put("for", alert.pending());
        rule.put("labels", labels);
        rule.put("annotations", annotations);
        return rule;
    }
}
