package io.trivet.kafka.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.kafka.SettingDefault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Presets against the classes of kafka-clients that are here, and against the names of librdkafka. */
final class PresetsTest {
    private static final ClientVersion V2_8 = new ClientVersion(2, 8, 2);
    private static final ClientVersion V1_1 = new ClientVersion(1, 1, 1);

    @ParameterizedTest
    @EnumSource
    void a_producer_takes_every_setting_of_its_preset(ProducerPreset preset) {
        Map<String, Object> settings = map(preset.settings(ClientVersion.CURRENT));
        settings.put("bootstrap.servers", "127.0.0.1:9092");
        settings.put("key.serializer", StringSerializer.class.getName());
        settings.put("value.serializer", StringSerializer.class.getName());
        if (preset.isTransactional()) {
            settings.put("transactional.id", "one");
        }
        ProducerConfig config = new ProducerConfig(settings);

        assertThat(ProducerConfig.configNames()).containsAll(settings.keySet());
        assertThat(config.getString("acks")).isEqualTo(preset.waitsForAll() ? "-1" : "1");
        assertThat(config.getBoolean("enable.idempotence")).isEqualTo(preset.waitsForAll());
    }

    @ParameterizedTest
    @EnumSource
    void a_consumer_takes_every_setting_of_its_preset(ConsumerPreset preset) {
        for (OffsetReset reset : OffsetReset.values()) {
            Map<String, Object> settings = map(preset.settings(ClientVersion.CURRENT));
            settings.put("bootstrap.servers", "127.0.0.1:9092");
            settings.put("group.id", "one");
            settings.put("auto.offset.reset", reset.text());
            settings.put("key.deserializer", StringDeserializer.class.getName());
            settings.put("value.deserializer", StringDeserializer.class.getName());
            ConsumerConfig config = new ConsumerConfig(settings);

            assertThat(ConsumerConfig.configNames()).containsAll(settings.keySet());
            assertThat(config.getString("auto.offset.reset")).isEqualTo(reset.text());
        }
    }

    @Test
    void an_old_client_is_told_what_was_not_its_default_and_not_what_it_does_not_know() {
        assertThat(reasons(ProducerPreset.SAFE.settings(V2_8)))
                .containsEntry(
                        "acks",
                        "acknowledged is what min.insync.replicas copies have, not one (1 by default before 3.0)")
                .containsEntry(
                        "enable.idempotence", "what is sent again is not written twice (false by default before 3.0)")
                .containsKey("retries");
        assertThat(map(ProducerPreset.SAFE.settings(V1_1)))
                .containsEntry("compression.type", "lz4")
                .containsEntry("retries", "2147483647")
                .doesNotContainKey("delivery.timeout.ms");
        assertThat(map(ProducerPreset.SAFE.settings(new ClientVersion(0, 10, 2))))
                .doesNotContainKey("enable.idempotence");
        assertThat(map(ProducerPreset.COMPRESSING.settings(V2_8))).doesNotContainKey("compression.zstd.level");
    }

    @Test
    void librdkafka_knows_every_name_that_it_is_given() throws IOException {
        SortedMap<String, String> known = new TreeMap<>();
        try (InputStream list = PresetsTest.class.getResourceAsStream("librdkafka.txt")) {
            new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" "))
                    .forEach(line -> known.merge(line[0], line[1], (one, other) -> one + other));
        }
        Arrays.stream(ProducerPreset.values())
                .flatMap(preset -> LibrdkafkaNames.of(preset.settings(ClientVersion.CURRENT)).stream())
                .forEach(row -> assertThat(known.get(row.key())).as(row.key()).containsAnyOf("*", "P"));
        Arrays.stream(ConsumerPreset.values())
                .flatMap(preset -> LibrdkafkaNames.of(preset.settings(ClientVersion.CURRENT)).stream())
                .forEach(row -> assertThat(known.get(row.key())).as(row.key()).containsAnyOf("*", "C"));
    }

    @Test
    void what_librdkafka_calls_otherwise_is_called_so() {
        assertThat(map(LibrdkafkaNames.of(List.of(
                        row("buffer.memory", "67108864"),
                        row("compression.zstd.level", "1"),
                        row("auto.offset.reset", "none"),
                        row("enable.auto.commit", "true"),
                        row("security.protocol", "SASL_SSL"),
                        row("sasl.mechanism", "AWS_MSK_IAM"),
                        row("sasl.jaas.config", "x required;"),
                        row("ssl.truststore.type", "PEM"),
                        row("ssl.truststore.location", "/etc/kafka/ca.pem")))))
                .containsExactly(
                        Map.entry("queue.buffering.max.kbytes", "65536"),
                        Map.entry("compression.level", "1"),
                        Map.entry("auto.offset.reset", "error"),
                        Map.entry("enable.auto.commit", "true"),
                        Map.entry("enable.auto.offset.store", "false"),
                        Map.entry("security.protocol", "sasl_ssl"),
                        Map.entry("sasl.mechanism", "OAUTHBEARER"),
                        Map.entry("ssl.ca.location", "/etc/kafka/ca.pem"));
    }

    private static SettingDefault row(String key, String value) {
        return new SettingDefault(key, value, "", "");
    }

    private static Map<String, Object> map(List<SettingDefault> rows) {
        Map<String, Object> map = new LinkedHashMap<>();
        rows.forEach(row -> map.put(row.key(), row.value()));
        return map;
    }

    private static Map<String, String> reasons(List<SettingDefault> rows) {
        Map<String, String> map = new LinkedHashMap<>();
        rows.forEach(row -> map.put(row.key(), row.reason()));
        return map;
    }
}
