package io.trivet.platform.msk;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.MetadataMode;
import io.trivet.kafka.Setting;
import io.trivet.kafka.SettingType;
import io.trivet.kafka.UpdateMode;
import io.trivet.stack.MskType;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What of Kafka each flavour of Amazon MSK leaves to set, MSK's own defaults and ranges, and what it holds fast. Any
 * other key in a configuration is refused when it is created: "Key 'x' is not supported by at least one Apache Kafka
 * version".
 *
 * <p>Source: https://docs.aws.amazon.com/msk/latest/developerguide/ msk-configuration-properties.html (Standard),
 * msk-default-configuration.html (its defaults with three zones), msk-configuration-express-read-write.html and
 * msk-configuration-express-read-only.html, serverless-config.html; read 2026-11.
 */
public final class MskSettings {
    /** The one setting that MSK knows and Kafka does not. */
    public static final String CUSTOM_LISTENERS = "custom.advertised.listeners";

    /** Whether clients may do everything with a resource that no ACL names; a setting of Kafka's authorizer. */
    public static final String EVERYONE = "allow.everyone.if.no.acl.found";

    private static final String CUSTOM_LISTENERS_SAYS =
            "Names and ports that clients are told in place of MSK's own, as LISTENER://host:port+{broker_id}.";
    private static final String EVERYONE_SAYS = "Whether a resource that no ACL names is open to everyone.";

    private static final List<MskSetting> STANDARD = List.of(
            MskSetting.of(EVERYONE, "true"),
            MskSetting.of("auto.create.topics.enable", "false"),
            MskSetting.of("compression.type"),
            MskSetting.of("connections.max.idle.ms"),
            MskSetting.of(CUSTOM_LISTENERS),
            MskSetting.of("default.replication.factor", "3"),
            MskSetting.of("delete.topic.enable"),
            MskSetting.of("group.initial.rebalance.delay.ms"),
            MskSetting.of("group.max.session.timeout.ms"),
            MskSetting.of("group.min.session.timeout.ms"),
            MskSetting.of("leader.imbalance.per.broker.percentage"),
            MskSetting.of("log.cleaner.delete.retention.ms"),
            new MskSetting("log.cleaner.min.cleanable.ratio", "", "0", "1"),
            MskSetting.of("log.cleanup.policy"),
            MskSetting.of("log.flush.interval.messages"),
            MskSetting.of("log.flush.interval.ms"),
            MskSetting.of("log.message.timestamp.difference.max.ms"),
            MskSetting.of("log.message.timestamp.type"),
            MskSetting.of("log.retention.bytes"),
            MskSetting.of("log.retention.hours"),
            MskSetting.of("log.retention.minutes"),
            MskSetting.of("log.retention.ms"),
            MskSetting.of("log.roll.ms"),
            MskSetting.of("log.segment.bytes"),
            MskSetting.of("max.incremental.fetch.session.cache.slots"),
            MskSetting.of("message.max.bytes"),
            MskSetting.of("min.insync.replicas", "2"),
            MskSetting.of("num.io.threads", "8"),
            MskSetting.of("num.network.threads", "5"),
            MskSetting.of("num.partitions"),
            MskSetting.of("num.recovery.threads.per.data.dir"),
            MskSetting.of("num.replica.fetchers", "2"),
            MskSetting.of("offsets.retention.minutes"),
            MskSetting.of("offsets.topic.replication.factor"),
            MskSetting.of("replica.fetch.max.bytes"),
            MskSetting.of("replica.fetch.response.max.bytes"),
            new MskSetting("replica.lag.time.max.ms", "", "10000", "30000"),
            MskSetting.of("replica.selector.class"),
            MskSetting.of("replica.socket.receive.buffer.bytes"),
            new MskSetting("socket.receive.buffer.bytes", "", "-1", ""),
            MskSetting.of("socket.request.max.bytes"),
            new MskSetting("socket.send.buffer.bytes", "", "-1", ""),
            MskSetting.of("transaction.max.timeout.ms"),
            MskSetting.of("transaction.state.log.min.isr"),
            MskSetting.of("transaction.state.log.replication.factor"),
            MskSetting.of("transactional.id.expiration.ms"),
            MskSetting.of("unclean.leader.election.enable", "true"),
            new MskSetting("zookeeper.connection.timeout.ms", "", "6000", "18000"),
            new MskSetting("zookeeper.session.timeout.ms", "", "6000", "18000"));

    private static final String DAY_MS = "86400000";

    private static final List<MskSetting> EXPRESS = List.of(
            MskSetting.of(EVERYONE, "true"),
            MskSetting.of("auto.create.topics.enable", "false"),
            MskSetting.of("compression.type"),
            MskSetting.of("connections.max.idle.ms"),
            MskSetting.of("delete.topic.enable"),
            MskSetting.of("group.initial.rebalance.delay.ms"),
            MskSetting.of("group.max.session.timeout.ms"),
            MskSetting.of("leader.imbalance.per.broker.percentage"),
            MskSetting.of("log.cleanup.policy"),
            MskSetting.of("log.message.timestamp.after.max.ms", DAY_MS),
            MskSetting.of("log.message.timestamp.before.max.ms", DAY_MS),
            MskSetting.of("log.message.timestamp.type"),
            MskSetting.of("log.retention.bytes"),
            MskSetting.of("log.retention.ms"),
            MskSetting.of("max.connections.per.ip"),
            MskSetting.of("max.incremental.fetch.session.cache.slots"),
            MskSetting.of("message.max.bytes"),
            MskSetting.of("num.partitions"),
            MskSetting.of("offsets.retention.minutes"),
            MskSetting.of("replica.fetch.max.bytes"),
            MskSetting.of("replica.selector.class"),
            MskSetting.of("socket.receive.buffer.bytes"),
            MskSetting.of("socket.request.max.bytes"),
            MskSetting.of("socket.send.buffer.bytes"),
            MskSetting.of("transaction.max.timeout.ms"),
            MskSetting.of("transactional.id.expiration.ms"));

    private static final List<MskSetting> EXPRESS_TOPICS = List.of(
            MskSetting.of("cleanup.policy"),
            MskSetting.of("compression.type"),
            MskSetting.of("delete.retention.ms"),
            MskSetting.of("max.compaction.lag.ms"),
            MskSetting.of("max.message.bytes"),
            MskSetting.of("message.timestamp.after.max.ms", DAY_MS),
            MskSetting.of("message.timestamp.before.max.ms", DAY_MS),
            MskSetting.of("message.timestamp.type"),
            MskSetting.of("min.compaction.lag.ms"),
            MskSetting.of("retention.bytes"),
            MskSetting.of("retention.ms"));

    private static final List<MskSetting> SERVERLESS_TOPICS = List.of(
            MskSetting.of("cleanup.policy"),
            MskSetting.of("compression.type"),
            new MskSetting("max.message.bytes", "", "", Integer.toString(MskQuotas.SERVERLESS_MESSAGE_BYTES)),
            MskSetting.of("message.timestamp.difference.max.ms"),
            MskSetting.of("message.timestamp.type"),
            // 250 GiB of a partition.
            MskSetting.of("retention.bytes", "268435456000"),
            MskSetting.of("retention.ms"));

    /**
     * Settings of a running Express cluster, which Kafka's own API takes and a configuration of MSK does not.
     *
     * <p>Source: msk-configuration-express-read-write.html, dynamic configurations.
     */
    static final List<String> EXPRESS_DYNAMIC = List.of(
            "advertised.listeners",
            "log.cleaner.delete.retention.ms",
            "log.cleaner.max.compaction.lag.ms",
            "log.cleaner.min.compaction.lag.ms",
            "max.connection.creation.rate",
            "max.connections",
            "max.connections.per.ip.overrides",
            "producer.id.expiration.ms");

    private MskSettings() {}

    /**
     * What a configuration and the topics of a flavour take, with MSK's defaults and ranges in the place of Kafka's.
     *
     * @param kafka of the version that the cluster runs, or the nearest
     * @param mode where the cluster keeps its metadata; Serverless has neither
     */
    public static Catalogue catalogue(Catalogue kafka, MskType type, MetadataMode mode) {
        return new Catalogue(kafka.version(), brokers(kafka, type, mode), topics(kafka, type));
    }

    private static SortedMap<String, Setting> brokers(Catalogue kafka, MskType type, MetadataMode mode) {
        SortedMap<String, Setting> brokers = new TreeMap<>();
        for (MskSetting own : listed(type)) {
            String name = own.name();
            if (name.equals(CUSTOM_LISTENERS)) {
                brokers.put(name, own.alone(SettingType.STRING, CUSTOM_LISTENERS_SAYS));
            } else if (name.equals(EVERYONE)) {
                brokers.put(name, own.alone(SettingType.BOOLEAN, EVERYONE_SAYS));
            } else if (mode == MetadataMode.ZOOKEEPER || !name.startsWith("zookeeper.")) {
                // MSK rolls the brokers for each revision of a configuration, whatever it changes.
                kafka.broker(name).ifPresent(setting -> brokers.put(name, own.over(setting, UpdateMode.RESTART)));
            }
        }
        return brokers;
    }

    private static SortedMap<String, Setting> topics(Catalogue kafka, MskType type) {
        if (type == MskType.STANDARD) {
            return kafka.topics();
        }
        SortedMap<String, Setting> topics = new TreeMap<>();
        for (MskSetting own : type == MskType.EXPRESS ? EXPRESS_TOPICS : SERVERLESS_TOPICS) {
            kafka.topic(own.name()).ifPresent(setting -> topics.put(own.name(), own.over(setting, setting.update())));
        }
        return topics;
    }

    private static List<MskSetting> listed(MskType type) {
        return switch (type) {
            case STANDARD -> STANDARD;
            case EXPRESS -> EXPRESS;
            case SERVERLESS -> List.of();
        };
    }

    /** Every broker setting that a configuration of the flavour may hold in one version or another, sorted. */
    public static List<String> names(MskType type) {
        return listed(type).stream().map(MskSetting::name).sorted().toList();
    }

    /**
     * What a flavour holds fast, whatever a topic or configuration says, as far as durability and limits follow from
     * it; empty for Standard, which leaves it all to the user.
     */
    static SortedMap<String, String> fixed(MskType type) {
        SortedMap<String, String> fixed = new TreeMap<>();
        if (type != MskType.STANDARD) {
            fixed.put("default.replication.factor", "3");
            fixed.put("min.insync.replicas", "2");
            fixed.put("offsets.topic.replication.factor", "3");
            fixed.put("transaction.state.log.min.isr", "2");
            fixed.put("transaction.state.log.replication.factor", "3");
            fixed.put("unclean.leader.election.enable", "false");
        }
        return Collections.unmodifiableSortedMap(fixed);
    }

    /** The value that a flavour holds fast; empty when the user may set it, or MSK does not say. */
    static Optional<String> fixed(MskType type, String key) {
        return Optional.ofNullable(fixed(type).get(key));
    }
}
