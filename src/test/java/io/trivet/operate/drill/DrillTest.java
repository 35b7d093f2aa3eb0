package io.trivet.operate.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.operate.drill.History.Phase;
import io.trivet.operate.drill.Write.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a drill draws from its seed, and the course of the writes that it was under. */
final class DrillTest {
    private static final List<String> ZONES = List.of("us-east-1a", "us-east-1b", "us-east-1c");
    private static final List<String> BROKERS = List.of("broker1", "broker2", "broker3", "broker4");

    @Test
    void a_seed_draws_the_same_each_time_and_seeds_draw_all() {
        for (Drill.Kind kind : Drill.Kind.values()) {
            SortedSet<String> drawn = new TreeSet<>();
            for (long seed = 0; seed < 100; seed++) {
                Drill drill = Drill.of(kind, seed, null, ZONES, BROKERS);
                assertThat(Drill.of(kind, seed, null, ZONES, BROKERS)).isEqualTo(drill);
                assertThat(drill.moment()).isBetween(0.0, 1.0);
                drawn.add(drill.subject());
            }
            assertThat(drawn)
                    .as(kind.word())
                    .containsExactlyElementsOf(kind.isOfZone() ? ZONES : kind.isOfBroker() ? BROKERS : List.of(""));
        }
    }

    @Test
    void what_is_named_is_not_drawn() {
        assertThat(Drill.of(Drill.Kind.PAUSE, 7, "broker2", ZONES, BROKERS))
                .isEqualTo(new Drill(Drill.Kind.PAUSE, "broker2", 7));
    }

    @Test
    void the_course_counts_by_the_answer_and_times_by_the_question() {
        History history = new History(
                List.of(acked(1, 10, 30), acked(2, 20, 900), acked(3, 800, 820)),
                List.of(new Phase("start", Duration.ZERO)),
                Duration.ofMillis(700));

        assertThat(DrillResult.course(history))
                .containsExactly(
                        new DrillResult.Step(0, 1, 880),
                        new DrillResult.Step(250, 0, 0),
                        new DrillResult.Step(500, 0, 0),
                        new DrillResult.Step(750, 2, 20));
    }

    private static Write acked(long id, long sent, long told) {
        return new Write(id, "a", 0, Duration.ofMillis(sent), new Outcome.Acknowledged(id, Duration.ofMillis(told)));
    }
}
