package io.trivet.operate.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class LinkTest {
    private static Link link(boolean prefixed, String... topics) {
        return new Link(
                "west",
                "east",
                prefixed,
                new Link.Filter(List.of(topics), List.of("mm2.*\\.internal", ".*\\.replica", "__.*")),
                new Link.Filter(List.of(".*"), List.of("console-consumer-.*")));
    }

    @Test
    void what_mirrors_copy_counts_but_for_heartbeats() {
        Link link = link(true, ".*");

        assertThat(Stream.of("orders", "audit.west", "other.orders", "beast.orders")
                        .filter(link::copies))
                .containsExactly("orders", "audit.west", "other.orders", "beast.orders");
        assertThat(Stream.of(
                                "__consumer_offsets",
                                "mm2-offsets.east.internal",
                                "east.checkpoints.internal",
                                "connect-internal",
                                "orders.replica",
                                "heartbeats",
                                "east.heartbeats",
                                "east.orders",
                                "other.east.orders")
                        .filter(link::copies))
                .isEmpty();
        assertThat(link(true, "orders", "audit-.*").copies("audit-1")).isTrue();
        assertThat(link(true, "orders", "audit-.*").copies("my-audit-1")).isFalse();
        assertThat(link(false, ".*").copies("east.orders")).isTrue();
    }

    @Test
    void names_follow_from_the_aliases() {
        assertThat(link(true, ".*").copy("orders")).isEqualTo("west.orders");
        assertThat(link(false, ".*").copy("orders")).isEqualTo("orders");
        assertThat(link(true, ".*").home("east.orders")).contains("orders");
        assertThat(link(true, ".*").home("orders")).isEmpty();
        assertThat(link(true, ".*").home("east.heartbeats")).isEmpty();
        assertThat(link(false, ".*").home("east.orders")).isEmpty();
        assertThat(link(true, ".*").offsetsTopic()).isEqualTo("mm2-offsets.west.internal");
        assertThat(link(true, ".*").back().syncsTopic()).isEqualTo("mm2-offset-syncs.east.internal");
        assertThat(link(true, ".*").checkpointsTopic()).isEqualTo("west.checkpoints.internal");
    }

    @Test
    void groups_of_people_at_a_console_do_not_move() {
        assertThat(link(true, ".*").translates("billing")).isTrue();
        assertThat(link(true, ".*").translates("console-consumer-7")).isFalse();
    }
}
