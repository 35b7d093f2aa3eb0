package io.trivet.operate;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.SettingEdit;
import io.trivet.layout.PlannedTopic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a cluster must be told so that its topics are what is described: only what is missing or differs. Topics and
 * settings that are not described are left alone.
 *
 * @param steps that can be taken, by topic
 * @param refusals what cannot be brought about on a topic that holds records, by topic
 */
public record TopicDelta(List<TopicStep> steps, List<Refusal> refusals) {
    private static final String POLICY = "cleanup.policy";

    public TopicDelta {
        steps = List.copyOf(steps);
        refusals = List.copyOf(refusals);
    }

    /**
     * A description that a topic cannot follow; the parts complete "was …", "but it must …" and "Mend: …".
     *
     * @param key of the description beneath the topic
     * @param found what is described, beside what is there
     */
    public record Refusal(String id, String topic, String key, String found, String must, String mend) {}

    /**
     * From what is there to what is wanted.
     *
     * @param catalogue by which two texts are told to be one value
     */
    public static TopicDelta between(
            Collection<ObservedTopic> seen, Collection<PlannedTopic> wanted, Catalogue catalogue) {
        SortedMap<String, ObservedTopic> there = new TreeMap<>();
        seen.forEach(topic -> there.put(topic.name(), topic));
        SortedMap<String, PlannedTopic> described = new TreeMap<>();
        wanted.forEach(topic -> described.put(topic.name(), topic));
        List<TopicStep> steps = new ArrayList<>();
        List<Refusal> refusals = new ArrayList<>();
        for (PlannedTopic topic : described.values()) {
            ObservedTopic now = there.get(topic.name());
            if (now == null) {
                steps.add(new TopicStep.Creation(topic));
                continue;
            }
            partitions(now, topic, steps, refusals);
            if (now.replicas() != topic.replicas()) {
                refusals.add(new Refusal(
                        "topic-replicas",
                        topic.name(),
                        "replicas",
                        topic.replicas() + ", where the topic has " + now.replicas(),
                        "be " + now.replicas() + ", until each partition has been given the other number",
                        "write replicas: " + now.replicas() + ", or run trivet operate replication first"));
            }
            topic.settings().forEach((name, value) -> {
                String is = now.settings().getOrDefault(name, "");
                boolean same = catalogue
                        .topic(name)
                        .map(setting -> SettingEdit.same(setting, is, value))
                        .orElse(is.equals(value));
                if (!same || !now.settings().containsKey(name)) {
                    steps.add(new TopicStep.Change(topic.name(), name, is, value));
                }
            });
        }
        return new TopicDelta(steps, refusals);
    }

    private static void partitions(
            ObservedTopic now, PlannedTopic topic, List<TopicStep> steps, List<Refusal> refusals) {
        if (topic.partitions() < now.partitions()) {
            refusals.add(new Refusal(
                    "topic-shrink",
                    topic.name(),
                    "partitions",
                    topic.partitions() + ", where the topic has " + now.partitions(),
                    "be at least " + now.partitions() + ": Kafka cannot take partitions away",
                    "write partitions: " + now.partitions() + ", or describe a new topic and copy the records"));
        } else if (topic.partitions() > now.partitions()) {
            if (now.settings().getOrDefault(POLICY, "").contains("compact")) {
                refusals.add(new Refusal(
                        "topic-keys",
                        topic.name(),
                        "partitions",
                        topic.partitions() + ", where the topic has " + now.partitions(),
                        "keep its number while it is compacted: a key goes to another partition than its older records,"
                                + " which are then never replaced",
                        "write partitions: " + now.partitions() + ", or describe a new topic and copy the records"));
            } else {
                steps.add(new TopicStep.Growth(topic.name(), now.partitions(), topic.partitions()));
            }
        }
    }
}
