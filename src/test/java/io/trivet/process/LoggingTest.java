package io.trivet.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.kafka.KafkaVersion;
import io.trivet.stack.LogLevel;
import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LoggingTest {
    private static final SortedMap<String, LogLevel> LEVELS = new TreeMap<>(Map.of(
            "root", LogLevel.WARN,
            "kafka.controller", LogLevel.TRACE,
            "a.b_c", LogLevel.DEBUG,
            "a_b.c", LogLevel.ERROR,
            "kafka.request.logger", LogLevel.OFF));

    @ParameterizedTest
    @EnumSource(KafkaVersion.class)
    void without_levels_the_text_is_that_of_trivet(KafkaVersion version) {
        Logging logging = Logging.of(version);

        assertThat(logging.with(new TreeMap<>())).isEqualTo(logging.text());
    }

    @Test
    void log4j_reads_each_level_that_is_described_and_the_others_as_they_were() throws IOException {
        Logging logging = Logging.of(KafkaVersion.V3_9_2);
        Properties before = read(logging.text());
        Properties after = read(logging.with(LEVELS));

        before.putAll(Map.of(
                "log4j.rootLogger", "WARN, stdout",
                "log4j.logger.kafka.controller", "TRACE",
                "log4j.logger.a.b_c", "DEBUG",
                "log4j.logger.a_b.c", "ERROR",
                "log4j.logger.kafka.request.logger", "OFF"));
        assertThat(after).isEqualTo(before);
    }

    @Test
    void log4j_2_reads_one_level_of_each_logger() throws IOException {
        Properties after = read(Logging.of(KafkaVersion.V4_3_1).with(LEVELS));

        SortedMap<String, String> levels = new TreeMap<>();
        after.stringPropertyNames().stream()
                .filter(key -> key.matches("logger\\..*\\.name"))
                .forEach(key -> assertThat(levels.put(
                                after.getProperty(key), after.getProperty(key.replaceFirst("name$", "level"))))
                        .as(key)
                        .isNull());
        assertThat(after.getProperty("rootLogger.level")).isEqualTo("WARN");
        assertThat(levels)
                .containsExactly(
                        Map.entry("a.b_c", "DEBUG"),
                        Map.entry("a_b.c", "ERROR"),
                        Map.entry("kafka.authorizer.logger", "INFO"),
                        Map.entry("kafka.controller", "TRACE"),
                        Map.entry("kafka.network.RequestChannel$", "WARN"),
                        Map.entry("kafka.request.logger", "OFF"),
                        Map.entry("state.change.logger", "INFO"));
    }

    @Test
    void logback_has_a_logger_for_each() {
        assertThat(Logging.ofZooKeeper().with(LEVELS)).contains("""
                  <logger name="a.b_c" level="DEBUG"/>
                  <logger name="a_b.c" level="ERROR"/>
                  <logger name="kafka.controller" level="TRACE"/>
                  <logger name="kafka.request.logger" level="OFF"/>
                  <root level="WARN">
                """);
    }

    private static Properties read(String text) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        return properties;
    }
}
