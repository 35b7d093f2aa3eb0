package io.trivet.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PartitionGuidelineTest {
    @Test
    void the_table_for_one_to_fifteen_brokers() {
        assertThat(IntStream.rangeClosed(1, 15).map(PartitionGuideline::partitions))
                .containsExactly(3, 6, 9, 12, 15, 18, 18, 18, 18, 20, 22, 24, 26, 28, 30);
    }

    @Test
    void the_number_never_falls_as_a_cluster_grows() {
        assertThat(IntStream.rangeClosed(1, 500)
                        .map(PartitionGuideline::partitions)
                        .boxed())
                .isSorted();
    }

    @Test
    void three_a_broker_under_six_and_two_a_broker_over_twelve() {
        assertThat(IntStream.range(1, 6)).allMatch(brokers -> PartitionGuideline.partitions(brokers) == 3 * brokers);
        assertThat(IntStream.range(13, 500)).allMatch(brokers -> PartitionGuideline.partitions(brokers) == 2 * brokers);
    }

    @Test
    void clusters_that_fill_three_zones_evenly_lead_as_many_partitions_on_each_broker() {
        assertThat(List.of(3, 6, 9, 12, 15, 30))
                .allMatch(brokers -> PartitionGuideline.partitions(brokers) % brokers == 0);
    }
}
