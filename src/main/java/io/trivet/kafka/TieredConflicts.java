package io.trivet.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What tiered storage does not take together. Several folders of logs are no such thing since Kafka 3.8 (KAFKA-16399):
 * servers of 3.9.2 and 4.3.1 with two of them were seen to start and to make a tiered topic.
 *
 * <p>Source: {@code LogConfig.validateBrokerLogConfigValues} and {@code validateTopicLogConfigValues}, and
 * {@code RemoteLogManager} of 3.9.2 and 4.3.1.
 */
public final class TieredConflicts {
    /** Whether brokers have tiered storage at all. */
    public static final String SWITCH = "remote.log.storage.system.enable";

    private static final String MANAGER = "remote.log.storage.manager.class.name";
    private static final String TIERED = "remote.storage.enable";
    private static final String COPY_DISABLED = "remote.log.copy.disable";
    private static final String DELETE_ON_DISABLE = "remote.log.delete.on.disable";
    private static final String POLICY = "cleanup.policy";
    private static final long AS_ALL = -2;

    private TieredConflicts() {}

    static List<Conflict> ofServer(Effective effective) {
        List<Conflict> conflicts = new ArrayList<>();
        if (!effective.isTrue(SWITCH)) {
            return conflicts;
        }
        if (effective.text(MANAGER).filter(name -> !name.isBlank()).isEmpty() && effective.isDescribed(SWITCH)) {
            conflicts.add(new Conflict(
                    SWITCH,
                    "true",
                    "stand beside " + MANAGER + ": without it a broker does not start",
                    "name the class that keeps segments elsewhere, or remove it"));
        }
        Optional<Long> millis = retentionMillis(effective);
        local(effective, "log.local.retention.ms", "log.retention.ms", millis).ifPresent(conflicts::add);
        local(effective, "log.local.retention.bytes", "log.retention.bytes", effective.number("log.retention.bytes"))
                .ifPresent(conflicts::add);
        return conflicts;
    }

    private static Optional<Long> retentionMillis(Effective effective) {
        return Stream.of("log.retention.ms", "log.retention.minutes", "log.retention.hours")
                .flatMap(name -> effective.number(name).stream()
                        .flatMap(value -> Unit.converted(name, value.toString(), "log.retention.ms").stream()))
                .findFirst()
                .map(Long::valueOf)
                .map(millis -> millis < 0 ? -1 : millis);
    }

    /**
     * The conflicts of a topic.
     *
     * @param topic what it has in the end, with what brokers have where it says nothing
     * @param described the names of what a person wrote of it
     * @param brokers whether the brokers have tiered storage; empty where that is not theirs to say
     */
    static List<Conflict> ofTopic(Effective topic, MetadataMode mode, Optional<Boolean> brokers) {
        List<Conflict> conflicts = new ArrayList<>();
        if (mode == MetadataMode.ZOOKEEPER) {
            for (String key : List.of(COPY_DISABLED, DELETE_ON_DISABLE)) {
                if (topic.isTrue(key)) {
                    conflicts.add(new Conflict(key, "true", "be false with ZooKeeper", "remove it"));
                }
            }
        }
        if (!topic.isTrue(TIERED)) {
            return conflicts;
        }
        if (brokers.filter(enabled -> !enabled).isPresent()) {
            conflicts.add(new Conflict(
                    TIERED,
                    "true",
                    "be false while brokers have no tiered storage: the topic is not made",
                    "write brokers.settings " + SWITCH + ": true with what it needs, or remove it"));
        }
        String policy = topic.text(POLICY).orElse("delete");
        if (!policy.isEmpty() && !policy.equals("delete")) {
            boolean own = topic.isDescribed(POLICY);
            conflicts.add(new Conflict(
                    own ? POLICY : TIERED,
                    own ? policy + ", with " + TIERED : "true, with " + topic.origin(POLICY) + ", " + policy,
                    "be delete: tiered storage does not compact",
                    own ? "write delete, or remove " + TIERED : "write " + POLICY + ": delete beside it"));
        }
        for (String unit : List.of("ms", "bytes")) {
            String local = "local.retention." + unit;
            String all = "retention." + unit;
            Optional<Long> kept = topic.number(all);
            Optional<Conflict> conflict =
                    topic.isTrue(COPY_DISABLED) ? same(topic, local, all, kept) : local(topic, local, all, kept);
            conflict.ifPresent(conflicts::add);
        }
        return conflicts;
    }

    private static Optional<Conflict> local(Effective effective, String local, String all, Optional<Long> kept) {
        Optional<Long> here = effective.number(local);
        boolean limited = kept.filter(limit -> limit > -1).isPresent();
        if (!limited || here.isEmpty() || here.get() == AS_ALL || (here.get() >= 0 && here.get() <= kept.get())) {
            return Optional.empty();
        }
        return Optional.of(tell(
                effective,
                local,
                all,
                "be " + kept.get() + " at most, what is kept in all by " + effective.origin(all),
                kept.get()));
    }

    private static Optional<Conflict> same(Effective effective, String local, String all, Optional<Long> kept) {
        return effective
                .number(local)
                .filter(here -> here != AS_ALL && kept.isPresent() && !here.equals(kept.get()))
                .map(here -> tell(
                        effective,
                        local,
                        all,
                        "be " + kept.get() + ", what is kept in all by " + effective.origin(all) + ", while "
                                + COPY_DISABLED + " is true",
                        kept.get()));
    }

    private static Conflict tell(Effective effective, String local, String all, String must, long kept) {
        String key = effective.isDescribed(local) ? local : effective.isDescribed(all) ? all : TIERED;
        String own = key.equals(local) ? must : "leave " + local + " to " + must;
        return new Conflict(key, effective.text(key).orElse(""), own, "write " + local + ": " + kept);
    }
}
