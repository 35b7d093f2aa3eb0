package io.trivet.rule;

import io.trivet.kafka.Replicas;
import io.trivet.layout.PlannedTopic;
import io.trivet.platform.msk.MskInstance;
import io.trivet.platform.msk.MskQuotas;
import io.trivet.stack.MskType;

/** Replicas of topics where Amazon MSK decides, and how many partitions a type of broker carries. */
final class MskTopicRules {
    /** Of the topics of offsets and of transactions. */
    private static final int INTERNAL_PARTITIONS = 100;

    private MskTopicRules() {}

    static void check(MskSubject subject) {
        TopicRules.check(subject);
        if (subject.type() == MskType.STANDARD) {
            DurabilityRules.check(subject);
        } else {
            subject.topics()
                    .forEach((name, topic) -> topic.replicas()
                            .filter(replicas -> replicas != Replicas.COUNT)
                            .ifPresent(replicas -> subject.error(
                                    Rule.MSK_TOPIC_REPLICAS,
                                    "topics." + name + ".replicas",
                                    "" + replicas,
                                    "be 3: " + subject.type().title()
                                            + " makes three of every topic, whatever it is asked for",
                                    "write 3, or remove it")));
        }
        subject.instance().ifPresent(instance -> load(subject, instance));
        if (subject.type() == MskType.SERVERLESS) {
            serverless(subject);
        }
    }

    private static void load(MskSubject subject, MskInstance instance) {
        if (subject.nodes() < 1) {
            return;
        }
        long replicas =
                subject.plannedTopics().stream().mapToLong(PlannedTopic::copies).sum();
        long each =
                (replicas + (long) INTERNAL_PARTITIONS * subject.topicDefaults().replicas()) / subject.nodes();
        String found = each + " replicas a broker, Kafka's own topics among them";
        if (each > instance.maxPartitions()) {
            subject.error(
                    Rule.MSK_PARTITIONS_MAX,
                    "topics",
                    found,
                    "be " + instance.maxPartitions() + " at most on " + instance.instance()
                            + ": beyond, MSK changes neither settings, nor type, nor users of the cluster",
                    "describe fewer partitions, more brokers, or a larger brokers.instance");
        } else if (each > instance.recommendedPartitions()) {
            subject.warning(
                    Rule.MSK_PARTITIONS_RECOMMENDED,
                    "topics",
                    found,
                    "be " + instance.recommendedPartitions() + " at most on " + instance.instance()
                            + ", what AWS recommends",
                    "describe fewer partitions, more brokers, or a larger brokers.instance");
        }
    }

    private static void serverless(MskSubject subject) {
        long all = 0;
        long compacted = 0;
        for (PlannedTopic topic : subject.plannedTopics()) {
            long partitions = Math.max(0, topic.partitions());
            all += partitions;
            if (topic.settings().getOrDefault("cleanup.policy", "delete").contains("compact")) {
                compacted += partitions;
            }
        }
        if (all > MskQuotas.SERVERLESS_PARTITIONS) {
            subject.error(
                    Rule.MSK_PARTITIONS_MAX,
                    "topics",
                    all + " partitions",
                    "be " + MskQuotas.SERVERLESS_PARTITIONS + " at most, the quota of MSK Serverless",
                    "describe fewer partitions, or take msk.type express");
        }
        if (compacted > MskQuotas.SERVERLESS_COMPACTED) {
            subject.error(
                    Rule.MSK_PARTITIONS_MAX,
                    "topics",
                    compacted + " partitions that are compacted",
                    "be " + MskQuotas.SERVERLESS_COMPACTED + " at most, the quota of MSK Serverless",
                    "describe fewer partitions, or take msk.type express");
        }
    }
}
