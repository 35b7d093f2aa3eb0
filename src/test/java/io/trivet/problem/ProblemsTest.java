package io.trivet.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ProblemsTest {
    @Test
    void problems_stand_in_the_order_of_their_places_whatever_order_they_were_found_in() {
        List<Problem> inOrder = List.of(
                error("b", new Place("", 0, 0, "zones")),
                error("b", new Place("a.yaml", 2, 9, "name")),
                error("a", new Place("a.yaml", 10, 1, "zones")),
                error("a", new Place("a.yaml", 10, 3, "dns")),
                error("a", new Place("a.yaml", 10, 3, "kafka")),
                error("b", new Place("a.yaml", 10, 3, "kafka")),
                error("a", new Place("b.yaml", 1, 1, "")));
        List<Problem> found = new ArrayList<>(inOrder);
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(found, new Random(seed));

            assertThat(new Problems(found).list()).isEqualTo(inOrder);
        }
    }

    @Test
    void a_problem_that_is_found_twice_is_told_once() {
        Problem problem = error("a", Place.ofPath("name"));

        assertThat(new Problems(List.of(problem)).and(new Problems(List.of(problem))))
                .isEqualTo(new Problems(List.of(problem)));
    }

    @Test
    void warnings_alone_are_no_errors() {
        Problems warnings = new Problems(
                List.of(Problem.warning("a", Place.ofPath(""), "").must("").mend("")));

        assertThat(warnings.hasErrors()).isFalse();
        assertThat(warnings.count(Severity.WARNING)).isEqualTo(1);
        assertThat(warnings.and(new Problems(List.of(error("a", Place.ofPath("")))))
                        .hasErrors())
                .isTrue();
    }

    private static Problem error(String id, Place place) {
        return Problem.error(id, place, "found").must("must").mend("mend");
    }
}
