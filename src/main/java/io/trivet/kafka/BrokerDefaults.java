package io.trivet.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Trivet's defaults for brokers and KRaft controllers: every setting on which durability, the time of a restart or the
 * cost of a lost zone depends, also where Kafka's own default is the same today, since Kafka changes its defaults with
 * a version and a value that is written down does not move.
 */
public final class BrokerDefaults {
    private static final String KAFKA = "Kafka 3.9 documentation, operations and broker configs";
    private static final String RETENTION_HOURS = "log.retention.hours";

    /**
     * Kafka takes the finest unit that is set; a default in hours beside a described one would only mislead a reader.
     */
    private static final List<String> RETENTION_FINER = List.of("log.retention.ms", "log.retention.minutes");

    private static final long REPLICA_FETCH_BYTES = 1_048_576;

    private final Catalogue catalogue;
    private final ClusterSize size;
    private final SortedMap<String, String> described;
    private final List<SettingDefault> rows = new ArrayList<>();

    private BrokerDefaults(Catalogue catalogue, ClusterSize size, SortedMap<String, String> described) {
        this.catalogue = catalogue;
        this.size = size;
        this.described = described;
    }

    /** The defaults of brokers that the description leaves room for, in the order of their subjects. */
    public static List<SettingDefault> brokers(
            Catalogue catalogue, ClusterSize size, SortedMap<String, String> described) {
        BrokerDefaults defaults = new BrokerDefaults(catalogue, size, described);
        defaults.topics();
        defaults.internalTopics();
        defaults.retention();
        defaults.load();
        defaults.replication();
        defaults.leadership();
        if (size.metadata() == MetadataMode.ZOOKEEPER) {
            defaults.zooKeeper();
        } else {
            defaults.heartbeat();
        }
        return List.copyOf(defaults.rows);
    }

    /**
     * The defaults of KRaft controllers. It is they who create topics, elect leaders and declare brokers dead, so that
     * they, not the brokers, must know the settings that decide it.
     *
     * <p>Source: what {@code kafka.server.ControllerServer} and {@code ControllerApis} of 3.9.2 and 4.3.1 read.
     */
    static List<SettingDefault> controllers(
            Catalogue catalogue, ClusterSize size, SortedMap<String, String> described) {
        BrokerDefaults defaults = new BrokerDefaults(catalogue, size, described);
        defaults.topics();
        defaults.leadership();
        defaults.session();
        defaults.quorum();
        return defaults.rows.stream()
                .filter(row -> ControllerSettings.includes(catalogue, row.key()))
                .toList();
    }

    /** What a file of brokers says: the defaults, and what is described above them. */
    public static SortedMap<String, String> brokerSettings(
            Catalogue catalogue, ClusterSize size, SortedMap<String, String> described) {
        SortedMap<String, String> settings = values(brokers(catalogue, size, described));
        settings.putAll(described);
        return settings;
    }

    /**
     * What a file of controllers says: the defaults, and above them what is described for brokers and read by
     * controllers. What is described for controllers themselves goes above it all.
     */
    public static SortedMap<String, String> controllerSettings(
            Catalogue catalogue, ClusterSize size, SortedMap<String, String> described) {
        SortedMap<String, String> settings = values(controllers(catalogue, size, described));
        described.forEach((key, value) -> {
            if (ControllerSettings.includes(catalogue, key)) {
                settings.put(key, value);
            }
        });
        return settings;
    }

    private static SortedMap<String, String> values(List<SettingDefault> defaults) {
        SortedMap<String, String> values = new TreeMap<>();
        defaults.forEach(row -> values.put(row.key(), row.value()));
        return values;
    }

    private void topics() {
        row("default.replication.factor", size.replicas(), "a replica in each zone, so that a zone may be lost", KAFKA);
        row(
                "min.insync.replicas",
                size.inSyncReplicas(),
                "with acks=all no record is on one broker alone, and one broker may restart",
                KAFKA);
        row("unclean.leader.election.enable", "false", "better no leader than one that lost records", KAFKA);
        row("auto.create.topics.enable", "false", "a mistyped name must not become a topic", KAFKA);
        row("num.partitions", "3", "a leader in each zone for a topic that says nothing", KAFKA);
        row("delete.topic.enable", "true", "a topic that is taken out of a description can go", KAFKA);
        row("compression.type", "producer", "the broker passes on what the producer compressed, without a copy", KAFKA);
        row(
                "message.max.bytes",
                "1048588",
                "a mebibyte and the head of its batch; larger ones belong elsewhere",
                KAFKA);
    }

    private void internalTopics() {
        row(
                "offsets.topic.replication.factor",
                size.replicas(),
                "read when the first group commits; as durable as the topics",
                KAFKA);
        row("offsets.topic.num.partitions", "50", "cannot be changed once a group has committed", KAFKA);
        row(
                "transaction.state.log.replication.factor",
                size.replicas(),
                "read when the first transaction begins; as durable as the topics",
                KAFKA);
        row("transaction.state.log.min.isr", size.inSyncReplicas(), "as min.insync.replicas", KAFKA);
        if (catalogue.version().isAtLeast(KafkaVersion.V4_3_1)) {
            String source = "Kafka 4.3 documentation, share coordinator configs";
            row(
                    "share.coordinator.state.topic.replication.factor",
                    size.replicas(),
                    "read when the first share group begins; as durable as the topics",
                    source);
            row("share.coordinator.state.topic.min.isr", size.inSyncReplicas(), "as min.insync.replicas", source);
        }
        row(
                "offsets.retention.minutes",
                "10080",
                "a week; a group that stops for longer starts over or skips, so raise it to the longest stop",
                KAFKA);
    }

    private void retention() {
        if (RETENTION_FINER.stream().noneMatch(described::containsKey)) {
            row(RETENTION_HOURS, "168", "a week of records, unless a topic says otherwise", KAFKA);
        }
        row("log.retention.check.interval.ms", "300000", "records go at most five minutes late", KAFKA);
        row(
                "log.segment.bytes",
                "1073741824",
                "1 GiB; smaller ones multiply open files and maps",
                "Kafka 3.9 documentation; KIP-1030 for its floor in 4.0");
    }

    private void load() {
        row(
                "num.network.threads",
                Math.max(3, size.vcpus()),
                "one per vCPU and listener, at least Kafka's 3",
                "confluentinc/cp-ansible (8)");
        row(
                "num.io.threads",
                Math.max(8, 2 * size.vcpus()),
                "two per vCPU, since they wait for disks, at least Kafka's 8",
                "confluentinc/cp-ansible (16)");
        row(
                "num.recovery.threads.per.data.dir",
                Math.max(2, size.vcpus()),
                "after a crash a broker reads its open segments before it serves, with the machine to itself",
                "KIP-1030 (2); Kafka 3.9 documentation");
        row("socket.send.buffer.bytes", "102400", "enough within a region; across regions take 1 MiB", KAFKA);
        row("socket.receive.buffer.bytes", "102400", "enough within a region; across regions take 1 MiB", KAFKA);
        row("group.initial.rebalance.delay.ms", "3000", "consumers that start together share one rebalance", KAFKA);
    }

    private void replication() {
        row(
                "num.replica.fetchers",
                Math.min(4, Math.max(2, size.vcpus() / 4)),
                "a broker that was away catches up on more than one connection to each other broker",
                "Amazon MSK's default (2)");
        row("replica.lag.time.max.ms", "30000", "a follower that hangs leaves the in-sync set after this time", KAFKA);
        row(
                "replica.fetch.max.bytes",
                Long.toString(Math.max(REPLICA_FETCH_BYTES, largestMessage())),
                "no less than message.max.bytes, so that a fetch is never a single record for its size",
                KAFKA);
        row(
                "replica.selector.class",
                "org.apache.kafka.common.replica.RackAwareReplicaSelector",
                "a consumer with client.rack reads in its own zone, without the price of traffic between zones",
                "KIP-392");
    }

    private void leadership() {
        row("controlled.shutdown.enable", "true", "leaders move before a broker stops", KAFKA);
        row("auto.leader.rebalance.enable", "true", "leaders come back after a restart", KAFKA);
    }

    private void zooKeeper() {
        row("broker.id.generation.enable", "false", "an id must follow its volume, so none is ever made up", KAFKA);
        row(
                "zookeeper.session.timeout.ms",
                "6000",
                "writes wait this long for the brokers of a dead zone to leave the in-sync sets: under 10 s in all,"
                        + " and no collection of garbage comes near it",
                "Kafka's default is 18000, with which writes were seen to wait 15.9 s");
        row(
                "zookeeper.connection.timeout.ms",
                "18000",
                "brokers that boot together with the ensemble wait for its quorum",
                "Kafka 3.9 documentation, zookeeper.session.timeout.ms");
    }

    private void heartbeat() {
        row(
                "broker.heartbeat.interval.ms",
                "1000",
                "four heartbeats in a session, so that three may be lost",
                "Kafka's default is 2000 of 9000");
        session();
    }

    private void session() {
        row(
                "broker.session.timeout.ms",
                "4000",
                "writes wait this long for the brokers of a dead zone to leave the in-sync sets, after an election of up"
                        + " to 3 s when the active controller died with them: under 10 s in all, and no collection of"
                        + " garbage comes near it",
                "Kafka's default is 9000, with which writes were seen to wait 12.5 s");
    }

    private void quorum() {
        row("controller.quorum.election.timeout.ms", "1000", "a vote that hangs is taken again", KAFKA);
        row(
                "controller.quorum.fetch.timeout.ms",
                "2000",
                "a dead active controller is replaced after this time",
                KAFKA);
    }

    private long largestMessage() {
        return Numbers.of(described, "message.max.bytes").orElse(0L);
    }

    private void row(String key, int value, String reason, String source) {
        row(key, Integer.toString(value), reason, source);
    }

    private void row(String key, String value, String reason, String source) {
        if (!described.containsKey(key)) {
            rows.add(new SettingDefault(key, value, reason, source));
        }
    }
}
