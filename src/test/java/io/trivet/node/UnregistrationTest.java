package io.trivet.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trivet.operate.Failure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UnregistrationTest {
    private final FakeKraft kraft = new FakeKraft();
    private final FakeCluster cluster = FakeCluster.ofBrokers(3, "");
    private final List<String> steps = new ArrayList<>();

    @Test
    void a_broker_that_has_gone_is_taken_out_of_the_metadata_as_soon_as_the_controllers_can() throws Exception {
        cluster.kraft = kraft;
        kraft.busy.add("The request timed out.");

        run();

        assertThat(kraft.did).containsExactly("unregister 4");
        assertThat(steps)
                .containsExactly(
                        "broker4 waiting the end of its registration: The request timed out.", "broker4 unregistered");
    }

    @Test
    void what_keeps_the_controllers_from_it_is_said() {
        cluster.kraft = kraft;
        kraft.busy.addAll(Collections.nCopies(10_000, "no leader"));

        assertThatThrownBy(this::run)
                .hasMessage("roll-stuck broker4: still waiting for the end of its registration after 60 s in which"
                        + " nothing changed: no leader");
    }

    @Test
    void with_zookeeper_there_is_nothing_to_do() throws Exception {
        run();

        assertThat(steps).isEmpty();
    }

    private void run() throws Failure, InterruptedException {
        Unregistration.run("broker4", 4, cluster, kraft.waiting(steps), FakeKraft.steps(steps));
    }
}
