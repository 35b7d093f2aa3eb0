package io.trivet.rule;

import io.trivet.kafka.Catalogue;
import io.trivet.layout.PlannedTopic;
import io.trivet.layout.TopicDefaults;
import io.trivet.stack.DataSize;
import io.trivet.stack.Description;
import io.trivet.stack.Places;
import io.trivet.stack.Topic;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** What rules about replicas, topics and data ask of a cluster whose brokers are described, whoever runs them. */
interface Cluster extends Findings {
    /** As it was read. */
    Description<?> description();

    /** As described; the rules of dev are the most lenient. */
    default String environment() {
        return description().environment();
    }

    /** How many brokers, as described; what a serverless cluster counts as, where nobody sees any. */
    int nodes();

    /** Zones of the brokers, as described. */
    default List<String> zones() {
        return description().on().zones();
    }

    /** By name. */
    default SortedMap<String, Topic> topics() {
        return description().topics();
    }

    /** The same with nothing left open. */
    default List<PlannedTopic> plannedTopics() {
        return PlannedTopic.of(description());
    }

    /** What a topic gets that does not say how much. */
    default TopicDefaults topicDefaults() {
        return TopicDefaults.of(description().on());
    }

    /** Of AWS, as described. */
    default Optional<String> region() {
        return description().region();
    }

    @Override
    default boolean isProduction() {
        return description().isProduction();
    }

    @Override
    default Places places() {
        return description().places();
    }

    /** Settings of brokers that the description names. */
    SortedMap<String, String> described();

    /** What the brokers will have: Trivet's defaults, with what is described on top. */
    SortedMap<String, String> brokerSettings();

    /** The settings that can be described; empty for a version that Trivet does not know. */
    Optional<Catalogue> catalogue();

    /** What the volume of a broker can hold; empty where nothing fills up. */
    Optional<DataSize> volume();

    /** Where that size is described. */
    default String volumePath() {
        return "brokers.volume.size";
    }

    /** Whether a ZooKeeper ensemble holds the metadata. */
    boolean usesZooKeeper();

    /** Whether a broker setting of this name can be described at all. */
    default boolean takes(String key) {
        return catalogue().map(known -> known.broker(key).isPresent()).orElse(true);
    }

    /** Whether a topic setting of this name can be described at all. */
    default boolean topicsTake(String key) {
        return catalogue().map(known -> known.topic(key).isPresent()).orElse(true);
    }
}
