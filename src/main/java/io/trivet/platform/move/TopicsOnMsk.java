package io.trivet.platform.move;

import io.trivet.kafka.Replicas;
import io.trivet.layout.PartitionGuideline;
import io.trivet.platform.msk.MskQuotas;
import io.trivet.stack.MskType;
import io.trivet.stack.Topic;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The topics of a cluster on EC2 as they would be on MSK. */
record TopicsOnMsk(Flavour flavour, SortedMap<String, Topic> described, Losses losses) {
    SortedMap<String, Topic> moved(int brokersBefore, int brokersAfter) {
        SortedMap<String, Topic> topics =
                new TreeMap<>(losses.topics(described, brokersBefore, brokersAfter, this::replicas, flavour::topic));
        if (flavour.type() == MskType.SERVERLESS) {
            withinQuota(topics);
        }
        return Collections.unmodifiableSortedMap(topics);
    }

    private Optional<Integer> replicas(String name, Topic topic) {
        Optional<Integer> fits =
                topic.replicas().filter(replicas -> flavour.type() == MskType.STANDARD || replicas == Replicas.COUNT);
        if (fits.isEmpty()) {
            losses.remove(
                    "topics." + name + ".replicas",
                    topic.replicas(),
                    flavour.title() + " makes three replicas of every topic, whatever it is asked for.");
        }
        return fits;
    }

    /** Halves the widest of the compacted topics until their quota holds, then the widest of all. */
    private void withinQuota(SortedMap<String, Topic> topics) {
        SortedMap<String, Integer> compacted = new TreeMap<>();
        SortedMap<String, Integer> partitions = new TreeMap<>();
        topics.forEach((name, topic) -> {
            String policy = topic.settings().getOrDefault("cleanup.policy", "delete");
            (policy.contains("compact") ? compacted : partitions).put(name, partitions(topic));
        });
        narrow(compacted, MskQuotas.SERVERLESS_COMPACTED);
        partitions.putAll(compacted);
        narrow(partitions, MskQuotas.SERVERLESS_PARTITIONS);
        topics.replaceAll((name, topic) -> {
            int count = partitions.getOrDefault(name, 0);
            if (count == partitions(topic)) {
                return topic;
            }
            losses.add(
                    "topics." + name + ".partitions",
                    partitions(topic),
                    flavour.title() + " has " + MskQuotas.SERVERLESS_PARTITIONS + " partitions at most, "
                            + MskQuotas.SERVERLESS_COMPACTED + " of them compacted.",
                    "write " + count + ", or take msk.type express");
            return new Topic(Optional.of(count), topic.replicas(), topic.settings());
        });
    }

    private static int partitions(Topic topic) {
        return topic.partitions().orElse(PartitionGuideline.partitions(Replicas.ZONES));
    }

    private static void narrow(SortedMap<String, Integer> partitions, int most) {
        while (partitions.values().stream().mapToLong(Integer::longValue).sum() > most) {
            Map.Entry<String, Integer> widest = Collections.max(partitions.entrySet(), Map.Entry.comparingByValue());
            if (widest.getValue() <= 1) {
                return;
            }
            widest.setValue(widest.getValue() / 2);
        }
    }
}
