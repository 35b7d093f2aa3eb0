package io.trivet.operate.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.operate.status.ZoneLoss.Answer;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws of zones that are lost: what is said before is what a simulated cluster comes to. */
final class ZoneLossTest {
    private static final int CLUSTERS = 2000;

    static LongStream seeds() {
        return LongStream.range(0, CLUSTERS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_is_said_of_a_zone_is_what_becomes_of_the_cluster_without_it(long seed) {
        for (String zone : new Simulated(new Random(seed)).zones()) {
            Simulated cluster = new Simulated(new Random(seed));
            ZoneLoss said = Status.of(cluster.sight(), cluster.expected()).zones().stream()
                    .filter(loss -> loss.zone().equals(zone))
                    .findFirst()
                    .orElseThrow();
            boolean gone = cluster.isGone(zone);

            cluster.lose(zone, new Random(~seed));

            assertThat(said.offline()).isEqualTo(cluster.leaderless(zone));
            assertThat(said.underMin()).isEqualTo(cluster.unwritable(zone));
            assertThat(said.decides()).isEqualTo(cluster.decides());
            boolean harmless = said.offline().isEmpty() && said.underMin().isEmpty() && said.decides();
            assertThat(said.answer()).isEqualTo(gone ? Answer.GONE : harmless ? Answer.YES : Answer.NO);
            assertThat(said.why().isEmpty()).isEqualTo(harmless);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_cluster_is_well_when_all_is_there_and_each_zone_may_be_lost(long seed) {
        Simulated cluster = new Simulated(new Random(seed));
        Status status = Status.of(cluster.sight(), cluster.expected());

        assertThat(status.isWell())
                .isEqualTo(status.zones().stream().allMatch(zone -> zone.answer() == Answer.YES)
                        && status.partitions().offline().isEmpty()
                        && status.partitions().underReplicated().isEmpty()
                        && status.sight()
                                .metadata()
                                .present()
                                .equals(status.expected().voters().keySet())
                        && status.sight()
                                .racks()
                                .keySet()
                                .equals(status.expected().brokers().keySet())
                        && status.sight().silent().isEmpty());
    }
}
