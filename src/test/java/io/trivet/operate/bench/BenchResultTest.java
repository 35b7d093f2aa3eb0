package io.trivet.operate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Turns as one result. */
final class BenchResultTest {
    private static final List<Candidate> TWO = List.of(
            new Candidate(Candidate.DEFAULTS, new TreeMap<>(), false),
            new Candidate("compressing", new TreeMap<>(), false));

    @Test
    void presets_are_compared_with_the_defaults_of_the_same_turn() {
        BenchResult result = BenchResult.of(
                "films",
                Payload.lines("a line", "abc"),
                10,
                TWO,
                List.of(
                        List.of(new Figures(300, 100, 10), new Figures(60, 200, 5)),
                        // The machine was busy with something else.
                        List.of(new Figures(300, 10, 90), new Figures(60, 20, 80)),
                        List.of(new Figures(330, 1000, 20), new Figures(66, 1500, 7))));

        assertThat(result.presets())
                .containsExactly(
                        new BenchResult.Row("defaults", 300, 1, 100, 1, 20),
                        new BenchResult.Row("compressing", 60, 5, 200, 2, 7));
        assertThat(result.turns()).isEqualTo(3);
    }

    @Test
    void the_median_of_an_even_number_lies_between_the_two_in_the_middle() {
        assertThat(Figures.median(List.of(1.0, 9.0, 4.0, 2.0), figure -> figure))
                .isEqualTo(3);
    }

    @Test
    void the_99th_of_a_hundred_is_the_second_longest() {
        long[] nanos = new long[100];
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = (100 - i) * 1_000_000L;
        }

        assertThat(Figures.p99(nanos)).isEqualTo(99);
        assertThat(Figures.p99(new long[] {5_000_000})).isEqualTo(5);
    }

    @Test
    void every_preset_is_measured_behind_the_defaults() {
        assertThat(Candidate.all().stream().map(Candidate::name))
                .containsExactly("defaults", "safe", "fast", "compressing", "exactly-once");
    }
}
