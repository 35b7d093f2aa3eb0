package io.trivet.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A value that Kafka does not take, and what it is meant to be. */
final class MeantValueTest {
    @ParameterizedTest
    @CsvSource({
        "message.max.bytes, 10MB, 10485760",
        "message.max.bytes, 10 MiB, 10485760",
        "message.max.bytes, 10485760 bytes, 10485760",
        "message.max.bytes, '1,048,576', 1048576",
        "log.segment.bytes, 512m, 536870912",
        "log.retention.hours, 7d, 168",
        "log.retention.ms, 30m, 1800000",
        "log.retention.ms, 604_800_000, 604800000",
        "log.cleaner.dedupe.buffer.size, 256MB, 268435456",
        "log.preallocate, yes, true",
        "log.preallocate, Off, false",
        "compression.type, GZIP, gzip",
        "log.message.timestamp.type, createtime, CreateTime",
        "log.message.timestamp.type, log-append-time, LogAppendTime",
        "compression.type, snappi, snappy",
        "compression.type, none, uncompressed",
        "log.cleanup.policy, compacted, compact",
        "log.cleanup.policy, 'Delete; compact', 'delete,compact'",
    })
    void of_what_is_beyond_doubt(String name, String value, String meant) {
        assertThat(MeantValue.of(setting(name), value)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({
        "message.max.bytes, 10TB",
        "message.max.bytes, 10d",
        "message.max.bytes, many",
        "log.retention.hours, 90m",
        "num.io.threads, 8k",
        "log.preallocate, perhaps",
        "compression.type, brotli",
        "num.io.threads, 0",
    })
    void of_nothing_else(String name, String value) {
        assertThat(MeantValue.of(setting(name), value)).isEmpty();
    }

    private static Setting setting(String name) {
        return Catalogue.of(KafkaVersion.V3_9_2).broker(name).orElseThrow();
    }
}
