package io.trivet.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.kafka.Right;
import io.trivet.operate.Failure;
import io.trivet.operate.Waiting;
import io.trivet.security.Grant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What workers are let do before they start. */
final class AllowanceTest {
    private static final Grant GROUP = Grant.of(Grant.Kind.GROUP, "connect-films", Right.READ);
    private static final Grant TOPIC = Grant.of(Grant.Kind.TOPIC, "connect-films-status", Right.WRITE);

    private final List<String> steps = new ArrayList<>();
    private final FakeCluster cluster = FakeCluster.ofWorkers("");

    @Test
    void what_is_missing_is_given_and_told_and_what_is_there_stays() throws Exception {
        cluster.allowed.add(GROUP);

        give();
        give();

        assertThat(cluster.did).containsExactly("allow connect [write topic connect-films-status]");
        assertThat(steps).endsWith("broker3 allowed connect may write topic connect-films-status");
    }

    @Test
    void brokers_that_refuse_are_asked_until_they_do_not() throws Exception {
        cluster.refusal = "no controller";
        cluster.clock.at(Duration.ofSeconds(40), () -> cluster.refusal = "");

        give();

        assertThat(cluster.allowed).containsExactly(TOPIC, GROUP);
        assertThat(steps)
                .startsWith("broker3 waiting the rights of connect: no controller")
                .endsWith(
                        "broker3 allowed connect may write topic connect-films-status",
                        "broker3 allowed connect may read group connect-films");
    }

    private void give() throws Failure, InterruptedException {
        Steps hears = (node, step, detail) -> steps.add(node + " " + step + " " + detail);
        Waiting waiting = StepWaiter.waiting(cluster, hears, Duration.ofMinutes(10), cluster.clock);
        Allowance.give(cluster, "connect", new TreeSet<>(List.of(GROUP, TOPIC)), "broker3", waiting, hears);
    }
}
