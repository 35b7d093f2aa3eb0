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
 */
public final class MskSettings {
    /** The one setting that MSK knows and Kafka does not. */
    public static final String CUSTOM_LISTENERS = "custom.advertised.listeners";

    /** Whether clients may do everything with a resource that no ACL names; a setting of Kafka's authorizer. */
    public static final String EVERYONE = "allow.everyone.if.no.acl.found";

    private static final String CUSTOM_LISTENERS_SAYS =
            "Names and ports that clients are told in place of MSK's own, as LISTENER://host:port+{broker_id}.";
    private static final String EVERYONE_SAYS = "Whether a resource that no ACL names is open to everyone.";

    private static final SortedMap<String, List<MskSetting>> LISTS = MskSetting.lists();

    private MskSettings() {}

    /**
     * What a configuration and the topics of a flavour take, with MSK's defaults and ranges in the place of Kafka's.
     *
     * @param kafka of the version that the cluster runs, or the nearest
     * @param mode where the cluster keeps its metadata; Serverless has neither
     */
    public static Catalogue catalogue(Catalogue kafka, MskType type, MetadataMode mode) {
        return new Catalogue(
                kafka.version(), brokers(kafka, type, mode), topics(kafka, type), kafka.clients(), kafka.relations());
    }

    private static SortedMap<String, Setting> brokers(Catalogue kafka, MskType type, MetadataMode mode) {
        SortedMap<String, Setting> brokers = new TreeMap<>();
        for (MskSetting own : list(type.word())) {
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
        for (MskSetting own : list("topics of " + type.word())) {
            kafka.topic(own.name()).ifPresent(setting -> topics.put(own.name(), own.over(setting, setting.update())));
        }
        return topics;
    }

    private static List<MskSetting> list(String name) {
        return LISTS.getOrDefault(name, List.of());
    }

    /** Every broker setting that a configuration of the flavour may hold in one version or another, sorted. */
    public static List<String> names(MskType type) {
        return list(type.word()).stream().map(MskSetting::name).sorted().toList();
    }

    /** Whether Kafka's own API takes it of a running Express cluster, though a configuration of MSK does not. */
    static boolean isExpressDynamic(String key) {
        return list("express while it runs").stream().anyMatch(own -> own.name().equals(key));
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
