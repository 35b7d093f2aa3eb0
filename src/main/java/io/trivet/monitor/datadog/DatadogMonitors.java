package io.trivet.monitor.datadog;

import io.trivet.monitor.Alert;
import io.trivet.monitor.Told.Unsaid;
import io.trivet.monitor.Watched;
import io.trivet.monitor.query.Check;
import io.trivet.monitor.query.Numbers;
import io.trivet.monitor.query.Term;
import io.trivet.process.JsonDocument;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Monitors of Datadog, one for each check of an alert, as {@code POST /api/v1/monitor} takes them.
 *
 * <p>That something is so for ten minutes is told by the least value of the ten minutes where it must be greater, and
 * by the greatest where it must be less. Where there is no data a monitor is well, as in Prometheus, but for what must
 * never be silent.
 *
 * <p>Source: https://docs.datadoghq.com/api/latest/monitors/,
 * https://docs.datadoghq.com/monitors/guide/on_missing_data/.
 */
public final class DatadogMonitors {
    private static final List<String> NODES = List.of("node", "zone");

    /** A broker that runs, as {@code Recorded} has it. */
    private static final Term.Series STATE = new Term.Series("kafka_server_kafkaserver_brokerstate", List.of());

    private static final int RUNS = 3;

    /** Seconds until all nodes are read and what they said has arrived. */
    private static final int DELAY = 60;

    /** More than any value that an alert asks for. */
    private static final String FAR = "1000000";

    private DatadogMonitors() {}

    /** The text of each monitor by a name: that of its alert, with a number where there are more. */
    public static SortedMap<String, String> of(Watched watched) {
        SortedMap<String, String> monitors = new TreeMap<>();
        for (Alert alert : Alert.of(watched)) {
            if (unsaid(alert, watched).isEmpty()) {
                List<Map<String, Object>> said = monitors(alert, watched);
                for (int i = 0; i < said.size(); i++) {
                    monitors.put(alert.name() + (i == 0 ? "" : "-" + (i + 1)), JsonDocument.of(said.get(i)));
                }
            }
        }
        return monitors;
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
                .flatMap(check -> unsaid(check).stream())
                .findFirst();
    }

    private static Optional<String> unsaid(Check check) {
        if (isAnswer(check)) {
            return Optional.empty();
        }
        if (check.value() instanceof Term.Overall overall
                && overall.of() instanceof Term.Series series
                && series.metric().equals("up")) {
            return Optional.of("its file names every node, and each that does not answer is told by itself");
        }
        return DatadogQuery.unsaid(check.value());
    }

    /** Whether it asks of single nodes whether they answer. */
    private static boolean isAnswer(Check check) {
        return check.value() instanceof Term.Series series && series.metric().equals("up");
    }

    private static List<Map<String, Object>> monitors(Alert alert, Watched watched) {
        List<Map<String, Object>> monitors = new ArrayList<>();
        for (Check check : watched.condition(alert.expression()).any()) {
            if (isAnswer(check)) {
                for (String role : watched.roles((Term.Series) check.value())) {
                    monitors.add(answers(alert, watched, role));
                }
            } else {
                monitors.add(compares(alert, check, watched));
            }
        }
        return monitors;
    }

    private static Map<String, Object> compares(Alert alert, Check check, Watched watched) {
        DatadogQuery language = new DatadogQuery(watched.stack(), NODES, true);
        String query = language.of(check.value());
        String comparison = check.comparison();
        String bound = Numbers.text(check.bound());
        if (comparison.equals("!=")) {
            query = DatadogQuery.apart(query, check.bound());
            comparison = ">";
            bound = "0";
        }
        if (check.busy().isPresent()) {
            String rate = language.of(new Term.Lately("rate", check.busy().get(), 5));
            query = "(" + query + ") * clamp_max(default_zero(" + rate + ") * " + FAR + ", 1)";
        }
        if (check.steady() > 0) {
            // States add up to so many threes; far below the bound where a broker does not run.
            String states = language.whole(new Term.Overall("sum", List.of(), STATE));
            int all = RUNS * watched.brokers();
            query = query + " - " + FAR + " * " + DatadogQuery.apart(states, all);
        }
        int minutes = Math.max(Numbers.minutes(alert.pending()), check.steady());
        String over = comparison.equals("<") ? "max" : "min";
        if (grown(check.value()).isPresent()) {
            minutes = grown(check.value()).get();
            over = "sum";
        }
        Map<String, Object> options = new LinkedHashMap<>();
        Map<String, Object> thresholds = new LinkedHashMap<>();
        thresholds.put("critical", new BigDecimal(bound));
        options.put("thresholds", thresholds);
        options.put("on_missing_data", check.silence() ? "show_and_notify_no_data" : "resolve");
        options.put("require_full_window", false);
        options.put("evaluation_delay", DELAY);
        options.put("new_group_delay", 60 * Math.max(1, Numbers.minutes(alert.pending())));
        options.put("include_tags", true);
        return monitor(
                alert,
                watched,
                "query alert",
                over + "(last_" + Numbers.minutes(minutes) + "):" + query + " " + comparison + " " + bound,
                DatadogMessage.of(alert, check),
                options);
    }

    /** Over how many minutes a counter is looked at. */
    private static Optional<Integer> grown(Term value) {
        if (value instanceof Term.Overall overall) {
            return grown(overall.of());
        }
        return value instanceof Term.Lately lately ? Optional.of(lately.minutes()) : Optional.empty();
    }

    /** The check says of each run whether the exporter answered. */
    private static Map<String, Object> answers(Alert alert, Watched watched, String role) {
        int runs = Numbers.minutes(alert.pending()) * 60 / DatadogCheck.INTERVAL;
        Map<String, Object> thresholds = new LinkedHashMap<>();
        thresholds.put("ok", 1);
        thresholds.put("critical", runs);
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("thresholds", thresholds);
        options.put("include_tags", true);
        String over = DatadogQuery.quoted(List.of("stack:" + DatadogQuery.tag(watched.stack()), "role:" + role));
        return monitor(
                alert,
                watched,
                "service check",
                "\"" + DatadogCheck.HEALTH + "\".over(" + over + ").by(" + DatadogQuery.quoted(NODES) + ").last("
                        + (runs + 1) + ").count_by_status()",
                DatadogMessage.of(alert),
                options);
    }

    private static Map<String, Object> monitor(
            Alert alert, Watched watched, String type, String query, String message, Map<String, Object> options) {
        Map<String, Object> monitor = new LinkedHashMap<>();
        monitor.put("name", watched.stack() + " " + alert.name());
        monitor.put("type", type);
        monitor.put("query", query);
        monitor.put("message", message);
        monitor.put(
                "tags",
                DatadogQuery.tags(
                        watched.stack(),
                        "severity:" + alert.severity().word(),
                        "alert:" + DatadogQuery.tag(alert.name())));
        monitor.put("priority", alert.severity() == Alert.Severity.PAGE ? 1 : 3);
        monitor.put("options", options);
        return monitor;
    }
}
