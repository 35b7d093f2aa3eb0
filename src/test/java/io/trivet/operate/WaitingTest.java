package io.trivet.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WaitingTest {
    private static final Duration STANDSTILL = Duration.ofSeconds(10);

    private final FakeClock clock = new FakeClock();
    private final List<String> told = new ArrayList<>();
    private final List<String> dead = new ArrayList<>();
    private final Waiting waiting = new Waiting(STANDSTILL, Duration.ofSeconds(1), clock, new Waiting.Waiter() {
        @Override
        public void check() throws Failure {
            if (!dead.isEmpty()) {
                throw new Failure(problem("dead", dead));
            }
        }

        @Override
        public void moved(String where, String what, List<String> missing) {
            told.add(clock.now().toSeconds() + " s: " + where + " " + what + " " + missing);
        }

        @Override
        public Problem stuck(String where, String what, List<String> missing, Duration standstill) {
            return problem("stuck", missing);
        }
    });

    @Test
    void what_is_missing_is_told_each_time_that_it_changes_until_nothing_is() throws Exception {
        waiting.until(
                "broker1",
                "copies",
                looks(List.of("a", "b"), List.of("a", "b"), List.of("b"), List.of("a", "b"), List.of()));

        assertThat(told)
                .containsExactly("0 s: broker1 copies [a, b]", "2 s: broker1 copies [b]", "3 s: broker1 copies [a, b]");
    }

    @Test
    void what_is_there_at_once_is_not_waited_for() throws Exception {
        dead.add("broker1");

        waiting.until("copies", looks(List.of()));

        assertThat(told).isEmpty();
        assertThat(clock.now()).isZero();
    }

    @Test
    void a_wait_of_an_hour_is_no_standstill_while_something_moves() throws Exception {
        Iterator<Integer> left =
                java.util.stream.IntStream.iterate(720, i -> i - 1).iterator();
        List<String> missing = new ArrayList<>();

        waiting.until("copies", () -> {
            if (clock.now().toSeconds() % 5 == 0) {
                missing.clear();
                missing.add(left.next() + " partitions");
            }
            return missing.contains("0 partitions") ? List.of() : List.copyOf(missing);
        });

        assertThat(clock.now()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void a_time_without_any_change_ends_the_wait_with_what_is_missing() {
        assertThatThrownBy(
                        () -> waiting.until("copies", () -> clock.now().toSeconds() < 3 ? List.of("a") : List.of("b")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("stuck")
                .hasMessageContaining("[b]");
        assertThat(told).containsExactly("0 s:  copies [a]", "3 s:  copies [b]");
        assertThat(clock.now()).isEqualTo(STANDSTILL.plusSeconds(4));
    }

    @Test
    void a_dead_process_ends_the_wait_at_once() {
        dead.add("broker1");

        assertThatThrownBy(() -> waiting.until("copies", () -> List.of("a")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("dead")
                .hasMessageContaining("[broker1]");
        assertThat(clock.now()).isZero();
    }

    @Test
    void a_look_that_fails_ends_the_wait_with_its_own_words() {
        assertThatThrownBy(() -> waiting.until("copies", () -> {
                    throw new Failure(problem("unsafe", List.of("orders-0")));
                }))
                .hasMessageContaining("unsafe");
    }

    @SafeVarargs
    private static Waiting.Condition looks(List<String>... looks) {
        Iterator<List<String>> all = List.of(looks).iterator();
        return all::next;
    }

    private static Problem problem(String id, List<String> found) {
        return Problem.error(id, Place.ofPath("cluster"), found.toString())
                .must("be otherwise")
                .mend("wait");
    }
}
