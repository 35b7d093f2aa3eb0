package io.trivet.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            num.io.threads                 | 0          | be a whole number from 1 to 32767
            num.io.threads                 | eight      | be a whole number from 1 to 32767
            num.io.threads                 | 2147483648 | be a whole number from 1 to 32767
            num.io.threads                 | 8          |
            log.cleaner.dedupe.buffer.size | 9e9 | be a whole number from -9223372036854775808 to 9223372036854775807
            log.cleaner.min.cleanable.ratio| 1.5        | be a number from 0 to 1
            log.cleaner.min.cleanable.ratio| 0.5        |
            log.cleaner.io.max.bytes.per.second| much   | be a number
            remote.log.manager.task.retry.jitter | 0.6  | be a number from 0 to 0.5
            log.cleaner.backoff.ms         | -1         | be a whole number from 0 to 9223372036854775807
            compression.gzip.level         | 0          | be a whole number from 1 to 9, or -1
            compression.gzip.level         | -1         |
            unclean.leader.election.enable | yes        | be true or false
            unclean.leader.election.enable | TRUE       |
            compression.type               | brotli     | be one of uncompressed, zstd, lz4, snappy, gzip and producer
            compression.type               | zstd       |
            log.cleanup.policy             | delete,zip | name only of compact and delete
            log.cleanup.policy             | delete, compact |
            alter.config.policy.class.name | a..b       | be the full name of a Java class
            remote.log.metadata.manager.listener.name | '' | not be empty
            ssl.keystore.password          | anything   |
            """)
    void what_kafka_refuses_is_told_with_what_it_must_be(String name, String value, String must) {
        Setting setting = Catalogue.of(KafkaVersion.V3_9_2).broker(name).orElseThrow();

        assertThat(setting.check(value).orElse(null)).isEqualTo(must);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            log.cleanup.policy | ''              |
            log.cleanup.policy | delete, delete  |
            metric.reporters   | a,,b            | name no empty member
            log.dirs           | ''              | name at least one
            log.segment.bytes  | 1048575         | be a whole number from 1048576 to 2147483647
            """)
    void kafka_4_is_stricter(String name, String value, String must) {
        Setting setting = Catalogue.of(KafkaVersion.V4_3_1).broker(name).orElseThrow();

        assertThat(setting.check(value).orElse(null)).isEqualTo(must);
    }
}
