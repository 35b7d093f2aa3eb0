package io.trivet.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class TogetherTest {
    private static final SortedMap<Integer, String> RACKS = racks();

    @Test
    void brokers_of_a_zone_go_down_together() {
        assertThat(Together.ZONE.groups(RACKS))
                .containsExactly(new TreeSet<>(List.of(1, 4)), new TreeSet<>(List.of(2)), new TreeSet<>(List.of(3)));
    }

    @Test
    void or_each_for_itself() {
        assertThat(Together.NODE.groups(RACKS))
                .containsExactly(
                        new TreeSet<>(List.of(1)),
                        new TreeSet<>(List.of(2)),
                        new TreeSet<>(List.of(3)),
                        new TreeSet<>(List.of(4)));
    }

    private static SortedMap<Integer, String> racks() {
        SortedMap<Integer, String> racks = new TreeMap<>();
        racks.put(1, "a");
        racks.put(2, "b");
        racks.put(3, "c");
        racks.put(4, "a");
        return racks;
    }
}
