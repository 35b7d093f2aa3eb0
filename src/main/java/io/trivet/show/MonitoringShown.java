package io.trivet.show;

import io.trivet.monitor.Alert;
import io.trivet.monitor.Told;
import io.trivet.monitor.Told.Unsaid;
import io.trivet.monitor.Tool;
import io.trivet.monitor.Watched;
import io.trivet.problem.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was written to watch a stack, and what of its alerts and panels the tool cannot be told. */
public final class MonitoringShown {
    private MonitoringShown() {}

    private record Answer(
            String stack, String tool, String folder, List<String> files, List<Rule> alerts, List<Unsaid> unsaid) {}

    private record Rule(String name, Alert.Severity severity, String pending) {}

    /**
     * What {@code trivet monitor} prints.
     *
     * @param folder as it was named
     */
    public static Shown of(Watched watched, Tool tool, String folder, Told told) {
        List<Alert> alerts = Alert.of(watched).stream()
                .filter(alert -> told.unsaid().stream()
                        .noneMatch(unsaid -> unsaid.kind() == Unsaid.Kind.ALERT
                                && unsaid.name().equals(alert.name())))
                .toList();
        String stack = watched.stack();
        return new Shown(
                () -> page(stack, alerts.size(), folder, tool, told),
                () -> new Answer(
                        stack,
                        tool.toString(),
                        folder,
                        List.copyOf(told.files().keySet()),
                        alerts.stream()
                                .map(alert -> new Rule(alert.name(), alert.severity(), alert.pending()))
                                .toList(),
                        told.unsaid()));
    }

    private static Page page(String stack, int alerts, String folder, Tool tool, Told told) {
        List<Page.Block> blocks = new ArrayList<>();
        blocks.add(new Page.Note(Phrase.plain(Words.count(told.files().size(), "file") + " in " + folder + ", "
                + Words.count(alerts, "alert") + " on " + stack)));
        for (Unsaid unsaid : told.unsaid()) {
            blocks.add(new Page.Note(Phrase.plain(
                    tool.title() + " is not told the " + kind(unsaid) + " " + unsaid.name() + ": " + unsaid.why())));
        }
        return new Page(blocks);
    }

    private static String kind(Unsaid unsaid) {
        return unsaid.kind().name().toLowerCase(Locale.ROOT);
    }
}
