package io.trivet.operate.connectors;

import io.trivet.layout.PlannedConnector;
import io.trivet.operate.Clock;
import io.trivet.operate.Failure;
import io.trivet.stack.Connector;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Waits until connectors do what they were told. Workers hear of an order a moment after they took it, and tell of a
 * task as it was until they do: so what is well must stay so, and what failed gets the time to start again.
 *
 * @param progress hears what is missing, each time that it changes
 */
public record Settling(Connectors connectors, Clock clock, Consumer<String> progress) {
    /** For which all must be well. Workers hear of what another one took within a poll of its topic. */
    private static final Duration WELL = Duration.ofSeconds(3);

    /** For which a failure, and a connector without a task, must stand unchanged. */
    private static final Duration FAILED = Duration.ofSeconds(12);

    /** After which what does not change is given up: tasks of a worker that left wait a minute for it. */
    private static final Duration STANDSTILL = Duration.ofMinutes(3);

    private static final Duration PAUSE = Duration.ofMillis(500);

    /**
     * What is not as wanted in the end, in words, by connector; nothing where all is well. A connector that runs and
     * has nothing to part into tasks is well, too.
     */
    public SortedMap<String, List<String>> until(List<PlannedConnector> wanted) throws Failure, InterruptedException {
        SortedMap<String, List<String>> before = new TreeMap<>();
        long since = clock.nanos();
        while (true) {
            SortedMap<String, ObservedConnector> there = new TreeMap<>();
            connectors.read().forEach(connector -> there.put(connector.name(), connector));
            SortedMap<String, List<String>> missing = new TreeMap<>();
            boolean ended = true;
            for (PlannedConnector connector : wanted) {
                ObservedConnector now = there.get(connector.name());
                List<String> ofIt = now == null
                        ? List.of("connector " + connector.name() + " is not there")
                        : Connectors.missing(now, connector.state());
                if (!ofIt.isEmpty()) {
                    missing.put(connector.name(), ofIt);
                    ended &= now != null && isEnd(now, connector.state());
                }
            }
            if (!missing.equals(before)) {
                before = missing;
                since = clock.nanos();
                missing.forEach((name, texts) ->
                        texts.forEach(text -> progress.accept("waiting for connector " + name + ": " + text)));
            }
            Duration enough = missing.isEmpty() ? WELL : ended ? FAILED : STANDSTILL;
            if (clock.nanos() - since >= enough.toNanos()) {
                missing.values().removeIf(List.of(Connectors.NO_TASK)::equals);
                return missing;
            }
            clock.pause(PAUSE);
        }
    }

    /** Whether it stays as it is where nothing more is told. */
    private static boolean isEnd(ObservedConnector now, Connector.State wanted) {
        return wanted == Connector.State.RUNNING
                && now.state() == wanted
                && (!now.failed().isEmpty() || now.tasks().isEmpty());
    }
}
