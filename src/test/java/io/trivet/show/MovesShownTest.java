package io.trivet.show;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.operate.Copies;
import io.trivet.operate.Logs;
import io.trivet.operate.Reassignments.Moving;
import io.trivet.operate.status.Metadata;
import io.trivet.operate.status.Sight;
import io.trivet.show.MovesShown.Done;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What {@code trivet operate moves} prints. */
final class MovesShownTest {
    private static Sight sight(SortedMap<String, Moving> moving, SortedSet<String> throttled) {
        return new Sight(
                new TreeMap<>(Map.of(1, "a", 2, "b", 4, "a")),
                new TreeSet<>(),
                new Metadata.Untold(),
                List.of(
                        new Copies("orders", 0, List.of(1, 2, 4), List.of(1, 2), 1, 2),
                        new Copies("views", 0, List.of(1, 2), List.of(1, 2), 1, 1)),
                moving,
                throttled,
                new TreeMap<>(Map.of(1, new Logs(new TreeMap<>(Map.of("orders-0", 3L << 20)), -1, -1))),
                List.of(),
                List.of());
    }

    private static Sight moving() {
        return sight(
                new TreeMap<>(Map.of("orders-0", new Moving(List.of(4, 2), List.of(4)))),
                new TreeSet<>(List.of("orders")));
    }

    @Test
    void what_moves_is_listed_with_its_way() {
        assertThat(MovesShown.of("films", "kafka:9092", moving(), Done.NOTHING).text(Colour.OFF))
                .isEqualTo("""
                films at kafka:9092
                1 partition moves, 3.0MiB to copy
                  partition  from  to    is
                  orders-0   1, 2  4, 2  throttled
                """);
        assertThat(MovesShown.of("films", "kafka:9092", moving(), Done.CANCELLED)
                        .jsonLine())
                .isEqualTo("""
                {"stack":"films","bootstrap":"kafka:9092","done":"cancelled","bytes":3145728,"throttled":["orders"],\
                "moves":[{"topic":"orders","partition":0,"from":[1,2],"to":[4,2],"throttled":true}]}
                """);
    }

    @Test
    void what_was_done_is_said() {
        assertThat(MovesShown.of("films", "kafka:9092", moving(), Done.CANCELLED)
                        .text(Colour.OFF))
                .endsWith("Given up: these partitions are where they were, and no throttle is left.\n");
        assertThat(MovesShown.of(
                                "films",
                                "kafka:9092",
                                sight(new TreeMap<>(), new TreeSet<>(List.of("views"))),
                                Done.UNTHROTTLED)
                        .text(Colour.OFF))
                .isEqualTo("""
                films at kafka:9092
                nothing moves; a throttle was left on 1 topic
                No throttle is left.
                """);
        assertThat(MovesShown.of("films", "kafka:9092", sight(new TreeMap<>(), new TreeSet<>()), Done.NOTHING)
                        .text(Colour.OFF))
                .isEqualTo("films at kafka:9092\nnothing moves\n");
    }
}
