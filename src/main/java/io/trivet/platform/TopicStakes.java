package io.trivet.platform;

import io.trivet.platform.Stakes.Stake;
import java.util.List;
import java.util.Optional;

/** What a change of topics puts at stake, or what no cluster can make of it, in words that are the same everywhere. */
final class TopicStakes {
    private TopicStakes() {}

    /** What is at stake, or refused; empty for other changes, and for settings that only put records at stake. */
    static Optional<Stake> of(Change change) {
        List<String> keys = change.keys();
        String old = change.before().orElse("");
        String now = change.after().orElse("missing");
        return switch (change.reason()) {
            case PARTITIONS_FEWER ->
                Optional.of(new Stake(
                        "topics." + keys.get(1) + ".partitions",
                        now,
                        "be at least " + old + ", which the topic has: Kafka cannot take partitions away",
                        "write partitions: " + old + ", or describe a new topic and copy the records"));
            case REPLICAS_CHANGED ->
                Optional.of(new Stake(
                        "topics." + keys.get(1) + ".replicas",
                        now,
                        "stay " + old + ": no edit moves replicas, and what is described would not be what is",
                        "write replicas: " + old + ", until a reassignment has given each partition the other number"));
            case REPLICAS_FEWER ->
                Optional.of(new Stake(
                        "topics." + keys.get(1) + ".replicas",
                        Stakes.edit(change),
                        "stay " + old
                                + " while its records are needed: they are on fewer brokers, and are lost with them",
                        "write replicas: " + old + ", or run trivet operate replication once this is merged"));
            case TIERED_OFF -> tieredOff(keys, now);
            case TOPIC_REMOVED ->
                Optional.of(new Stake(
                        "topics." + keys.get(1),
                        "described no more",
                        "be described as long as its records are needed",
                        "keep it, or delete the topic once no client reads or writes it"));
            case PARTITIONS_MORE_KEYED ->
                Optional.of(new Stake(
                        "topics." + keys.get(1) + ".partitions",
                        Stakes.edit(change),
                        "keep its number while keys matter: a key goes to another partition than its older records, which"
                                + " compaction then never removes",
                        "describe a new topic and copy the records, or write partitions: " + old));
            default -> Optional.empty();
        };
    }

    private static Optional<Stake> tieredOff(List<String> keys, String now) {
        String name = keys.get(keys.size() - 1);
        String path = switch (keys.get(0)) {
            case "topics" -> "topics." + keys.get(1) + ".settings." + name;
            case "brokers" -> "msk.storage.tiered";
            default -> "brokers.settings." + name;
        };
        return Optional.of(new Stake(
                path,
                now,
                "stay true: without it the records in tiered storage are deleted for good",
                "write " + name + ": true, or copy the records to another topic first"));
    }
}
