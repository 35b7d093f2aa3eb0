package io.trivet.monitor;

import io.trivet.process.YamlDocument;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A configuration of Alertmanager to start from: who is told by severity. What lets it in elsewhere lies in files that
 * only Alertmanager reads.
 *
 * <p>Source: https://prometheus.io/docs/alerting/0.25/configuration/.
 */
public final class AlertRoutes {
    private static final String SECRETS = "/etc/alertmanager/secrets/";

    private AlertRoutes() {}

    /** {@code alertmanager.yml}. */
    public static String of() {
        Map<String, Object> route = new LinkedHashMap<>();
        route.put("receiver", Alert.Severity.WARN.word());
        // A zone that is lost is one message, with all of its nodes.
        route.put("group_by", List.of("stack", "alertname"));
        route.put("group_wait", "30s");
        route.put("group_interval", "5m");
        route.put("repeat_interval", "12h");
        route.put("routes", List.of(paged()));
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("route", route);
        file.put("receivers", List.of(pages(), messages()));
        return """
                # An example: take other receivers, and put what lets Alertmanager in there into files that only it can read.
                """ + YamlDocument.of(file);
    }

    private static Map<String, Object> paged() {
        Map<String, Object> route = new LinkedHashMap<>();
        route.put("matchers", List.of("severity=\"" + Alert.Severity.PAGE.word() + "\""));
        route.put("receiver", Alert.Severity.PAGE.word());
        route.put("repeat_interval", "1h");
        return route;
    }

    private static Map<String, Object> pages() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("first", "{{ (index .Alerts 0).Annotations.first }}");
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("routing_key_file", SECRETS + "pagerduty-routing-key");
        page.put("description", "{{ .CommonLabels.stack }}: {{ range .Alerts }}{{ .Annotations.summary }} {{ end }}");
        page.put("details", details);
        return receiver(Alert.Severity.PAGE, "pagerduty_configs", page);
    }

    private static Map<String, Object> messages() {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("api_url_file", SECRETS + "slack-url");
        message.put("channel", "#kafka");
        message.put("send_resolved", true);
        message.put("title", "{{ .CommonLabels.stack }}: {{ .CommonLabels.alertname }} {{ .Status }}");
        message.put(
                "text",
                "{{ range .Alerts }}{{ .Annotations.summary }}\n{{ end }}{{ (index .Alerts 0).Annotations.first }}");
        return receiver(Alert.Severity.WARN, "slack_configs", message);
    }

    private static Map<String, Object> receiver(Alert.Severity severity, String kind, Map<String, Object> how) {
        Map<String, Object> receiver = new LinkedHashMap<>(Collections.singletonMap("name", severity.word()));
        receiver.put(kind, List.of(how));
        return receiver;
    }
}
