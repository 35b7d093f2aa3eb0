package io.trivet.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class KafkaServiceTest {
    @ParameterizedTest
    @EnumSource(KafkaService.class)
    void a_service_says_how_to_connect_and_where_that_is_written(KafkaService service) {
        KafkaService.Connection connection = service.connection();

        assertThat(connection.protocols()).isNotEmpty().doesNotHaveDuplicates();
        assertThat(connection.mechanisms()).doesNotHaveDuplicates();
        assertThat(connection.protocols().stream().anyMatch(ClientProtocol::sasl))
                .isEqualTo(!connection.mechanisms().isEmpty());
        assertThat(service.topics().leastReplicas())
                .isBetween(1, service.topics().mostReplicas());
        assertThat(service.sources())
                .isNotEmpty()
                .allSatisfy(source -> assertThat(source).startsWith("https://"));
    }

    @ParameterizedTest
    @EnumSource(KafkaService.class)
    void a_service_that_recommends_a_protocol_recommends_an_encrypted_one(KafkaService service) {
        assertThat(service.connection().protocols().get(0)).isEqualTo(ClientProtocol.SASL_SSL);
    }

    @Test
    void a_service_that_has_closed_names_its_last_day_and_what_its_users_moved_to() {
        assertThat(KafkaService.values())
                .filteredOn(service -> service.closure().isPresent())
                .containsExactly(KafkaService.CLOUDKARAFKA, KafkaService.UPSTASH)
                .allSatisfy(service -> {
                    KafkaService.Closure closure = service.closure().orElseThrow();
                    assertThat(closure.on()).isBefore(KafkaService.READ);
                    assertThat(closure.movedTo()).isNotBlank();
                    assertThat(closure.sources()).isNotEmpty();
                });
    }

    @Test
    void the_settings_of_topics_that_a_service_takes_are_kafkas_or_its_own() {
        SortedSet<String> known = new TreeSet<>();
        for (KafkaVersion version : KafkaVersion.values()) {
            known.addAll(Catalogue.of(version).topics().keySet());
        }

        for (KafkaService service : KafkaService.values()) {
            assertThat(service.topics().settings())
                    .filteredOn(setting -> !setting.startsWith("confluent."))
                    .allSatisfy(setting -> assertThat(known).contains(setting));
        }
    }
}
