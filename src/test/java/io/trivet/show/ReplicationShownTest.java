package io.trivet.show;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trivet.layout.PlannedTopic;
import io.trivet.operate.Copies;
import io.trivet.operate.Failure;
import io.trivet.operate.Logs;
import io.trivet.operate.balance.Replication;
import io.trivet.operate.balance.View;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What {@code trivet operate replication} prints. */
final class ReplicationShownTest {
    /** Two topics with two copies each, which must be in sync on one broker of three. */
    private static Replication plan(int orders, int clicks) throws Failure {
        SortedMap<Integer, String> racks = new TreeMap<>();
        SortedMap<Integer, Logs> logs = new TreeMap<>();
        for (int id = 1; id <= 3; id++) {
            racks.put(id, "us-east-1" + "abc".charAt(id - 1));
            logs.put(id, new Logs(new TreeMap<>(Map.of("orders-0", 1L << 20)), -1, -1));
        }
        View view = new View(
                List.of(
                        new Copies("clicks", 0, List.of(2, 1), List.of(2, 1), 2, 1),
                        new Copies("orders", 0, List.of(1, 2), List.of(1, 2), 1, 1)),
                new TreeMap<>(),
                racks,
                logs);
        return Replication.of(
                view,
                List.of(
                        new PlannedTopic("clicks", 1, clicks, new TreeMap<>()),
                        new PlannedTopic("orders", 1, orders, new TreeMap<>())));
    }

    @Test
    void what_each_topic_gets_or_loses() throws Failure {
        assertThat(ReplicationShown.of("prod", 2, plan(3, 1), false).text(Colour.OFF))
                .isEqualTo("""
                prod
                2 topics described, 2 to change, 1.0MiB to copy
                  topic   replicas  partitions  min.insync.replicas  to copy
                  clicks  2 -> 1    1           1
                  orders  2 -> 3    1           1                    1.0MiB
                Nothing was changed. To make these changes, add --apply.
                """);
    }

    @Test
    void a_setting_alone_is_shown_with_the_replicas_that_stay() throws Failure {
        Replication plan = Replication.of(
                new View(
                        List.of(new Copies("__transaction_state", 0, List.of(1), List.of(1), 1, 2)),
                        new TreeMap<>(),
                        new TreeMap<>(Map.of(1, "us-east-1a")),
                        new TreeMap<>()),
                List.of(new PlannedTopic(
                        "__transaction_state", 1, 1, new TreeMap<>(Map.of("min.insync.replicas", "1")))));

        assertThat(ReplicationShown.of("dev", 0, plan, false).text(Colour.OFF)).isEqualTo("""
                dev
                0 topics described, 1 to change, 0B to copy
                  topic                replicas  partitions  min.insync.replicas  to copy
                  __transaction_state  1         0           2 -> 1
                Nothing was changed. To make these changes, add --apply.
                """);
    }

    @Test
    void nothing_to_do_is_said_so() throws Failure {
        assertThat(ReplicationShown.of("prod", 2, plan(2, 2), false).text(Colour.OFF))
                .isEqualTo("""
                prod
                2 topics described, each with its replicas, where it is there
                """);
    }

    @Test
    void programs_get_each_partition() throws Exception {
        JsonNode answer = new ObjectMapper()
                .readTree(ReplicationShown.of("prod", 2, plan(3, 2), true).json());

        assertThat(answer).hasToString("""
                {"stack":"prod","applied":true,"described":2,"bytes":1048576,"moving":0,"topics":[{"name":"orders",\
                "from":2,"to":3,"partitions":1,"minInsyncReplicas":1,"minInsyncReplicasAfter":1,"bytes":1048576}],\
                "moves":[{"topic":"orders","partition":0,"from":[1,2],"to":[1,2,3]}]}""");
    }
}
