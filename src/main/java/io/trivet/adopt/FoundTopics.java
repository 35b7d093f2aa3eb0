package io.trivet.adopt;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.OwnTopics;
import io.trivet.kafka.SettingEdit;
import io.trivet.operate.found.FoundCluster;
import io.trivet.operate.found.FoundTopic;
import io.trivet.problem.Words;
import io.trivet.stack.Topic;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * The topics that must be described for a cluster to have what it has: partitions and replicas as numbers, so that no
 * guideline moves them, and the settings that each was given.
 *
 * <p>Where a topic is described already, a setting of it that the topic has from elsewhere with the same value is no
 * difference, and a value is spelt as it is there.
 *
 * @param refused why a topic may not be described with a setting; empty where it may
 * @param described topics by name, as they are described already
 * @param catalogue by which two texts are told to be one value
 */
record FoundTopics(
        BiFunction<String, String, Optional<String>> refused, SortedMap<String, Topic> described, Catalogue catalogue) {
    /** That of {@code trivet local up}, by which it proves that a cluster serves. */
    private static final String PROBE = "trivet.probe";

    SortedMap<String, Topic> of(FoundCluster found, List<Gap> gaps) {
        SortedMap<String, Topic> topics = new TreeMap<>();
        for (FoundTopic topic : found.topics()) {
            if (topic.internal() || OwnTopics.settings(topic.name()).isPresent()) {
                gaps.add(Gap.leftOut(
                        "internal topic",
                        topic.name() + ", " + Words.count(topic.partitions(), "partition")
                                + ": Kafka makes it, by the settings of the brokers"));
            } else if (!topic.name().equals(PROBE)) {
                topics.put(topic.name(), described(topic, gaps));
            }
        }
        return Collections.unmodifiableSortedMap(topics);
    }

    private Topic described(FoundTopic topic, List<Gap> gaps) {
        int replicas = topic.replicas().isEmpty() ? 1 : topic.replicas().get(0);
        long others =
                topic.replicas().stream().filter(count -> count != replicas).count();
        if (others > 0) {
            gaps.add(Gap.leftOut(
                    "uneven topic",
                    topic.name() + ": " + others + " of " + Words.count(topic.partitions(), "partition")
                            + " with another number than " + Words.count(replicas, "replica")
                            + "; a reassignment may be going on"));
        }
        SortedMap<String, String> settings = new TreeMap<>();
        topic.settings().forEach((name, value) -> {
            Optional<String> why = refused.apply(name, value);
            if (why.isPresent()) {
                gaps.add(Gap.leftOut("setting", name + "=" + value + " of topic " + topic.name() + ": " + why.get()));
            } else {
                settings.put(name, value);
            }
        });
        Topic already = described.get(topic.name());
        if (already != null) {
            already.settings().forEach((name, value) -> {
                String is =
                        topic.settings().getOrDefault(name, topic.inherited().getOrDefault(name, ""));
                boolean same = catalogue
                        .topic(name)
                        .map(setting -> SettingEdit.same(setting, is, value))
                        .orElse(is.equals(value));
                if (same) {
                    settings.put(name, value);
                }
            });
        }
        return new Topic(
                Optional.of(topic.partitions()), Optional.of(replicas), Collections.unmodifiableSortedMap(settings));
    }
}
