package io.trivet.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trivet.kafka.FeatureLevels;
import io.trivet.kafka.KafkaVersion;
import io.trivet.operate.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class FinalisationTest {
    private final FakeKraft kraft = new FakeKraft();
    private final List<String> steps = new ArrayList<>();

    @BeforeEach
    void a_cluster_that_was_upgraded() {
        kraft.finalised.putAll(FeatureLevels.of(KafkaVersion.V3_9_2));
        kraft.finalised.put("kraft.version", (short) 1);
        kraft.voters.put(10_001, "A");
        kraft.servers.put("broker 1", KafkaVersion.V4_3_1);
    }

    @Test
    void a_cluster_that_was_upgraded_gets_what_a_new_one_has() throws Exception {
        run(KafkaVersion.V4_3_1);

        assertThat(kraft.finalised)
                .containsAllEntriesOf(FeatureLevels.of(KafkaVersion.V4_3_1))
                .containsEntry("kraft.version", (short) 1);
        assertThat(steps).contains("broker3 finalised metadata.version=30").hasSize(6);
    }

    @Test
    void what_is_there_or_higher_stays() throws Exception {
        run(KafkaVersion.V3_9_2);
        kraft.finalised.putAll(FeatureLevels.of(KafkaVersion.V4_3_1));
        run(KafkaVersion.V3_9_2);
        run(KafkaVersion.V4_3_1);

        assertThat(kraft.did).isEmpty();
        assertThat(steps).isEmpty();
    }

    @Test
    void a_server_that_does_not_know_the_level_is_waited_for_and_named() throws Exception {
        kraft.servers.put("Broker 9", KafkaVersion.V3_9_2);
        kraft.clock.at(Duration.ofSeconds(40), () -> kraft.servers.remove("Broker 9"));

        run(KafkaVersion.V4_3_1);

        assertThat(steps)
                .startsWith("broker3 waiting metadata.version of 4.3.1: Invalid update version 1 for feature"
                        + " eligible.leader.replicas.version. Broker 9 does not support this feature.");
        assertThat(kraft.did).hasSize(1);
    }

    @Test
    void of_a_controller_that_has_left_it_is_said_what_to_do() {
        kraft.servers.put("Controller 10005", KafkaVersion.V3_9_2);

        assertThatThrownBy(() -> run(KafkaVersion.V4_3_1))
                .isInstanceOf(Failure.class)
                .hasMessage(
                        "roll-stuck broker3: still waiting for metadata.version of 4.3.1 after 60 s in which nothing"
                                + " changed: Invalid update version 1 for feature eligible.leader.replicas.version. Controller"
                                + " 10005 does not support this feature. It votes no more and stays registered: describe as"
                                + " many controllers as there were, and fewer again once this is finalised.");
    }

    @Test
    void without_an_answer_nothing_is_taken_for_done() {
        kraft.silent = true;

        assertThatThrownBy(() -> run(KafkaVersion.V3_9_2)).hasMessageContaining("the answer of the controllers");
    }

    private void run(KafkaVersion release) throws Failure, InterruptedException {
        Finalisation.run(kraft, release, "broker3", kraft.waiting(steps), FakeKraft.steps(steps));
    }
}
