package io.trivet.operate.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.layout.PlannedConnector;
import io.trivet.show.Colour;
import io.trivet.show.ConnectorsShown;
import io.trivet.stack.Connector.State;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class ConnectorDeltaTest {
    private static final SortedMap<String, SortedSet<String>> SECRETS =
            new TreeMap<>(Map.of("orders", new TreeSet<>(List.of("pin"))));

    private static PlannedConnector wanted(String name, State state, Map<String, String> config) {
        return new PlannedConnector(name, new TreeMap<>(config), state);
    }

    private static ObservedConnector seen(String name, String state, String task, Map<String, String> config) {
        return new ObservedConnector(
                name,
                new TreeMap<>(config),
                new ConnectorPart(name, "connector " + name, state, "connect1:8083", ""),
                List.of(new ConnectorPart(name, "task 0 of " + name, task, "connect2:8083", "java.lang.Error: full")));
    }

    @Test
    void each_change_is_a_row_secrets_are_hidden_and_what_is_not_described_is_left_alone() {
        ConnectorDelta delta = ConnectorDelta.between(
                List.of(
                        seen(
                                "orders",
                                "RUNNING",
                                "RUNNING",
                                Map.of("pin", "1234", "db.password", "canary", "host", "a", "old", "1", "same", "x")),
                        seen("idle", "PAUSED", "PAUSED", Map.of("topics", "a")),
                        seen("broken", "RUNNING", "FAILED", Map.of("topics", "a")),
                        seen("mine", "RUNNING", "FAILED", Map.of("topics", "b"))),
                List.of(
                        wanted(
                                "orders",
                                State.STOPPED,
                                Map.of("pin", "5678", "db.password", "${file:/f:p}", "host", "b", "same", "x")),
                        wanted("idle", State.RUNNING, Map.of("topics", "a")),
                        wanted("broken", State.RUNNING, Map.of("topics", "a")),
                        wanted("new", State.PAUSED, Map.of("api.token", "canary", "topics", "c"))),
                SECRETS,
                true);

        assertThat(ConnectorsShown.of("ours", List.of("c1:8083", "c2:8083"), 4, delta, new TreeMap<>(), false)
                        .text(Colour.OFF))
                .isEqualTo("""
                ours at c1:8083,c2:8083
                4 connectors described, 8 changes to make
                  set      orders  db.password from (hidden) to ${file:/f:p}
                  set      orders  host from a to b
                  unset    orders  old from 1
                  set      orders  pin from (hidden) to (hidden)
                  stop     orders  from running to stopped
                  resume   idle    from paused to running
                  restart  broken  what failed, 1 part
                  create   new     paused: api.token=(hidden), topics=c

                Left alone, since they are not described
                  mine
                Nothing was changed. To make these changes, add --apply.
                """);
        assertThat(delta.failed())
                .extracting(ConnectorPart::told)
                .containsExactly("task 0 of broken is FAILED on connect2:8083: java.lang.Error: full");
    }

    @Test
    void what_is_as_described_needs_nothing_and_is_told_so() {
        ConnectorDelta delta = ConnectorDelta.between(
                List.of(seen("orders", "RUNNING", "RUNNING", Map.of("a", "b"))),
                List.of(wanted("orders", State.RUNNING, Map.of("a", "b"))),
                new TreeMap<>(),
                true);

        assertThat(delta.steps()).isEmpty();
        assertThat(ConnectorsShown.of("ours", List.of("c1:8083"), 1, delta, new TreeMap<>(), false)
                        .text(Colour.OFF))
                .isEqualTo("ours at c1:8083\n1 connector described, all as described\n");
        SortedMap<String, List<String>> failed = new TreeMap<>(Map.of("orders", List.of("task 0 of orders is LOST")));
        assertThat(ConnectorsShown.of("ours", List.of("c1:8083"), 1, delta, failed, false)
                        .text(Colour.OFF))
                .isEqualTo("ours at c1:8083\n1 connector described, all told as described, 1 not doing it\n");
    }
}
