package io.trivet.platform;

import io.trivet.layout.PlannedTopic;
import io.trivet.problem.Words;
import io.trivet.stack.Throughput;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** What changes put at stake, and what of topics no cluster can take, in words that are the same on every platform. */
public final class Stakes {
    /**
     * What is at stake at a place.
     *
     * @param path where the description says it
     * @param found what it says, and what it said
     * @param must what must be, with the reason
     * @param mend what to do
     */
    public record Stake(String path, String found, String must, String mend) {}

    private final Retention brokersBefore;
    private final Retention brokersAfter;
    private final SortedMap<String, PlannedTopic> topicsBefore;
    private final SortedMap<String, PlannedTopic> topicsAfter;
    private final Optional<Throughput> ingress;

    /**
     * What was and what is.
     *
     * @param brokersBefore what topics kept that say nothing themselves
     * @param brokersAfter what they keep
     * @param ingress what producers write, all together; absent where traffic is not described
     */
    public Stakes(
            Retention brokersBefore,
            Retention brokersAfter,
            List<PlannedTopic> topicsBefore,
            List<PlannedTopic> topicsAfter,
            Optional<Throughput> ingress) {
        this.brokersBefore = brokersBefore;
        this.brokersAfter = brokersAfter;
        this.topicsBefore = byName(topicsBefore);
        this.topicsAfter = byName(topicsAfter);
        this.ingress = ingress;
    }

    private static SortedMap<String, PlannedTopic> byName(List<PlannedTopic> topics) {
        SortedMap<String, PlannedTopic> byName = new TreeMap<>();
        topics.forEach(topic -> byName.put(topic.name(), topic));
        return byName;
    }

    /** What is at stake with a change, or refused; empty for a change whose words are the platform's own. */
    public Optional<Stake> of(Change change) {
        Optional<Stake> ofTopic = TopicStakes.of(change);
        return ofTopic.or(() -> RegistryFacts.stake(change)).or(() -> ofSetting(change));
    }

    private Optional<Stake> ofSetting(Change change) {
        return must(change).map(must -> new Stake(path(change), found(change), must, mend(change)));
    }

    private static Optional<String> must(Change change) {
        String old = change.before().orElse("as it was");
        return Optional.ofNullable(
                switch (change.reason()) {
                    case TOPIC_KEEPS_LESS ->
                        "keep what is still needed: "
                                + (compacts(change)
                                        ? "all but the last record of each key are deleted, for good, and records without"
                                                + " a key refused"
                                        : "older records are deleted within minutes, for good");
                    case KEEPS_LESS ->
                        "keep what is still needed: "
                                + (compacts(change)
                                        ? "of topics without a cleanup.policy of their own all but the last record of each"
                                                + " key are deleted, for good, and records without a key refused"
                                        : "older records of every topic without a retention of its own are"
                                                + " deleted within minutes, for good");
                    case OFFSETS_KEPT_LESS ->
                        "be as long as a group may pause: the positions of groups that have stopped for longer are"
                                + " deleted for good, and these start over or skip";
                    case PRODUCERS_KEPT_LESS ->
                        "be as long as a producer may pause: what tells its repeated records apart is deleted, and they"
                                + " are kept twice";
                    case COMPACTS_SOONER ->
                        "leave readers the time that they need: older records of a key are deleted sooner, for good";
                    case TOMBSTONES_KEPT_LESS ->
                        "be as long as a reader may be behind: it would never hear that a key was deleted";
                    case SEGMENTS_SHORTER ->
                        "be as long as records are needed: those that outlive their retention in an open segment are"
                                + " deleted with it, for good";
                    case TIME_OF_PRODUCERS ->
                        "stay " + old + " while producers may write an old time: retention goes by it, and deletes such"
                                + " records at once";
                    case IN_SYNC_FEWER ->
                        "stay " + old + ": an acknowledged record may be on fewer brokers, and is lost with them";
                    case LEADERS_UNCLEAN ->
                        "stay false: a replica that lags may become leader, and acknowledged records are dropped for"
                                + " good";
                    case COPIES_FEWER -> "stay " + old + ": a new topic that says nothing would get fewer replicas";
                    case OWN_REPLICAS_FEWER ->
                        "stay " + old + ": offsets of groups, transactions and share groups are on fewer brokers once"
                                + " trivet operate replication has run, and are lost with them";
                    case TIERED_ELSEWHERE ->
                        "stay as it was: records in tiered storage are looked for where they may not be";
                    case GROWTH_LESS ->
                        "leave volumes room to grow: a full one stops its broker, and nothing can be written any more";
                    case LOGS_KEPT_LESS ->
                        "keep what is still read: CloudWatch deletes older logs of the servers, for good";
                    case BACKUPS_FEWER ->
                        "keep what it takes to go back: snapshots are kept for fewer days, or made no more";
                    default -> null;
                });
    }

    private static boolean compacts(Change change) {
        String policy = change.keys().get(change.keys().size() - 1);
        return policy.endsWith("cleanup.policy")
                && change.after().orElse("").contains("compact")
                && !change.before().orElse("").contains("compact");
    }

    private static String mend(Change change) {
        return switch (change.reason()) {
            case TOPIC_KEEPS_LESS -> "ask who reads the topic, or keep the old value";
            case KEEPS_LESS -> "give the topics that must keep more a retention of their own, or keep the old value";
            case OFFSETS_KEPT_LESS -> "make sure that no group pauses for longer, or keep the old value";
            case PRODUCERS_KEPT_LESS -> "make sure that no producer pauses for longer, or keep the old value";
            case SEGMENTS_SHORTER -> "describe the retention that readers count on, or keep the old value";
            case COPIES_FEWER -> "describe the replicas of topics, or keep the old value";
            case GROWTH_LESS ->
                "describe volumes that have room for what is kept at the busiest time, or keep autoscaling as it was";
            case TIERED_ELSEWHERE -> "copy what is there first, or keep the old value";
            default -> "make sure that what was is needed no more, or keep the old value";
        };
    }

    private static String path(Change change) {
        List<String> keys = change.keys();
        return switch (keys.get(0)) {
            case "topics" -> "topics." + keys.get(1) + ".settings." + keys.get(3);
            case "roles", "nodes" -> "brokers.settings." + keys.get(3);
            case "settings" -> "brokers.settings." + keys.get(1);
            case "upkeep" -> keys.get(1).equals("logDays") ? "machines.logs" : "machines.backups";
            case "logDays" -> "msk.logs";
            case "brokers" -> "msk.storage.autoscaling";
            default -> "";
        };
    }

    private String found(Change change) {
        if (change.reason() == Reason.TIERED_ELSEWHERE) {
            // Some of these hold secrets.
            return change.after().isPresent() ? "another value than before" : "removed";
        }
        boolean days = change.reason() == Reason.LOGS_KEPT_LESS || change.reason() == Reason.BACKUPS_FEWER;
        String edit = days
                ? change.after().map(now -> now + "d").orElse("none") + ", instead of "
                        + change.before().orElse("0") + "d"
                : edit(change);
        OptionalDouble gone = switch (change.reason()) {
            case TOPIC_KEEPS_LESS -> ofTopic(change.keys().get(1));
            case KEEPS_LESS -> ofBrokers();
            default -> OptionalDouble.empty();
        };
        return gone.isPresent() && gone.getAsDouble() >= 1
                ? edit + ", which deletes up to " + Words.bytes((long) gone.getAsDouble()) + " of each replica"
                : edit;
    }

    /** A value beside what it was. */
    static String edit(Change change) {
        return change.after().orElse("removed") + ", instead of "
                + change.before().orElse("none");
    }

    private OptionalDouble ofTopic(String name) {
        PlannedTopic was = topicsBefore.get(name);
        PlannedTopic is = topicsAfter.get(name);
        if (was == null || is == null) {
            return OptionalDouble.empty();
        }
        return new RetentionCut(
                        brokersBefore.ofTopic(was.settings()),
                        brokersAfter.ofTopic(is.settings()),
                        was.partitions(),
                        ingress)
                .most();
    }

    /** Of the described topics that leave it to the brokers; of what is not described only the traffic is known. */
    private OptionalDouble ofBrokers() {
        long partitions = topicsBefore.values().stream()
                .filter(topic ->
                        !brokersBefore.ofTopic(topic.settings()).equals(brokersAfter.ofTopic(topic.settings())))
                .mapToLong(PlannedTopic::partitions)
                .sum();
        if (partitions == 0 && !topicsBefore.isEmpty()) {
            return OptionalDouble.empty();
        }
        Retention was = partitions == 0 ? withoutBytes(brokersBefore) : brokersBefore;
        Retention is = partitions == 0 ? withoutBytes(brokersAfter) : brokersAfter;
        return new RetentionCut(was, is, partitions, ingress).most();
    }

    private static Retention withoutBytes(Retention kept) {
        return new Retention(kept.millis(), Long.MAX_VALUE, kept.policies());
    }
}
