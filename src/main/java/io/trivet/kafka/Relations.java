package io.trivet.kafka;

import java.util.List;

/** The relations between the settings of one Kafka version. */
public record Relations(List<Relation> brokers, List<Relation> topics) {
    public static final Relations NONE = new Relations(List.of(), List.of());

    public Relations {
        brokers = List.copyOf(brokers);
        topics = List.copyOf(topics);
    }
}
