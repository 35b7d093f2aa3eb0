package io.trivet.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trivet.operate.Clock;
import io.trivet.operate.Copies;
import io.trivet.operate.Failure;
import io.trivet.operate.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class EmptyVolumeTest {
    private static final List<Copies> ORDERS = List.of(
            new Copies("orders", 0, List.of(1, 2, 3), List.of(1, 2, 3), 2, 2),
            new Copies("orders", 1, List.of(2, 3, 1), List.of(2, 3), 2, 2),
            new Copies("orders", 2, List.of(3, 1, 2), List.of(3), -1, 2),
            new Copies("orders", 3, List.of(3, 1, 2), List.of(), -1, 2));

    private static final SortedSet<String> NOTHING = new TreeSet<>();

    @Test
    void a_broker_waits_for_what_it_is_in_sync_with_beside_others() throws Failure {
        assertThat(EmptyVolume.inSync(ORDERS, 1, NOTHING)).containsExactly("orders-0");
        assertThat(EmptyVolume.inSync(ORDERS, 4, NOTHING)).isEmpty();
    }

    @Test
    void what_lies_on_its_other_volumes_is_not_lost() throws Failure {
        assertThat(EmptyVolume.inSync(ORDERS, 3, new TreeSet<>(List.of("orders-2", "orders-20"))))
                .containsExactly("orders-0", "orders-1");
        assertThat(EmptyVolume.inSync(ORDERS, 3, new TreeSet<>(List.of("orders-0", "orders-1", "orders-2"))))
                .isEmpty();
        assertThatThrownBy(() -> EmptyVolume.inSync(ORDERS, 3, new TreeSet<>(List.of("orders-0", "orders-1"))))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("orders-2");
    }

    @Test
    void the_last_copy_is_named() {
        assertThatThrownBy(() -> EmptyVolume.inSync(ORDERS, 3, NOTHING))
                .isInstanceOfSatisfying(Failure.class, failure -> {
                    assertThat(failure.problems()).singleElement().satisfies(problem -> {
                        assertThat(problem.id()).isEqualTo("broker-data-lost");
                        assertThat(problem.found()).isEqualTo("without data, and the last in sync of orders-2");
                    });
                });
    }

    @Test
    void a_server_of_zookeeper_that_is_alone_does_not_begin_anew_by_itself() {
        assertThatThrownBy(() -> EmptyVolume.copyWhatOthersHave("zk1", List.of(), waiting(new ArrayList<>())))
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> assertThat(failure.problems())
                                .singleElement()
                                .satisfies(problem -> assertThat(problem.id()).isEqualTo("zookeeper-data-lost")));
    }

    @Test
    void a_server_of_zookeeper_waits_for_a_quorum_of_the_others() {
        List<String> said = new ArrayList<>();

        assertThatThrownBy(() -> EmptyVolume.copyWhatOthersHave("zk1", List.of("127.0.0.1:1"), waiting(said)))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("a quorum of the others, since its data is lost");
        assertThat(said).containsExactly("zk1 waiting a quorum of the others, since its data is lost: 127.0.0.1:1");
    }

    private static Waiting waiting(List<String> said) {
        return StepWaiter.waiting(
                () -> {},
                (node, step, detail) -> said.add(node + " " + step + " " + detail),
                Duration.ZERO,
                Clock.SYSTEM);
    }
}
