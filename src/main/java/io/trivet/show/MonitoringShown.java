package io.trivet.show;

import io.trivet.monitor.Alert;
import io.trivet.monitor.Watched;
import io.trivet.problem.Words;
import java.util.Collection;
import java.util.List;

/** What was written to watch a stack. */
public final class MonitoringShown {
    private MonitoringShown() {}

    private record Answer(String stack, String folder, List<String> files, List<Told> alerts) {}

    private record Told(String name, Alert.Severity severity, String pending) {}

    /**
     * What {@code trivet monitor} prints.
     *
     * @param folder as it was named
     * @param files by path within it
     */
    public static Shown of(Watched watched, String folder, Collection<String> files) {
        List<Alert> alerts = Alert.of(watched);
        return new Shown(
                () -> Page.of(new Page.Note(Phrase.plain(Words.count(files.size(), "file") + " in " + folder + ", "
                        + Words.count(alerts.size(), "alert") + " on " + watched.stack()))),
                () -> new Answer(
                        watched.stack(),
                        folder,
                        List.copyOf(files),
                        alerts.stream()
                                .map(alert -> new Told(alert.name(), alert.severity(), alert.pending()))
                                .toList()));
    }
}
