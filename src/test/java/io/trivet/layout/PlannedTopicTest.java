package io.trivet.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.gen.ForEachSample;
import io.trivet.gen.Sample;
import io.trivet.kafka.Replicas;
import io.trivet.stack.Description;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a topic comes to on each platform. */
final class PlannedTopicTest {
    private static final String SILENT = "topics: {orders: {}}";
    private static final String SPOKEN = "topics: {orders: {partitions: 7, replicas: 2, settings: {retention.ms: 1}}}";

    private static PlannedTopic only(Description<?> description) {
        assertThat(PlannedTopic.of(description)).hasSize(1);
        return PlannedTopic.of(description).get(0);
    }

    @ParameterizedTest
    @CsvSource({"1, 3, 1", "2, 6, 2", "3, 9, 3", "6, 18, 3", "30, 60, 3"})
    void brokers_of_our_own_are_counted(int brokers, int partitions, int replicas) {
        PlannedTopic topic = only(Described.onEc2(brokers, SILENT));

        assertThat(topic.partitions()).isEqualTo(partitions);
        assertThat(topic.replicas()).isEqualTo(replicas);
    }

    @ParameterizedTest
    @CsvSource({"standard, 2, 2, 6, 2", "standard, 3, 3, 9, 3", "standard, 3, 6, 18, 3", "express, 3, 3, 9, 3"})
    void msk_counts_its_brokers_and_a_standard_cluster_its_zones(
            String type, int zones, int brokers, int partitions, int replicas) {
        PlannedTopic topic = only(Described.onMsk(type, zones, brokers, SILENT));

        assertThat(topic.partitions()).isEqualTo(partitions);
        assertThat(topic.replicas()).isEqualTo(replicas);
    }

    @Test
    void a_serverless_cluster_counts_as_a_broker_in_each_zone() {
        assertThat(only(Described.serverless(SILENT))).isEqualTo(only(Described.onMsk("express", 3, 3, SILENT)));
    }

    @Test
    void a_service_has_brokers_that_cannot_be_counted() {
        PlannedTopic topic = only(Described.onService(SILENT));

        assertThat(topic.partitions()).isZero();
        assertThat(topic.copies()).isZero();
        assertThat(topic.replicas()).isEqualTo(Replicas.COUNT);
    }

    @Test
    void what_is_described_is_taken_on_every_platform() {
        PlannedTopic topic = only(Described.onEc2(6, SPOKEN));

        assertThat(topic.partitions()).isEqualTo(7);
        assertThat(topic.copies()).isEqualTo(14);
        assertThat(topic.settings()).containsOnlyKeys("retention.ms");
        assertThat(only(Described.onMsk("standard", 3, 6, SPOKEN))).isEqualTo(topic);
        assertThat(only(Described.serverless(SPOKEN))).isEqualTo(topic);
        assertThat(only(Described.onService(SPOKEN))).isEqualTo(topic);
    }

    @Test
    void topics_are_sorted_by_name() {
        assertThat(PlannedTopic.of(Described.onEc2(3, "topics: {b: {}, a.b: {}, a: {}}")))
                .extracting(PlannedTopic::name)
                .containsExactly("a", "a.b", "b");
    }

    @ForEachSample
    void a_topic_that_says_nothing_fits_on_the_brokers(Sample sample) {
        TopicDefaults defaults = TopicDefaults.of(sample.description().on());

        assertThat(defaults.replicas()).isBetween(1, Math.min(Replicas.COUNT, sample.nodes("brokers")));
        assertThat(defaults.partitions()).isEqualTo(PartitionGuideline.partitions(sample.nodes("brokers")));
    }
}
