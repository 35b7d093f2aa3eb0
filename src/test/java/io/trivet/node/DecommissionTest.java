package io.trivet.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.operate.Copies;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class DecommissionTest {
    private static final List<Copies> ORDERS = List.of(
            new Copies("orders", 0, List.of(1, 2, 3), List.of(1, 2, 3), 1, 2),
            new Copies("orders", 1, List.of(2, 3, 5), List.of(2, 3), 2, 2),
            new Copies("orders", 2, List.of(4, 5, 1), List.of(4, 5, 1), 4, 2));

    @Test
    void a_broker_that_holds_nothing_may_go() {
        assertThat(Decommission.problems(ORDERS, new TreeSet<>(List.of(1, 2, 3, 4, 5))))
                .isEmpty();
    }

    @Test
    void brokers_that_should_hold_something_are_named_with_it_even_where_they_are_down() {
        assertThat(Decommission.problems(ORDERS, new TreeSet<>(List.of(1, 2, 3))))
                .extracting(problem -> problem.place().path() + ": " + problem.found())
                .containsExactly(
                        "broker4: taken out of the description while partitions are on it: orders-2",
                        "broker5: taken out of the description while partitions are on it: orders-1, orders-2");
    }
}
