package io.trivet.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A name that is no setting, and what it is meant to be. */
final class MeantSettingTest {
    @ParameterizedTest
    @CsvSource({
        "log.segment.ms, 3600000, log.roll.ms, 3600000",
        "retention.ms, 86400000, log.retention.ms, 86400000",
        "retention.hours, 24, log.retention.hours, 24",
        "log.retention.days, 7, log.retention.hours, 168",
        "log.retention.seconds, 90, log.retention.ms, 90000",
        "log.retention.seconds, 120, log.retention.minutes, 2",
        "offsets.retention.hours, 24, offsets.retention.minutes, 1440",
        "offsets.retention.ms, 604800000, offsets.retention.minutes, 10080",
        "replica.lag.time.max.seconds, 30, replica.lag.time.max.ms, 30000",
        "log.segment.mb, 512, log.segment.bytes, 536870912",
        "max.message.bytes, 2000000, message.max.bytes, 2000000",
        "segment.ms, 3600000, log.roll.ms, 3600000",
        "delete.retention.ms, 1000, log.cleaner.delete.retention.ms, 1000",
        "min.cleanable.dirty.ratio, 0.3, log.cleaner.min.cleanable.ratio, 0.3",
        "flush.ms, 1000, log.flush.interval.ms, 1000",
        "log.min.insync.replicas, 2, min.insync.replicas, 2",
        "replication.factor, 3, default.replication.factor, 3",
        "unclean.leader.election, false, unclean.leader.election.enable, false",
        "LOG_RETENTION_MS, 86400000, log.retention.ms, 86400000",
        "KAFKA_LOG_RETENTION_MS, 86400000, log.retention.ms, 86400000",
        "logRetentionMs, 86400000, log.retention.ms, 86400000",
        "min.insync.replica, 2, min.insync.replicas, 2",
        "num.io.thread, 8, num.io.threads, 8",
        "log.retension.ms, 86400000, log.retention.ms, 86400000",
        "insync.min.replicas, 2, min.insync.replicas, 2",
        "Compression.Type, producer, compression.type, producer",
        "log.retention, 7d, log.retention.hours, 168",
        "retention, 90s, log.retention.ms, 90000",
        "retention.time, 2 days, log.retention.hours, 48",
        "log.retention.days, 2w, log.retention.hours, 336",
        "log.segment.size, 1GB, log.segment.bytes, 1073741824",
        "log.segment.size, 1000000, log.segment.bytes, 1000000",
        "message.max.size, 2MiB, message.max.bytes, 2097152",
        "log.roll, 12h, log.roll.hours, 12",
        "min.isr, 2, min.insync.replicas, 2",
        "delete.topic.enabled, true, delete.topic.enable, true",
    })
    void of_brokers(String name, String value, String meant, String same) {
        assertThat(first(KafkaVersion.V4_3_1, false, name, value)).isEqualTo(one(meant, same));
    }

    @ParameterizedTest
    @CsvSource({
        "log.retention.ms, 86400000, retention.ms, 86400000",
        "log.retention.hours, 24, retention.ms, 86400000",
        "log.retention.minutes, 60, retention.ms, 3600000",
        "log.retention.days, 7, retention.ms, 604800000",
        "retention.hours, 24, retention.ms, 86400000",
        "retention.msec, 86400000, retention.ms, 86400000",
        "log.roll.hours, 24, segment.ms, 86400000",
        "log.segment.bytes, 1000000, segment.bytes, 1000000",
        "log.cleanup.policy, compact, cleanup.policy, compact",
        "message.max.bytes, 2000000, max.message.bytes, 2000000",
        "log.cleaner.min.compaction.lag.ms, 1000, min.compaction.lag.ms, 1000",
        "log.message.timestamp.type, CreateTime, message.timestamp.type, CreateTime",
        "log.retention.hours, -1, retention.ms, -1",
        "retention, 1d, retention.ms, 86400000",
        "retention.size, 1.5g, retention.bytes, 1610612736",
        "retention.minutes, 30m, retention.ms, 1800000",
        "max.message.size, 1048576, max.message.bytes, 1048576",
        "min.isr, 2, min.insync.replicas, 2",
    })
    void of_topics(String name, String value, String meant, String same) {
        assertThat(first(KafkaVersion.V4_3_1, true, name, value)).isEqualTo(one(meant, same));
    }

    /** What reads like another and means something else. */
    @ParameterizedTest
    @CsvSource({
        "controlled.shutdown.retry.backoff.ms, 5000",
        "controlled.shutdown.max.retries, 3",
        "log.message.format.version, 3.0",
        "inter.broker.protocol.version, 3.9",
        "leader.imbalance.per.broker.percentage, 10",
        "log.retention, 168",
        "replica.lag.time.max, 30",
        "log.retention, 7x",
        "log.retention, 30m",
        "retention, 0.5ms",
        "log.segment.size, 7d",
        "socket.request.min.bytes, 1",
        "group.min.size, 10",
        "qqqqqqqqqqqqqqqqqqqqqqqqqq, 1",
        "log.segment.hours, x",
    })
    void none_is_right(String name, String value) {
        assertThat(MeantSetting.of(Catalogue.of(KafkaVersion.V4_3_1), false, name, value))
                .isEmpty();
    }

    @Test
    void one_that_kafka_4_has_split_becomes_two() {
        SortedMap<String, String> two = new TreeMap<>();
        two.put("log.message.timestamp.after.max.ms", "3600000");
        two.put("log.message.timestamp.before.max.ms", "3600000");

        assertThat(first(KafkaVersion.V4_3_1, false, "log.message.timestamp.difference.max.ms", "3600000"))
                .isEqualTo(two);
    }

    /** Each name in the table of those that went is one that a version knew, or one of before 3.9 that is known so. */
    @Test
    void what_went_with_a_version_is_all_there() {
        Catalogue old = Catalogue.of(KafkaVersion.V3_9_2);
        Catalogue young = Catalogue.of(KafkaVersion.V4_3_1);

        assertThat(old.brokers().keySet().stream()
                        .filter(name -> young.broker(name).isEmpty())
                        .filter(name -> OwnedSettings.reason(name).isEmpty()))
                .allSatisfy(
                        name -> assertThat(GoneSetting.of(false, name)).as(name).isPresent());
        assertThat(old.topics().keySet().stream()
                        .filter(name -> young.topic(name).isEmpty()))
                .allSatisfy(
                        name -> assertThat(GoneSetting.of(true, name)).as(name).isPresent());
        assertThat(GoneSetting.all())
                .allSatisfy(gone -> assertThat(
                                gone.topic()
                                        ? young.topics().keySet()
                                        : young.brokers().keySet())
                        .doesNotContain(gone.name())
                        .containsAll(gone.instead()));
    }

    @ParameterizedTest
    @EnumSource
    void no_hidden_setting_is_proposed_for_a_misspelt_one(KafkaVersion version) {
        Catalogue catalogue = Catalogue.of(version);

        for (Setting setting : catalogue.brokers().values()) {
            if (setting.internal()) {
                assertThat(MeantSetting.of(catalogue, false, setting.name() + "x", "1"))
                        .as(setting.name())
                        .noneMatch(meant -> meant.containsKey(setting.name()));
            }
        }
    }

    private static SortedMap<String, String> first(KafkaVersion version, boolean topic, String name, String value) {
        List<SortedMap<String, String>> all = MeantSetting.of(Catalogue.of(version), topic, name, value);
        return all.isEmpty() ? new TreeMap<>() : all.get(0);
    }

    private static SortedMap<String, String> one(String name, String value) {
        return new TreeMap<>(Map.of(name, value));
    }
}
