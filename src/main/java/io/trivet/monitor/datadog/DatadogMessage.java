package io.trivet.monitor.datadog;

import io.trivet.monitor.Alert;
import io.trivet.monitor.query.Check;
import io.trivet.monitor.query.Numbers;
import io.trivet.monitor.query.Term;
import java.util.ArrayList;
import java.util.List;

/**
 * What a monitor says, in Datadog's templates in the place of those of Prometheus.
 *
 * <p>Source: https://docs.datadoghq.com/monitors/notify/variables/.
 */
final class DatadogMessage {
    private DatadogMessage() {}

    /** Of an alert that says nothing of a value. */
    static String of(Alert alert) {
        return alert.summary().replaceAll("\\{\\{ \\$labels\\.(\\w+) }}", "{{$1.name}}") + "\n\nFirst: "
                + alert.first();
    }

    /** Of a check: where one of its labels is a certain word, it is that word. */
    static String of(Alert alert, Check check) {
        String text = of(alert);
        for (Term.Label label : fixed(check.value())) {
            text = text.replace("{{" + label.name() + ".name}}", label.value());
        }
        // How far it is from what it must be is no number of anything.
        String value = check.comparison().equals("!=") ? "Not " + Numbers.text(check.bound()) : "{{value}}";
        return text.replace("{{ $value | humanizePercentage }}", "{{eval \"value*100\"}} %")
                .replaceAll("\\{\\{ \\$value[^}]*}}", value.replace("$", "\\$"));
    }

    private static List<Term.Label> fixed(Term term) {
        List<Term.Label> labels = new ArrayList<>();
        if (term instanceof Term.Series series) {
            series.labels().stream()
                    .filter(label -> label.operator().equals("="))
                    .forEach(labels::add);
        }
        if (term instanceof Term.Pair pair) {
            labels.addAll(fixed(pair.left()));
        }
        return labels;
    }
}
