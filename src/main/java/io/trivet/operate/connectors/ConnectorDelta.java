package io.trivet.operate.connectors;

import io.trivet.kafka.SecretName;
import io.trivet.layout.PlannedConnector;
import io.trivet.stack.Connector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What workers must be told so that their connectors are what is described: only what is missing or differs. A
 * described connector is described as a whole, since Connect takes its configuration as a whole: what it is told
 * besides is taken away. Those that are not described are left alone.
 *
 * @param steps by connector: what it is told comes before what it is to do
 * @param others names of connectors that are not described
 * @param failed what of described connectors has failed or was lost with its worker, of those that are to run
 */
public record ConnectorDelta(List<ConnectorStep> steps, List<String> others, List<ConnectorPart> failed) {
    /** What stands where a secret may have been written down. */
    public static final String HIDDEN = Connector.HIDDEN;

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[A-Za-z0-9_-]+:[^}]*}");

    public ConnectorDelta {
        steps = List.copyOf(steps);
        others = List.copyOf(others);
        failed = List.copyOf(failed);
    }

    /**
     * From what is there to what is wanted.
     *
     * @param secrets by connector, the settings that it says are secrets
     * @param restart whether what failed is started again
     */
    public static ConnectorDelta between(
            Collection<ObservedConnector> seen,
            Collection<PlannedConnector> wanted,
            SortedMap<String, SortedSet<String>> secrets,
            boolean restart) {
        SortedMap<String, ObservedConnector> there = new TreeMap<>();
        seen.forEach(connector -> there.put(connector.name(), connector));
        List<ConnectorStep> steps = new ArrayList<>();
        List<ConnectorPart> failed = new ArrayList<>();
        for (PlannedConnector connector : wanted) {
            SortedSet<String> hidden = secrets.getOrDefault(connector.name(), new TreeSet<>());
            ObservedConnector now = there.remove(connector.name());
            if (now == null) {
                SortedMap<String, String> shown = new TreeMap<>();
                connector.config().forEach((name, value) -> shown.put(name, shown(hidden, name, value)));
                steps.add(new ConnectorStep.Creation(
                        connector, new PlannedConnector(connector.name(), shown, connector.state())));
                continue;
            }
            List<ConnectorStep> changes = changes(now, connector, hidden);
            steps.addAll(changes);
            if (now.state() != connector.state()) {
                steps.add(new ConnectorStep.Turn(connector.name(), now.state(), connector.state()));
            } else if (connector.state() == Connector.State.RUNNING) {
                failed.addAll(now.failed());
                failed.addAll(now.lost());
                if (restart && !now.failed().isEmpty()) {
                    steps.add(new ConnectorStep.Restart(
                            connector.name(), now.failed().size()));
                }
            }
        }
        return new ConnectorDelta(steps, List.copyOf(there.keySet()), failed);
    }

    private static List<ConnectorStep> changes(
            ObservedConnector now, PlannedConnector wanted, SortedSet<String> hidden) {
        List<ConnectorStep> changes = new ArrayList<>();
        SortedSet<String> names = new TreeSet<>(now.config().keySet());
        names.addAll(wanted.config().keySet());
        for (String name : names) {
            Optional<String> from = Optional.ofNullable(now.config().get(name));
            Optional<String> to = Optional.ofNullable(wanted.config().get(name));
            if (!from.equals(to)) {
                changes.add(new ConnectorStep.Change(
                        wanted.name(),
                        name,
                        from.map(value -> shown(hidden, name, value)),
                        to.map(value -> shown(hidden, name, value))));
            }
        }
        return changes;
    }

    private static String shown(SortedSet<String> hidden, String name, String value) {
        return (hidden.contains(name) || SecretName.is(name))
                        && !REFERENCE.matcher(value.strip()).matches()
                ? HIDDEN
                : value;
    }
}
