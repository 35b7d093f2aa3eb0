package io.trivet.monitor;

import java.util.List;

/**
 * A series that Prometheus computes and keeps, for expressions that look back on it.
 *
 * @param name level, what is computed, and how, as Prometheus advises
 */
public record Recorded(String name, Expression expression) {
    private static final List<Recorded> ALL = List.of(new Recorded(
            "stack:brokers_running:sum",
            new Expression("sum by (stack) (kafka_server_kafkaserver_brokerstate == bool 3)")));

    /** All of them. */
    public static List<Recorded> all() {
        return ALL;
    }
}
