package io.trivet.platform;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.Fallback;
import io.trivet.kafka.Setting;
import io.trivet.kafka.TopicValues;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which values of settings put records at stake, or what is known of them: those with which less is kept, or what is
 * kept is kept with less care. What a topic leaves to the brokers is judged at the brokers.
 *
 * <p>Source: the documentation of broker and topic settings of Kafka 3.9 and 4.3.
 */
public final class SettingLoss {
    /** When another value is a loss. */
    private enum When {
        LESS,
        TRUE,
        FALSE,
        OTHER
    }

    private record Row(When when, Reason reason) {}

    private static final String TIMESTAMP = "message.timestamp.type";
    private static final List<String> SEGMENT = List.of("segment.ms", "segment.bytes");

    /** Of a topic, by its own name for it. */
    private static final SortedMap<String, Row> TOPIC = topic();
    /** Of brokers alone. */
    private static final SortedMap<String, Row> BROKER = broker();
    /** Where tiered storage is, and who says so. */
    private static final List<String> TIERS =
            List.of("remote.log.storage.manager.", "remote.log.metadata.manager.", "rsm.config.", "rlmm.config.");

    private final TopicValues before;
    private final TopicValues after;
    private final Retention keptBefore;
    private final Retention keptAfter;

    /** Settings of brokers before and after, of a version that runs. */
    public SettingLoss(Catalogue catalogue, SortedMap<String, String> before, SortedMap<String, String> after) {
        this.before = new TopicValues(catalogue, before);
        this.after = new TopicValues(catalogue, after);
        this.keptBefore = Retention.ofBrokers(before);
        this.keptAfter = Retention.ofBrokers(after);
    }

    /** Why another value of a broker setting is a loss; empty when it is none. */
    public Optional<Reason> ofBrokers(String name) {
        if (Retention.SETTINGS.contains(name)) {
            return keptAfter.keepsLessThan(keptBefore) ? Optional.of(Reason.KEEPS_LESS) : Optional.empty();
        }
        if (TIERS.stream().anyMatch(name::startsWith)) {
            return before.brokers().containsKey(name) ? Optional.of(Reason.TIERED_ELSEWHERE) : Optional.empty();
        }
        Row row = BROKER.get(name);
        if (row != null) {
            return judged(row, standing(name, before), standing(name, after));
        }
        return ofTopics(name)
                .flatMap(topic -> of(
                        topic,
                        keptBefore,
                        keptAfter,
                        Collections.emptySortedMap(),
                        Collections.emptySortedMap(),
                        true));
    }

    /** Why another value of a topic's own setting is a loss; empty when it is none. */
    public Optional<Reason> ofTopic(String name, SortedMap<String, String> was, SortedMap<String, String> is) {
        Retention old = keptBefore.ofTopic(was);
        Retention now = keptAfter.ofTopic(is);
        if (Retention.SETTINGS.contains(name)) {
            return now.keepsLessThan(old) ? Optional.of(Reason.TOPIC_KEEPS_LESS) : Optional.empty();
        }
        boolean compacts = old.policies().contains("compact") && now.policies().contains("compact");
        return of(name, old, now, was, is, compacts);
    }

    private Optional<Reason> of(
            String topic,
            Retention old,
            Retention now,
            SortedMap<String, String> was,
            SortedMap<String, String> is,
            boolean compacts) {
        Optional<String> value = before.of(topic, was);
        Optional<String> other = after.of(topic, is);
        if (SEGMENT.contains(topic)) {
            return isLess(value, other) && outlives(old, was) && now.policies().contains("delete")
                    ? Optional.of(Reason.SEGMENTS_SHORTER)
                    : Optional.empty();
        }
        Row row = TOPIC.get(topic);
        if (row == null || !compacts && isOfCompaction(row.reason())) {
            return Optional.empty();
        }
        if (topic.equals(TIMESTAMP)) {
            return other.filter("CreateTime"::equals).isPresent() && !value.equals(other)
                    ? Optional.of(row.reason())
                    : Optional.empty();
        }
        return judged(row, value, other);
    }

    /** Whether records live longer than their retention because their segment is open for longer. */
    private boolean outlives(Retention kept, SortedMap<String, String> own) {
        Optional<BigDecimal> millis = number(before.of("segment.ms", own));
        Optional<BigDecimal> bytes = number(before.of("segment.bytes", own));
        return kept.limitsTime()
                        && millis.filter(open -> open.compareTo(BigDecimal.valueOf(kept.millis())) > 0)
                                .isPresent()
                || kept.limitsBytes()
                        && bytes.filter(open -> open.compareTo(BigDecimal.valueOf(kept.bytes())) > 0)
                                .isPresent();
    }

    private static boolean isOfCompaction(Reason reason) {
        return reason == Reason.COMPACTS_SOONER || reason == Reason.TOMBSTONES_KEPT_LESS;
    }

    private static Optional<Reason> judged(Row row, Optional<String> was, Optional<String> is) {
        boolean loses = switch (row.when()) {
            case LESS -> isLess(was, is);
            case TRUE -> is.filter("true"::equalsIgnoreCase).isPresent() && !was.equals(is);
            case FALSE -> was.filter("true"::equalsIgnoreCase).isPresent() && !was.equals(is);
            case OTHER -> !was.equals(is);
        };
        return loses ? Optional.of(row.reason()) : Optional.empty();
    }

    /** Whether the second number is less, where -1 is no limit. */
    private static boolean isLess(Optional<String> was, Optional<String> is) {
        Optional<BigDecimal> old = number(was);
        Optional<BigDecimal> now = number(is);
        if (now.isEmpty() || now.get().signum() < 0) {
            return false;
        }
        return old.isPresent() && (old.get().signum() < 0 || now.get().compareTo(old.get()) < 0);
    }

    private static Optional<BigDecimal> number(Optional<String> text) {
        try {
            return text.map(String::strip).map(BigDecimal::new);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> standing(String name, TopicValues values) {
        return Optional.ofNullable(values.brokers().get(name))
                .map(String::strip)
                .or(() -> values.catalogue()
                        .broker(name)
                        .map(Setting::fallback)
                        .filter(Fallback::present)
                        .map(Fallback::text));
    }

    /** The topic setting in whose place a broker setting stands. */
    private Optional<String> ofTopics(String broker) {
        return before.catalogue().topics().values().stream()
                .filter(setting -> setting.fallback().settings().contains(broker))
                .map(Setting::name)
                .findFirst();
    }

    private static SortedMap<String, Row> topic() {
        SortedMap<String, Row> rows = new TreeMap<>();
        rows.put("delete.retention.ms", new Row(When.LESS, Reason.TOMBSTONES_KEPT_LESS));
        rows.put("max.compaction.lag.ms", new Row(When.LESS, Reason.COMPACTS_SOONER));
        rows.put(TIMESTAMP, new Row(When.OTHER, Reason.TIME_OF_PRODUCERS));
        rows.put("min.cleanable.dirty.ratio", new Row(When.LESS, Reason.COMPACTS_SOONER));
        rows.put("min.compaction.lag.ms", new Row(When.LESS, Reason.COMPACTS_SOONER));
        rows.put("min.insync.replicas", new Row(When.LESS, Reason.IN_SYNC_FEWER));
        rows.put("remote.storage.enable", new Row(When.FALSE, Reason.TIERED_OFF));
        rows.put("unclean.leader.election.enable", new Row(When.TRUE, Reason.LEADERS_UNCLEAN));
        return Collections.unmodifiableSortedMap(rows);
    }

    private static SortedMap<String, Row> broker() {
        SortedMap<String, Row> rows = new TreeMap<>();
        rows.put("default.replication.factor", new Row(When.LESS, Reason.COPIES_FEWER));
        rows.put("log.cleaner.enable", new Row(When.TRUE, Reason.COMPACTS_SOONER));
        rows.put("offsets.retention.minutes", new Row(When.LESS, Reason.OFFSETS_KEPT_LESS));
        rows.put("producer.id.expiration.ms", new Row(When.LESS, Reason.PRODUCERS_KEPT_LESS));
        rows.put("remote.log.storage.system.enable", new Row(When.FALSE, Reason.TIERED_OFF));
        rows.put("share.coordinator.state.topic.min.isr", new Row(When.LESS, Reason.IN_SYNC_FEWER));
        rows.put("transaction.state.log.min.isr", new Row(When.LESS, Reason.IN_SYNC_FEWER));
        rows.put("transactional.id.expiration.ms", new Row(When.LESS, Reason.PRODUCERS_KEPT_LESS));
        return Collections.unmodifiableSortedMap(rows);
    }
}
