package io.trivet.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.KafkaVersion;
import io.trivet.layout.PlannedTopic;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class TopicDeltaTest {
    private static final Catalogue KAFKA = Catalogue.of(KafkaVersion.V4_3_1);
    private static final TopicDelta NOTHING = new TopicDelta(List.of(), List.of());
    private static final ObservedTopic ORDERS = new ObservedTopic(
            "orders", 6, 3, new TreeMap<>(Map.of("retention.ms", "604800000", "cleanup.policy", "delete")));

    private static PlannedTopic orders(int partitions, int replicas, Map<String, String> settings) {
        return new PlannedTopic("orders", partitions, replicas, new TreeMap<>(settings));
    }

    private static TopicDelta delta(ObservedTopic seen, PlannedTopic wanted) {
        return TopicDelta.between(List.of(seen), List.of(wanted), KAFKA);
    }

    @Test
    void a_topic_that_is_as_described_needs_nothing_however_its_values_are_spelt() {
        assertThat(delta(ORDERS, orders(6, 3, Map.of("retention.ms", " 604800000"))))
                .isEqualTo(NOTHING);
    }

    @Test
    void topics_and_settings_that_are_not_described_are_left_alone() {
        assertThat(TopicDelta.between(List.of(ORDERS), List.of(), KAFKA)).isEqualTo(NOTHING);
        assertThat(delta(ORDERS, orders(6, 3, Map.of()))).isEqualTo(NOTHING);
    }

    @Test
    void what_is_missing_is_made_and_what_differs_is_set_in_the_order_of_names() {
        PlannedTopic fresh = new PlannedTopic("archive", 3, 3, new TreeMap<>());

        TopicDelta delta = TopicDelta.between(
                List.of(ORDERS), List.of(orders(9, 3, Map.of("retention.ms", "3600000")), fresh), KAFKA);

        assertThat(delta.refusals()).isEmpty();
        assertThat(delta.steps())
                .containsExactly(
                        new TopicStep.Creation(fresh),
                        new TopicStep.Growth("orders", 6, 9),
                        new TopicStep.Change("orders", "retention.ms", "604800000", "3600000"));
    }

    @Test
    void partitions_are_never_taken_away_and_replicas_never_moved_by_this() {
        TopicDelta delta = delta(ORDERS, orders(3, 2, Map.of()));

        assertThat(delta.steps()).isEmpty();
        assertThat(delta.refusals())
                .extracting(TopicDelta.Refusal::id)
                .containsExactly("topic-shrink", "topic-replicas");
    }

    @Test
    void a_compacted_topic_keeps_its_partitions() {
        ObservedTopic compacted =
                new ObservedTopic("orders", 6, 3, new TreeMap<>(Map.of("cleanup.policy", "compact,delete")));

        assertThat(delta(compacted, orders(9, 3, Map.of())).refusals())
                .extracting(TopicDelta.Refusal::id)
                .containsExactly("topic-keys");
    }

    @Test
    void a_retention_that_shrinks_is_told_from_one_that_grows() {
        assertThat(new TopicStep.Change("orders", "retention.ms", "-1", "3600000").keepsLess())
                .isTrue();
        assertThat(new TopicStep.Change("orders", "retention.bytes", "2000", "1000").keepsLess())
                .isTrue();
        assertThat(new TopicStep.Change("orders", "retention.ms", "3600000", "-1").keepsLess())
                .isFalse();
        assertThat(new TopicStep.Change("orders", "retention.ms", "1000", "2000").keepsLess())
                .isFalse();
        assertThat(new TopicStep.Change("orders", "segment.ms", "2000", "1000").keepsLess())
                .isFalse();
    }
}
