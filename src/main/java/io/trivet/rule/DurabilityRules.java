package io.trivet.rule;

import io.trivet.kafka.Replicas;
import io.trivet.stack.Topic;
import java.util.SortedMap;

/** Replicas, in-sync replicas and elections: what an acknowledged record survives. */
final class DurabilityRules {
    private DurabilityRules() {}

    static void check(Cluster subject) {
        SortedMap<String, String> settings = subject.brokerSettings();
        for (String key : new String[] {
            "default.replication.factor", "offsets.topic.replication.factor", "transaction.state.log.replication.factor"
        }) {
            Numbers.of(subject.described(), key)
                    .ifPresent(replicas -> replicas(subject, "brokers.settings." + key, replicas));
        }
        long replicas = Numbers.of(settings, "default.replication.factor").orElse(1L);
        Numbers.of(settings, "min.insync.replicas")
                .ifPresent(min -> minInsync(subject, "brokers.settings.min.insync.replicas", min, replicas));
        transactions(subject, settings);
        if ("true".equals(settings.get("unclean.leader.election.enable"))) {
            unclean(subject, "brokers.settings.unclean.leader.election.enable");
        }
        subject.topics().forEach((name, topic) -> topic(subject, name, topic, settings));
    }

    private static void topic(Cluster subject, String name, Topic topic, SortedMap<String, String> settings) {
        String path = "topics." + name;
        int replicas = topic.replicas().orElse(subject.topicDefaults().replicas());
        topic.replicas().ifPresent(count -> replicas(subject, path + ".replicas", count));
        String key = "min.insync.replicas";
        boolean own = topic.settings().containsKey(key);
        if (own || topic.replicas().isPresent()) {
            String place = own ? path + ".settings." + key : path + ".replicas";
            Numbers.of(own ? topic.settings() : settings, key)
                    .ifPresent(min -> minInsync(subject, place, min, replicas));
        }
        if ("true".equals(topic.settings().get("unclean.leader.election.enable"))) {
            unclean(subject, path + ".settings.unclean.leader.election.enable");
        }
    }

    private static void replicas(Cluster subject, String path, long replicas) {
        int brokers = subject.nodes();
        int zones = subject.zones().size();
        if (replicas < 1) {
            subject.error(
                    Rule.REPLICAS_SINGLE, path, "" + replicas, "be at least 1, and 3 to survive a zone", "write 3");
        } else if (replicas > brokers && brokers > 0) {
            subject.error(
                    Rule.REPLICAS_OVER_BROKERS,
                    path,
                    "" + replicas,
                    "be " + brokers + " at most, the number of brokers: each replica needs one of its own",
                    "write " + brokers + ", or describe more brokers");
        } else if (replicas > Math.max(zones, Replicas.COUNT)) {
            subject.warning(
                    Rule.REPLICAS_OVER_ZONES,
                    path,
                    "" + replicas,
                    "be " + zones + " at most, the number of zones: the loss of one takes two replicas",
                    "write " + zones);
        } else if (replicas == 1 && brokers > 1) {
            subject.errorInProduction(
                    Rule.REPLICAS_SINGLE,
                    path,
                    "1",
                    "be at least 2, and 3 in production: with one replica any restart is an outage and any lost disk is"
                            + " lost data",
                    "write 3");
        }
    }

    /** Replicas that are too few themselves are another rule's concern. */
    static void minInsync(Findings subject, String path, long min, long replicas) {
        if (replicas < 1) {
            return;
        }
        if (min > replicas) {
            subject.error(
                    Rule.MIN_INSYNC_OVER_REPLICAS,
                    path,
                    "min.insync.replicas " + min + " with " + replicas + " replicas",
                    "be less than the replicas: no write with acks=all can ever succeed",
                    replicas > 1 ? "write min.insync.replicas: " + (replicas - 1) : "describe 3 replicas");
        } else if (min == replicas && replicas > 1) {
            subject.error(
                    Rule.MIN_INSYNC_ALL,
                    path,
                    "min.insync.replicas " + min + " with " + replicas + " replicas",
                    "be less than the replicas: one broker that restarts would stop all writes",
                    "write min.insync.replicas: " + (replicas - 1));
        } else if (min == 1 && replicas >= Replicas.COUNT && subject.isProduction()) {
            subject.warning(
                    Rule.MIN_INSYNC_ONE,
                    path,
                    "min.insync.replicas 1 with " + replicas + " replicas",
                    "be 2: an acknowledged record may live on one broker only",
                    "write min.insync.replicas: 2");
        }
    }

    private static void transactions(Cluster subject, SortedMap<String, String> settings) {
        long replicas =
                Numbers.of(settings, "transaction.state.log.replication.factor").orElse((long) Replicas.COUNT);
        long min = Numbers.of(settings, "transaction.state.log.min.isr").orElse(2L);
        if (replicas < 1) {
            return;
        }
        if (min > replicas) {
            subject.error(
                    Rule.TRANSACTION_MIN_INSYNC,
                    "brokers.settings.transaction.state.log.min.isr",
                    "" + min,
                    "be " + replicas + " at most, its replicas: no idempotent or transactional producer could start",
                    "write " + Math.max(1, replicas - 1));
        }
    }

    static void unclean(Findings subject, String path) {
        subject.errorInProduction(
                Rule.UNCLEAN_ELECTION,
                path,
                "true",
                "be false: a replica that lags could become leader and drop acknowledged records",
                "remove it");
    }
}
