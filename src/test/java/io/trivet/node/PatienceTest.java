package io.trivet.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long somebody waits. */
final class PatienceTest {
    private static final Duration NO_PAUSE = Duration.ZERO;
    private static final Duration LONG = Duration.ofHours(1);

    private final List<String> told = new ArrayList<>();

    @Test
    void what_is_missing_is_told_each_time_that_it_changes_until_nothing_is() throws Exception {
        new Patience(LONG, NO_PAUSE)
                .await(
                        looks(List.of("a", "b"), List.of("a", "b"), List.of("b"), List.of("a", "b"), List.of()),
                        waiter(List.of()));

        assertThat(told).containsExactly("[a, b]", "[b]", "[a, b]");
    }

    @Test
    void what_is_there_at_once_is_not_waited_for() throws Exception {
        new Patience(Duration.ZERO, NO_PAUSE).await(looks(List.of()), waiter(List.of("dead")));

        assertThat(told).isEmpty();
    }

    @Test
    void nothing_that_changes_for_too_long_ends_the_wait_with_what_is_missing() {
        assertThatThrownBy(() -> new Patience(Duration.ZERO, NO_PAUSE)
                        .await(looks(List.of("a"), List.of("b"), List.of("b")), waiter(List.of())))
                .isInstanceOf(IOException.class)
                .hasMessage("stuck without [b]");
        assertThat(told).containsExactly("[a]", "[b]");
    }

    @Test
    void a_dead_process_ends_the_wait_at_once() {
        assertThatThrownBy(() -> new Patience(LONG, NO_PAUSE).await(looks(List.of("a")), waiter(List.of("broker1"))))
                .isInstanceOf(IOException.class)
                .hasMessage("dead: [broker1]");
    }

    @SafeVarargs
    private static Patience.Condition<IOException> looks(List<String>... looks) {
        Iterator<List<String>> all = List.of(looks).iterator();
        return all::next;
    }

    private Patience.Waiter<IOException> waiter(List<String> dead) {
        return new Patience.Waiter<>() {
            @Override
            public void check() throws IOException {
                if (!dead.isEmpty()) {
                    throw new IOException("dead: " + dead);
                }
            }

            @Override
            public void moved(List<String> missing) {
                told.add(missing.toString());
            }

            @Override
            public IOException stuck(List<String> missing) {
                return new IOException("stuck without " + missing);
            }
        };
    }
}
