package io.trivet.show;

import io.trivet.monitor.Alert;
import io.trivet.monitor.Told.Unsaid;
import io.trivet.monitor.Tool;
import io.trivet.monitor.Watched;
import io.trivet.monitor.query.Check;
import io.trivet.plan.MonitoringFiles;
import io.trivet.plan.Plan;
import io.trivet.platform.Ec2Platform;
import io.trivet.problem.Words;
import io.trivet.show.Page.Column;
import io.trivet.show.Page.Level;
import io.trivet.show.Page.Note;
import io.trivet.show.Page.Row;
import io.trivet.show.Page.Section;
import io.trivet.show.Page.Table;
import io.trivet.show.Phrase.In;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is watched of a cluster whose nodes are ours: its alerts, when each is told, and by which tools. */
final class WatchedShown {
    private static final List<Column> ALERTS = List.of(
            Column.of("alert", "Alert"),
            Column.of("severity", "Severity"),
            Column.of("after", "After"),
            Column.of("tools", "Tools"),
            Column.of("when", "When"));

    private WatchedShown() {}

    /**
     * An alert for programs.
     *
     * @param pending for how long it must be so
     * @param when checks, of which one is enough
     * @param tools that {@code trivet monitor} can tell it to
     */
    record ToldAlert(String name, Alert.Severity severity, String pending, List<String> when, List<Tool> tools) {}

    static List<ToldAlert> alerts(Plan<Ec2Platform> plan) {
        Watched watched = MonitoringFiles.watched(plan);
        Map<Tool, List<String>> unsaid = new LinkedHashMap<>();
        for (Tool tool : Tool.values()) {
            unsaid.put(
                    tool,
                    MonitoringFiles.unsaid(watched, tool).stream()
                            .filter(one -> one.kind() == Unsaid.Kind.ALERT)
                            .map(Unsaid::name)
                            .toList());
        }
        List<ToldAlert> alerts = new ArrayList<>();
        for (Alert alert : Alert.of(watched)) {
            alerts.add(new ToldAlert(
                    alert.name(),
                    alert.severity(),
                    alert.pending(),
                    watched.condition(alert.expression()).any().stream()
                            .map(Check::text)
                            .toList(),
                    unsaid.entrySet().stream()
                            .filter(entry -> !entry.getValue().contains(alert.name()))
                            .map(Map.Entry::getKey)
                            .toList()));
        }
        return alerts;
    }

    /** In short text a sentence, else a table. */
    static List<Page.Block> blocks(Plan<Ec2Platform> plan) {
        List<ToldAlert> alerts = alerts(plan);
        String count = Words.count(alerts.size(), "alert");
        return List.of(
                Section.apart(new Note(Phrase.plain(count + ", which trivet monitor writes; --all lists them")))
                        .in(In.SHORT_TEXT),
                new Section(
                                Level.PART,
                                Phrase.title(count, "Alerts"),
                                new Table(
                                        ALERTS,
                                        alerts.stream().map(WatchedShown::row).toList()))
                        .in(In.WHOLE_TEXT_AND_MARKDOWN));
    }

    private static Row row(ToldAlert alert) {
        return Row.of(
                Phrase.plain(alert.name()),
                Phrase.plain(alert.severity().word()),
                Phrase.plain(alert.pending()),
                Phrase.plain(alert.tools().stream().map(Tool::toString).collect(Collectors.joining(", "))),
                Phrase.joined(
                        Phrase.plain(" or "),
                        alert.when().stream().map(Phrase::code).toList()));
    }
}
