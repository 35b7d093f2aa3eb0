package io.trivet.platform.msk;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.MetadataMode;
import io.trivet.kafka.Setting;
import io.trivet.stack.MskType;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Why a flavour of Amazon MSK does not take a setting of Kafka, and what does the same there.
 *
 * @param reason reads on from "it must be left out: "
 */
public record MskRefusal(String reason, String mend) {
    private static final String REMOVE = "remove it";
    private static final String RETENTION_MS = "log.retention.ms";
    private static final String IMBALANCE = "leader.imbalance.per.broker.percentage";
    private static final BigInteger MINUTE = BigInteger.valueOf(60_000);
    private static final BigInteger HOUR = BigInteger.valueOf(3_600_000);

    /** Families of settings that are not the user's on any flavour, by how their names begin; the first that fits. */
    private static final List<Family> FAMILIES = List.of(
            new Family(
                    List.of(
                            "listeners",
                            "advertised.listeners",
                            "listener.",
                            "inter.broker.listener.",
                            "control.plane."),
                    "MSK makes the listeners, from how clients authenticate",
                    "say how in msk.authentication, and remove it"),
            new Family(
                    List.of("ssl.", "sasl.", "security.", "principal.builder.", "password.encoder.", "early.start."),
                    "MSK makes the listeners, from how clients authenticate",
                    "say how in msk.authentication, and remove it"),
            new Family(
                    List.of("authorizer.", "super.users"),
                    "MSK has its authorizer, and no super users",
                    "give access by IAM policies or by ACLs, and remove it"),
            new Family(
                    List.of("broker.id", "node.id", "reserved.broker.", "cluster.id"),
                    "MSK numbers its brokers",
                    REMOVE),
            new Family(
                    List.of("broker.rack"),
                    "MSK writes the id of the zone, such as use1-az1, which differs from its name",
                    "remove it, and give consumers the zone's id as client.rack"),
            new Family(
                    List.of("quota.", "client.quota.", "replication.quota.", "alter.log.dirs.", "controller.quota."),
                    "no configuration of MSK holds quotas",
                    "remove it, and set quotas of users and clients on the running cluster with kafka-configs"),
            new Family(
                    List.of(
                            "process.roles",
                            "controller.",
                            "metadata.",
                            "broker.heartbeat.",
                            "broker.session.",
                            "initial."),
                    "MSK runs the controllers, and how they watch the brokers is its own",
                    REMOVE),
            new Family(List.of("zookeeper."), "MSK runs ZooKeeper, and how brokers reach it is its own", REMOVE),
            new Family(
                    List.of("log.dir", "cordoned."),
                    "MSK mounts the volume of a broker where it likes",
                    "remove it; brokers.volume says how large the volume is"),
            new Family(
                    List.of("remote."),
                    "MSK runs tiered storage itself",
                    "remove it; tiered storage is switched on for the cluster, and per topic with remote.storage.enable"),
            new Family(
                    List.of("metric.", "metrics.", "kafka.metrics.", "auto.include.jmx."),
                    "MSK reports the metrics of brokers itself",
                    "remove it; monitoring says who reads them"),
            new Family(
                    List.of("inter.broker.protocol.", "log.message.format."),
                    "MSK raises it with the version of the cluster",
                    REMOVE));

    /** What belongs together by name and reason. */
    private record Family(List<String> starts, String reason, String mend) {
        boolean has(String key) {
            return starts.stream().anyMatch(key::startsWith);
        }
    }

    /**
     * Why the flavour does not take this broker setting.
     *
     * @param kafka Kafka's own catalogue of the version
     * @param value as described, which an alternative in another unit is computed from
     * @return empty when the flavour takes the setting, or when neither Kafka nor this list knows it
     */
    public static Optional<MskRefusal> ofBroker(
            MskType type, Catalogue kafka, MetadataMode mode, String key, String value) {
        Catalogue taken = MskSettings.catalogue(kafka, type, mode);
        if (taken.broker(key).isPresent()) {
            return Optional.empty();
        }
        Optional<MskRefusal> own = type == MskType.SERVERLESS
                ? Optional.empty()
                : inOtherUnit(taken, key, value).or(() -> exception(type, mode, taken, key));
        return own.or(() -> fixedBroker(type, key))
                .or(() -> family(key))
                .or(() -> topicInstead(type, kafka, taken, key, value))
                .or(() -> dynamic(type, key))
                .or(() -> kafka.broker(key).map(setting -> rest(type, setting)));
    }

    /**
     * Why topics of the flavour do not take this setting.
     *
     * @return empty when they take it, or when Kafka's topics do not know it
     */
    public static Optional<MskRefusal> ofTopic(MskType type, Catalogue kafka, MetadataMode mode, String key) {
        Catalogue taken = MskSettings.catalogue(kafka, type, mode);
        if (taken.topic(key).isPresent()) {
            return Optional.empty();
        }
        Optional<MskRefusal> fixed = MskSettings.fixed(type, key)
                .map(value -> new MskRefusal("topics of " + type.title() + " always have " + value, REMOVE));
        return fixed.or(() -> topicException(type, taken, key))
                .or(() -> kafka.topic(key)
                        .map(setting -> new MskRefusal("topics of " + type.title() + " do not take it", REMOVE)));
    }

    /** Retention and rolling, whose finest unit every flavour with brokers that takes them at all takes. */
    private static Optional<MskRefusal> inOtherUnit(Catalogue taken, String key, String value) {
        SortedMap<String, String> finest = new TreeMap<>();
        finest.put("log.retention.hours", RETENTION_MS);
        finest.put("log.retention.minutes", RETENTION_MS);
        finest.put("log.roll.hours", "log.roll.ms");
        String other = finest.getOrDefault(key, "");
        if (taken.broker(other).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new MskRefusal(
                "MSK takes it in milliseconds only", "write " + other + milliseconds(key, value) + " instead"));
    }

    private static String milliseconds(String key, String value) {
        if (!value.matches("-?\\d{1,18}")) {
            return "";
        }
        BigInteger number = new BigInteger(value);
        if (number.signum() < 0) {
            return ": -1";
        }
        return ": " + number.multiply(key.endsWith(".hours") ? HOUR : MINUTE);
    }

    private static Optional<MskRefusal> exception(MskType type, MetadataMode mode, Catalogue taken, String key) {
        String title = type.title();
        boolean standard = type == MskType.STANDARD;
        MskRefusal refusal = switch (key) {
            case "auto.leader.rebalance.enable" ->
                new MskRefusal(
                        "it is always true on " + title,
                        taken.broker(IMBALANCE).isPresent()
                                ? "remove it; " + IMBALANCE + " says how soon leaders return"
                                : REMOVE);
            case IMBALANCE -> new MskRefusal("nothing reads it on KRaft in Kafka 4", REMOVE);
            case "zookeeper.set.acl" -> new MskRefusal("it is always false on MSK", REMOVE);
            case "zookeeper.session.timeout.ms", "zookeeper.connection.timeout.ms" ->
                new MskRefusal(
                        mode == MetadataMode.KRAFT ? "a cluster on KRaft has no ZooKeeper" : title + " keeps its own",
                        REMOVE);
            case "fetch.max.bytes" ->
                new MskRefusal(title + " keeps its own", "remove it; consumers set fetch.max.bytes for themselves");
            case "request.timeout.ms" ->
                new MskRefusal(title + " keeps its own", "remove it; clients set request.timeout.ms for themselves");
            case "log.message.timestamp.difference.max.ms" ->
                new MskRefusal(
                        standard ? "Kafka 4 has split it" : title + " has its two successors",
                        standard
                                ? "set message.timestamp.before.max.ms and message.timestamp.after.max.ms of"
                                        + " topics"
                                : "write log.message.timestamp.before.max.ms and"
                                        + " log.message.timestamp.after.max.ms");
            case "num.io.threads", "num.network.threads", "num.replica.fetchers", "num.recovery.threads.per.data.dir" ->
                new MskRefusal(
                        title + " computes its threads from the broker type",
                        "remove it; a larger brokers.instance has more");
            case "group.min.session.timeout.ms", "replica.lag.time.max.ms", "replica.fetch.response.max.bytes" ->
                new MskRefusal(title + " keeps its own", REMOVE);
            case "log.segment.bytes",
                    "log.roll.ms",
                    "log.roll.hours",
                    "log.flush.interval.messages",
                    "log.flush.interval.ms" ->
                new MskRefusal(title + " manages the segments of its storage itself", REMOVE);
            default -> new MskRefusal("", "");
        };
        return refusal.reason().isEmpty() ? Optional.empty() : Optional.of(refusal);
    }

    private static Optional<MskRefusal> fixedBroker(MskType type, String key) {
        return MskSettings.fixed(type, key)
                .map(value -> new MskRefusal("it is always " + value + " on " + type.title(), REMOVE));
    }

    private static Optional<MskRefusal> topicInstead(
            MskType type, Catalogue kafka, Catalogue taken, String key, String value) {
        return kafka.topics().values().stream()
                .filter(topic -> topic.fallback().settings().contains(key))
                .map(Setting::name)
                .filter(name -> taken.topic(name).isPresent())
                .findFirst()
                .map(name -> new MskRefusal(
                        type.provisioned()
                                ? "no configuration of " + type.title() + " takes it"
                                : type.title() + " has no settings of brokers",
                        "set " + name + converted(name, key, value) + " of the topics that need it, and remove it"));
    }

    private static String converted(String name, String key, String value) {
        boolean unit = name.endsWith(".ms") && (key.endsWith(".hours") || key.endsWith(".minutes"));
        if (unit) {
            return milliseconds(key, value);
        }
        return value.isBlank() ? "" : ": " + value.strip();
    }

    private static Optional<MskRefusal> family(String key) {
        return FAMILIES.stream()
                .filter(family -> family.has(key))
                .findFirst()
                .map(family -> new MskRefusal(family.reason(), family.mend()));
    }

    private static Optional<MskRefusal> dynamic(MskType type, String key) {
        return type == MskType.EXPRESS && MskSettings.isExpressDynamic(key)
                ? Optional.of(new MskRefusal(
                        "no configuration of " + type.title() + " takes it",
                        "remove it, and set it on the running cluster with kafka-configs --entity-default"))
                : Optional.empty();
    }

    private static MskRefusal rest(MskType type, Setting setting) {
        if (!type.provisioned()) {
            return new MskRefusal(type.title() + " has no settings of brokers", REMOVE);
        }
        boolean said =
                setting.fallback().present() && !setting.fallback().text().isEmpty();
        return new MskRefusal(
                "no configuration of " + type.title() + " takes it",
                said
                        ? "remove it; unless MSK says otherwise, "
                                + setting.fallback().text() + " holds"
                        : REMOVE);
    }

    private static Optional<MskRefusal> topicException(MskType type, Catalogue taken, String key) {
        String difference = "message.timestamp.difference.max.ms";
        if (key.equals("remote.storage.enable") || key.startsWith("local.retention.")) {
            return Optional.of(new MskRefusal(
                    type.title() + " has no tiers: all of its storage grows by itself",
                    "remove it; retention.ms and retention.bytes say how much stays"));
        }
        if (key.startsWith("message.timestamp.") && taken.topic(difference).isPresent()) {
            return Optional.of(new MskRefusal(
                    type.title() + " has one bound for both directions", "write " + difference + " instead"));
        }
        if (key.equals(difference)) {
            return Optional.of(new MskRefusal(
                    type.title() + " has its two successors",
                    "write message.timestamp.before.max.ms and message.timestamp.after.max.ms instead"));
        }
        if (key.startsWith("segment.") || key.equals("index.interval.bytes") || key.equals("preallocate")) {
            return Optional.of(new MskRefusal(type.title() + " manages the segments of its storage itself", REMOVE));
        }
        return Optional.empty();
    }
}
