package io.trivet.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.gen.Least;
import io.trivet.gen.Plain;
import io.trivet.gen.Sample;
import io.trivet.platform.MonthlyCost;
import io.trivet.platform.Prices;
import io.trivet.platform.Reason;
import io.trivet.platform.Risk;
import io.trivet.rule.Rules;
import io.trivet.stack.Description;
import io.trivet.stack.MskType;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for what a month costs. */
final class CostLawsTest {
    private static final Prices PRICES = Prices.read();

    static Stream<Sample> clusters() {
        return Stream.of(Plain.kraft(), Plain.zooKeeper(), Least.onMsk(MskType.STANDARD), Least.onMsk(MskType.EXPRESS))
                .map(sample -> sample.with("traffic.ingress", "20MiB/s"));
    }

    private static double cost(Sample sample) {
        Description<?> description = sample.reading().description().orElseThrow();
        return Plan.of(description).cost(description.on().traffic(), PRICES).dollars();
    }

    @ParameterizedTest
    @MethodSource("clusters")
    void what_is_more_is_never_cheaper(Sample cluster) {
        for (int nodes = 3; nodes < 60; nodes += 3) {
            Sample some = cluster.with("brokers.nodes", nodes);
            double cost = cost(some);

            assertThat(cost(some.with("brokers.nodes", nodes + 3))).isGreaterThan(cost);
            assertThat(cost(some.with("traffic.ingress", "40MiB/s"))).isGreaterThan(cost);
            assertThat(cost(some.with("traffic.consumerGroups", 5))).isGreaterThanOrEqualTo(cost);
            if (some.get("brokers.volume").isPresent()) {
                assertThat(cost(some.with("brokers.volume.size", "2TiB"))).isGreaterThan(cost);
                assertThat(cost(some.with("brokers.volume.throughput", "300MiB/s")))
                        .isGreaterThan(cost);
            }
            if (some.get("msk").isEmpty()) {
                assertThat(cost(some.with("brokers.volumes", 2))).isGreaterThan(cost);
                assertThat(cost(some.with("brokers.volumes", 1))).isEqualTo(cost);
            }
            assertThat(cost(some.with("brokers.instance", "m7g.2xlarge"))).isGreaterThan(cost);
        }
    }

    @ParameterizedTest
    @MethodSource("clusters")
    void it_is_the_sum_of_its_items_and_twice_the_brokers_cost_twice(Sample cluster) {
        Description<?> description = cluster.reading().description().orElseThrow();
        MonthlyCost cost = Plan.of(description).cost(description.on().traffic(), PRICES);

        assertThat(cost.items().stream()
                        .mapToDouble(item -> item.dollars().orElse(0.0))
                        .sum())
                .isEqualTo(cost.dollars());
        assertThat(cost(cluster.with("brokers.nodes", 12)) - cost(cluster.with("brokers.nodes", 6)))
                .isCloseTo(
                        cost(cluster.with("brokers.nodes", 18)) - cost(cluster.with("brokers.nodes", 12)),
                        Offset.offset(0.01));
    }

    @Test
    void another_size_of_volumes_that_msk_grows_costs_nothing_and_changes_nothing() {
        Sample before = Least.onMsk(MskType.STANDARD).with("msk.storage.autoscaling.max", "8TiB");
        for (String size : List.of("500GiB", "1025GiB", "2TiB", "4TiB")) {
            Comparison comparison = Comparison.of(
                    "prod",
                    Rules.check(before.reading()),
                    Rules.check(before.with("brokers.volume.size", size).reading()),
                    PRICES);

            assertThat(comparison.delta().changes()).singleElement().satisfies(change -> {
                assertThat(change.reason()).isEqualTo(Reason.VOLUME_SIZE_KEPT);
                assertThat(change.reason().sentence()).contains("changes nothing and costs nothing");
                assertThat(change.risk()).isEqualTo(Risk.NONE);
            });
            assertThat(comparison.rollout().steps()).isEmpty();
            assertThat(comparison.costAfter()).isEqualTo(comparison.costBefore());
        }
    }
}
