package io.trivet.platform;

import io.trivet.layout.PlannedConnector;
import io.trivet.problem.Words;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What can be compared of a connector.
 *
 * @param state what it is to do
 * @param config what the workers are told; a secret stands there as a reference
 */
record ConnectorFacts(String state, SortedMap<String, String> config) {
    /** Those of all connectors, by name. */
    static SortedMap<String, ConnectorFacts> of(List<PlannedConnector> connectors) {
        SortedMap<String, ConnectorFacts> facts = new TreeMap<>();
        connectors.forEach(connector ->
                facts.put(connector.name(), new ConnectorFacts(Words.of(connector.state()), connector.config())));
        return facts;
    }

    /**
     * What a change of one of them means.
     *
     * @param keys {@code connectors}, the name of the connector, then those of a fact
     */
    static Reason reason(List<PlannedConnector> was, List<PlannedConnector> is, List<String> keys) {
        String name = keys.get(1);
        if (!isAmong(is, name)) {
            return Reason.CONNECTOR_LEFT;
        }
        if (!isAmong(was, name)) {
            return Reason.CONNECTOR_ADDED;
        }
        return keys.get(2).equals("state") ? Reason.CONNECTOR_STATE : Reason.CONNECTOR_CHANGED;
    }

    private static boolean isAmong(List<PlannedConnector> connectors, String name) {
        return connectors.stream().anyMatch(connector -> connector.name().equals(name));
    }
}
