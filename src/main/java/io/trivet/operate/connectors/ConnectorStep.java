package io.trivet.operate.connectors;

import io.trivet.layout.PlannedConnector;
import io.trivet.stack.Connector;
import java.util.Optional;

/** One thing that workers are told, so that a connector is as described. */
public sealed interface ConnectorStep {
    /** Its name. */
    String connector();

    /**
     * A connector that is not there yet.
     *
     * @param shown the same, with what may be a secret hidden
     */
    record Creation(PlannedConnector wanted, PlannedConnector shown) implements ConnectorStep {
        @Override
        public String connector() {
            return wanted.name();
        }
    }

    /**
     * Another value of a setting.
     *
     * @param from what it was, hidden where it may be a secret; empty where it was not set
     * @param to what it becomes, hidden likewise; empty where it is taken away
     */
    record Change(String connector, String setting, Optional<String> from, Optional<String> to)
            implements ConnectorStep {}

    /** It is to do something else. */
    record Turn(String connector, Connector.State from, Connector.State to) implements ConnectorStep {}

    /**
     * What of it failed starts again.
     *
     * @param parts how many
     */
    record Restart(String connector, int parts) implements ConnectorStep {}
}
