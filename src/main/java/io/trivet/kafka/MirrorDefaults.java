package io.trivet.kafka;

import java.util.List;

/** Trivet's defaults for what MirrorMaker does with each source. */
public final class MirrorDefaults {
    /** So that a node more or less shares the work anew without many partitions in one task. */
    private static final int TASKS_PER_NODE = 4;

    private static final String CONFIGS = "Kafka 3.9 documentation, MirrorMaker configs";

    private MirrorDefaults() {}

    /**
     * All of them, in the order of their subjects.
     *
     * @param brokers how many there are to copy to
     * @param nodes how many mirrors
     */
    public static List<SettingDefault> all(int brokers, int nodes) {
        return List.of(
                row(
                        "replication.factor",
                        "" + Replicas.over(brokers),
                        "a copy survives the loss of a zone, as other topics do; by default it has two replicas",
                        CONFIGS),
                row(
                        "tasks.max",
                        "" + TASKS_PER_NODE * Math.max(1, nodes),
                        "every node has work; by default one task does it all",
                        "Kafka 3.9 documentation, source connector configs"),
                row(
                        "refresh.topics.interval.seconds",
                        "60",
                        "a new topic or partition is copied within a minute; by default within ten",
                        CONFIGS),
                row(
                        "refresh.groups.interval.seconds",
                        "60",
                        "positions of a new group are translated within a minute; by default within ten",
                        CONFIGS),
                row(
                        "offset-syncs.topic.location",
                        "target",
                        "nothing is written to the cluster that is copied from; by default a topic there",
                        "KIP-716"),
                row(
                        "consumer.isolation.level",
                        "read_committed",
                        "what a transaction took back is not copied as if it were there",
                        "KIP-98"));
    }

    private static SettingDefault row(String key, String value, String reason, String source) {
        return new SettingDefault(key, value, reason, source);
    }
}
