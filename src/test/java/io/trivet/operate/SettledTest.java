package io.trivet.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;

final class SettledTest {
    private final FakeClock clock = new FakeClock();
    private final Settled settled = new Settled(clock);

    @Test
    void what_is_described_the_same_for_a_while_is_settled() throws Exception {
        assertThat(look(1, 2, 3)).isEmpty();
        clock.pause(Settled.WHILE.minusMillis(1));
        assertThat(look(1, 2, 3)).isEmpty();
        clock.pause(Duration.ofMillis(1));
        assertThat(look(1, 2, 3)).containsExactly("orders-0");
    }

    @Test
    void what_changed_or_moved_or_was_not_there_begins_anew() throws Exception {
        look(1, 2, 3, 4);
        clock.pause(Settled.WHILE);
        assertThat(look(1, 2, 3)).isEmpty();
        clock.pause(Settled.WHILE);
        assertThat(settled.look(List.of(copies(1, 2, 3)), List.of("orders-0"))).isEmpty();
        assertThat(look(1, 2, 3)).isEmpty();
        clock.pause(Settled.WHILE);
        settled.look(List.of(), List.of());
        assertThat(look(1, 2, 3)).isEmpty();
        clock.pause(Settled.WHILE);
        assertThat(look(1, 2, 3)).containsExactly("orders-0");
    }

    private SortedSet<String> look(Integer... replicas) {
        return settled.look(List.of(copies(replicas)), List.of());
    }

    private static Copies copies(Integer... replicas) {
        return new Copies("orders", 0, List.of(replicas), List.of(replicas), replicas[0], 2);
    }
}
