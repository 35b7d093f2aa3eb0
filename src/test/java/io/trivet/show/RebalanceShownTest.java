package io.trivet.show;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trivet.operate.Copies;
import io.trivet.operate.Failure;
import io.trivet.operate.Logs;
import io.trivet.operate.balance.Rebalance;
import io.trivet.operate.balance.View;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@code trivet operate rebalance} prints. */
final class RebalanceShownTest {
    private static Rebalance plan(int brokers) throws Failure {
        List<Copies> copies = IntStream.range(0, 4)
                .mapToObj(partition -> new Copies("orders", partition, List.of(1), List.of(1), 1, 1))
                .toList();
        SortedMap<Integer, String> racks = new TreeMap<>();
        SortedMap<Integer, Logs> logs = new TreeMap<>();
        for (int id = 1; id <= brokers; id++) {
            racks.put(id, "us-east-1a");
            logs.put(id, new Logs(new TreeMap<>(Map.of("orders-0", 1L << 20)), -1, -1));
        }
        return Rebalance.of(new View(copies, new TreeMap<>(), racks, logs), new TreeSet<>(racks.keySet()));
    }

    @Test
    void what_each_broker_holds_before_and_after() throws Failure {
        assertThat(RebalanceShown.of("prod", plan(2), false).text(Colour.OFF)).isEqualTo("""
                prod
                2 replicas of 1.0MiB to move, the fewest that make it even; 0 other leaders
                  broker   zone        replicas  leaders  to copy
                  broker1  us-east-1a  4 -> 2    4 -> 2
                  broker2  us-east-1a  0 -> 2    0 -> 2   1.0MiB
                Nothing was moved. To move them, add --apply.
                """);
    }

    @Test
    void nothing_to_do_is_said_so() throws Failure {
        assertThat(RebalanceShown.of("prod", plan(1), false).text(Colour.OFF)).isEqualTo("""
                prod
                even: nothing to move
                  broker   zone        replicas  leaders  to copy
                  broker1  us-east-1a  4         4
                """);
    }

    @Test
    void programs_get_each_move() throws Exception {
        JsonNode answer = new ObjectMapper()
                .readTree(RebalanceShown.of("prod", plan(2), true).json());

        assertThat(answer.get("applied").asBoolean()).isTrue();
        assertThat(answer.get("copies").asInt()).isEqualTo(2);
        assertThat(answer.get("bytes").asLong()).isEqualTo(1L << 20);
        assertThat(answer.get("moves").get(0)).hasToString("""
                {"topic":"orders","partition":0,"from":[1],"to":[2]}""");
        assertThat(answer.get("brokers").get(1)).hasToString("""
                {"id":2,"zone":"us-east-1a","before":{"copies":0,"leaders":0},"after":{"copies":2,"leaders":2},"bytes":1048576}""");
    }
}
