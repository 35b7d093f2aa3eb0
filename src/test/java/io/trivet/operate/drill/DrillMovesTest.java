package io.trivet.operate.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.operate.Copies;
import java.util.AbstractMap.SimpleEntry;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Where a drill wants the copies of its topic. Brokers 1 and 4 are in the first zone, 2 and 5 in the second. */
final class DrillMovesTest {
    private static final List<Copies> COPIES =
            List.of(copies(0, 1, 2, 3), copies(1, 5, 6, 4), copies(2, 6, 1, 5), copies(3, 4, 5, 6));

    private static Copies copies(int partition, Integer... replicas) {
        List<Integer> ids = List.of(replicas);
        return new Copies("drill", partition, ids, ids, ids.get(0), 2);
    }

    private static SortedMap<Integer, String> racks(int brokers, int zones) {
        SortedMap<Integer, String> racks = new TreeMap<>();
        for (int id = 1; id <= brokers; id++) {
            racks.put(id, "zone" + (id - 1) % zones);
        }
        return racks;
    }

    @Test
    void a_crowd_is_one_broker_of_each_zone_and_led_by_the_one_that_is_named() {
        assertThat(DrillMoves.crowded(COPIES, racks(6, 3), 5))
                .hasSize(4)
                .allSatisfy((partition, replicas) -> assertThat(replicas).containsExactly(5, 1, 3));
    }

    @Test
    void a_crowd_has_no_fewer_copies_where_there_are_fewer_zones() {
        assertThat(DrillMoves.crowded(COPIES, racks(6, 1), 5))
                .hasSize(4)
                .allSatisfy((partition, replicas) -> assertThat(replicas).containsExactly(5, 1, 2));
    }

    @Test
    void a_broker_that_leads_all_it_holds_holds_no_more_for_it() {
        assertThat(DrillMoves.led(COPIES, 5))
                .containsExactly(
                        new SimpleEntry<>("drill-2", List.of(5, 6, 1)), new SimpleEntry<>("drill-3", List.of(5, 4, 6)));
    }
}
