package io.trivet.operate.connectors;

import io.trivet.stack.Connector;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A connector as the workers have it.
 *
 * @param config what they were told, without its name; references to providers as they were written
 * @param itself the connector
 * @param tasks by number
 */
public record ObservedConnector(
        String name, SortedMap<String, String> config, ConnectorPart itself, List<ConnectorPart> tasks) {
    public ObservedConnector {
        config = Collections.unmodifiableSortedMap(config);
        tasks = List.copyOf(tasks);
    }

    /** What it was told to do. */
    public Connector.State state() {
        return switch (itself.state()) {
            case "PAUSED" -> Connector.State.PAUSED;
            case "STOPPED" -> Connector.State.STOPPED;
            default -> Connector.State.RUNNING;
        };
    }

    /** What of it has failed. */
    public List<ConnectorPart> failed() {
        return parts().filter(ConnectorPart::isFailed).toList();
    }

    /** What of it is no more where it ran. */
    public List<ConnectorPart> lost() {
        return parts().filter(ConnectorPart::isLost).toList();
    }

    /** Itself and its tasks. */
    Stream<ConnectorPart> parts() {
        return Stream.concat(Stream.of(itself), tasks.stream());
    }

    /** The same where these workers give no answer. */
    ObservedConnector without(SortedSet<String> silent) {
        UnaryOperator<ConnectorPart> now =
                part -> part.isRunning() && silent.contains(part.worker()) ? part.lost() : part;
        return new ObservedConnector(
                name, config, now.apply(itself), tasks.stream().map(now).toList());
    }
}
