package io.trivet.rule;

import io.trivet.kafka.Numbers;
import io.trivet.kafka.Replicas;
import io.trivet.platform.Section;
import io.trivet.platform.Subject;
import io.trivet.stack.Topic;
import java.util.List;
import java.util.SortedMap;

/** Replicas, in-sync replicas and elections: what an acknowledged record survives. */
final class DurabilityRules {
    private static final String MIN_INSYNC = "min.insync.replicas";
    private static final String UNCLEAN = "unclean.leader.election.enable";
    /** How many replicas there are, the first of all topics. */
    private static final List<String> FACTORS = List.of(
            "default.replication.factor",
            "offsets.topic.replication.factor",
            "transaction.state.log.replication.factor");

    private DurabilityRules() {}

    static void check(Subject subject) {
        SortedMap<String, String> settings = subject.brokerSettings();
        subject.described().keySet().stream()
                .filter(key -> FACTORS.contains(key) && subject.takes(key))
                .forEach(key -> Numbers.of(settings, key)
                        .ifPresent(replicas -> replicas(subject, "brokers.settings." + key, replicas)));
        long replicas = Numbers.of(settings, "default.replication.factor").orElse(1L);
        Numbers.of(settings, MIN_INSYNC)
                .ifPresent(min -> minInsync(subject, "brokers.settings." + MIN_INSYNC, min, replicas));
        transactions(subject, settings);
        unclean(subject, "brokers.settings.", settings);
        subject.sections().stream()
                .filter(section -> !section.server().broker())
                .forEach(section -> controllers(subject, section));
        subject.description().topics().forEach((name, topic) -> topic(subject, "topics." + name, topic));
    }

    /** What controllers are told apart from the brokers decides for the topics that they make. */
    private static void controllers(Subject subject, Section section) {
        SortedMap<String, String> described = section.described();
        Numbers.of(described, FACTORS.get(0))
                .ifPresent(replicas -> replicas(subject, section.at(FACTORS.get(0)), replicas));
        String key = described.containsKey(MIN_INSYNC) ? MIN_INSYNC : FACTORS.get(0);
        if (described.containsKey(key)) {
            long replicas = Numbers.of(section.effective(), FACTORS.get(0)).orElse(1L);
            Numbers.of(section.effective(), MIN_INSYNC)
                    .ifPresent(min -> minInsync(subject, section.at(key), min, replicas));
        }
        unclean(subject, section.at(""), described);
    }

    private static void topic(Subject subject, String path, Topic topic) {
        topic.replicas()
                .ifPresent(count -> subject.refusal(count)
                        .ifPresentOrElse(
                                refusal -> subject.report(path + ".replicas", refusal),
                                () -> replicas(subject, path + ".replicas", count)));
        boolean own = topic.settings().containsKey(MIN_INSYNC);
        if (own ? subject.topicsTake(MIN_INSYNC) : topic.replicas().isPresent() && subject.takes(FACTORS.get(0))) {
            Numbers.of(own ? topic.settings() : subject.brokerSettings(), MIN_INSYNC)
                    .ifPresent(min -> minInsync(
                            subject,
                            own ? path + ".settings." + MIN_INSYNC : path + ".replicas",
                            min,
                            topic.replicas().orElse(subject.topicDefaults().replicas())));
        }
        if (subject.topicsTake(UNCLEAN)) {
            unclean(subject, path + ".settings.", topic.settings());
        }
    }

    /** Where the platform places replicas by itself, how many brokers and zones there are is its concern. */
    private static void replicas(Subject subject, String path, long replicas) {
        int brokers = subject.nodes();
        int zones = subject.description().on().zones().size();
        boolean placed = !subject.takes(FACTORS.get(0));
        if (replicas < 1) {
            subject.error(CommonRule.REPLICAS_SINGLE, path, "" + replicas)
                    .must("be at least 1, and 3 to survive a zone")
                    .mend("write 3");
        } else if (!placed && replicas > brokers && brokers > 0) {
            subject.error(CommonRule.REPLICAS_OVER_BROKERS, path, "" + replicas)
                    .must("be " + brokers + " at most, the number of brokers: each replica needs one of its own")
                    .mend("write " + brokers + ", or describe more brokers");
        } else if (!placed && replicas > Math.max(zones, Replicas.COUNT)) {
            subject.warning(CommonRule.REPLICAS_OVER_ZONES, path, "" + replicas)
                    .must("be " + zones + " at most, the number of zones: the loss of one takes two replicas")
                    .mend("write " + zones);
        } else if (replicas == 1 && (placed || brokers > 1)) {
            subject.errorInProduction(CommonRule.REPLICAS_SINGLE, path, "1")
                    .must(
                            "be at least 2, and 3 in production: with one replica any restart is an outage and any lost disk is"
                                    + " lost data")
                    .mend("write 3");
        }
    }

    /** Replicas that are too few themselves are another rule's concern. */
    private static void minInsync(Subject subject, String path, long min, long replicas) {
        if (replicas < 1) {
            return;
        }
        if (min > replicas) {
            subject.error(
                            CommonRule.MIN_INSYNC_OVER_REPLICAS,
                            path,
                            "min.insync.replicas " + min + " with " + replicas + " replicas")
                    .must("be less than the replicas: no write with acks=all can ever succeed")
                    .mend(replicas > 1 ? "write min.insync.replicas: " + (replicas - 1) : "describe 3 replicas");
        } else if (min == replicas && replicas > 1) {
            subject.error(
                            CommonRule.MIN_INSYNC_ALL,
                            path,
                            "min.insync.replicas " + min + " with " + replicas + " replicas")
                    .must("be less than the replicas: one broker that restarts would stop all writes")
                    .mend("write min.insync.replicas: " + (replicas - 1));
        } else if (min == 1 && replicas >= Replicas.COUNT && subject.isProduction()) {
            subject.warning(CommonRule.MIN_INSYNC_ONE, path, "min.insync.replicas 1 with " + replicas + " replicas")
                    .must("be 2: an acknowledged record may live on one broker only")
                    .mend("write min.insync.replicas: 2");
        }
    }

    private static void transactions(Subject subject, SortedMap<String, String> settings) {
        long replicas =
                Numbers.of(settings, "transaction.state.log.replication.factor").orElse((long) Replicas.COUNT);
        long min = Numbers.of(settings, "transaction.state.log.min.isr").orElse(2L);
        if (replicas < 1) {
            return;
        }
        if (min > replicas) {
            subject.error(CommonRule.TRANSACTION_MIN_INSYNC, "brokers.settings.transaction.state.log.min.isr", "" + min)
                    .must("be " + replicas
                            + " at most, its replicas: no idempotent or transactional producer could start")
                    .mend("write " + Math.max(1, replicas - 1));
        }
    }

    private static void unclean(Subject subject, String path, SortedMap<String, String> settings) {
        if ("true".equals(settings.get(UNCLEAN))) {
            subject.errorInProduction(CommonRule.UNCLEAN_ELECTION, path + UNCLEAN, "true")
                    .must("be false: a replica that lags could become leader and drop acknowledged records")
                    .mend("remove it");
        }
    }
}
