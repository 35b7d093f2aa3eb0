package io.trivet.platform.msk;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.MetadataMode;
import io.trivet.kafka.Setting;
import io.trivet.kafka.UpdateMode;
import io.trivet.stack.MskType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The tables of code against lists that were typed off AWS's pages by themselves. */
final class MskSettingsTest {
    private static final Catalogue OLD = Catalogue.of(KafkaVersion.V3_9_2);
    private static final Catalogue YOUNG = Catalogue.of(KafkaVersion.V4_3_1);

    /** Kafka's authorizer and MSK itself define these; no broker of Kafka does. */
    private static final List<String> NOT_OF_BROKERS =
            List.of("allow.everyone.if.no.acl.found", "custom.advertised.listeners");

    private static List<String> listed(String file) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("src/test/resources/io/trivet/platform/msk", file))) {
            return lines.filter(line -> !line.startsWith("#")).toList();
        }
    }

    private static Catalogue taken(MskType type) {
        return MskSettings.catalogue(OLD, type, MetadataMode.ZOOKEEPER);
    }

    @Test
    void standard_takes_the_49_names_of_its_page_and_no_other() throws IOException {
        assertThat(listed("msk-standard.txt")).hasSize(49);
        assertThat(MskSettings.names(MskType.STANDARD)).isEqualTo(listed("msk-standard.txt"));
        assertThat(taken(MskType.STANDARD).brokers().keySet()).containsExactlyElementsOf(listed("msk-standard.txt"));
    }

    @Test
    void express_takes_the_26_names_of_its_page_and_no_other() throws IOException {
        assertThat(listed("msk-express.txt")).hasSize(26);
        assertThat(taken(MskType.EXPRESS).brokers().keySet()).containsExactlyElementsOf(listed("msk-express.txt"));
    }

    @Test
    void serverless_takes_none() {
        assertThat(taken(MskType.SERVERLESS).brokers()).isEmpty();
    }

    @Test
    void topics_take_what_their_page_lists_and_on_standard_all_that_kafka_has() throws IOException {
        assertThat(taken(MskType.STANDARD).topics()).isEqualTo(OLD.topics());
        assertThat(taken(MskType.EXPRESS).topics().keySet())
                .containsExactlyElementsOf(listed("msk-express-topics.txt"));
        assertThat(taken(MskType.SERVERLESS).topics().keySet())
                .containsExactlyElementsOf(listed("msk-serverless-topics.txt"));
    }

    @ParameterizedTest
    @EnumSource(MskType.class)
    void kafka_knows_every_name_in_one_version_or_the_other(MskType type) {
        assertThat(MskSettings.names(type))
                .allSatisfy(name -> assertThat(OLD.broker(name).isPresent()
                                || YOUNG.broker(name).isPresent()
                                || NOT_OF_BROKERS.contains(name))
                        .as(name)
                        .isTrue());
    }

    @ParameterizedTest
    @EnumSource(MskType.class)
    void every_default_passes_its_own_check(MskType type) {
        Catalogue taken = taken(type);
        List<Setting> all = new ArrayList<>(taken.brokers().values());
        all.addAll(taken.topics().values());

        assertThat(all.stream()
                        .filter(setting -> setting.fallback().present()
                                && !setting.fallback().text().isEmpty()))
                .allSatisfy(
                        setting -> assertThat(setting.check(setting.fallback().text()))
                                .as(setting.name())
                                .isEmpty());
    }

    @Test
    void kraft_has_no_zookeeper_and_kafka_4_not_what_it_dropped() {
        Catalogue kraft = MskSettings.catalogue(OLD, MskType.STANDARD, MetadataMode.KRAFT);
        Catalogue four = MskSettings.catalogue(YOUNG, MskType.STANDARD, MetadataMode.KRAFT);

        assertThat(kraft.brokers().keySet()).hasSize(47).noneMatch(name -> name.startsWith("zookeeper."));
        assertThat(four.brokers().keySet())
                .hasSize(45)
                .doesNotContain("leader.imbalance.per.broker.percentage", "log.message.timestamp.difference.max.ms");
    }

    @ParameterizedTest
    @CsvSource({
        "STANDARD, replica.lag.time.max.ms, 9999, 'be a whole number from 10000 to 30000'",
        "STANDARD, replica.lag.time.max.ms, 30001, 'be a whole number from 10000 to 30000'",
        "STANDARD, zookeeper.session.timeout.ms, 5999, 'be a whole number from 6000 to 18000'",
        "STANDARD, zookeeper.connection.timeout.ms, 18001, 'be a whole number from 6000 to 18000'",
        "STANDARD, socket.send.buffer.bytes, -2, 'be a whole number from -1 to 2147483647'",
        "STANDARD, allow.everyone.if.no.acl.found, no, 'be true or false'",
    })
    void ranges_are_those_of_msk_where_it_has_its_own(MskType type, String name, String value, String must) {
        assertThat(taken(type).broker(name).orElseThrow().check(value)).contains(must);
    }

    @Test
    void the_largest_message_of_serverless_is_8_mebibytes() {
        Setting largest = taken(MskType.SERVERLESS).topic("max.message.bytes").orElseThrow();

        assertThat(largest.check("8388608")).isEmpty();
        assertThat(largest.check("8388609")).contains("be a whole number from 68 to 8388608");
    }

    @Test
    void defaults_are_those_of_msk_where_they_are_not_those_of_kafka() {
        assertThat(taken(MskType.STANDARD)
                        .broker("unclean.leader.election.enable")
                        .orElseThrow()
                        .fallback()
                        .text())
                .isEqualTo("true");
        assertThat(taken(MskType.EXPRESS)
                        .topic("message.timestamp.before.max.ms")
                        .orElseThrow()
                        .fallback()
                        .text())
                .isEqualTo("86400000");
        assertThat(taken(MskType.STANDARD)
                        .broker("message.max.bytes")
                        .orElseThrow()
                        .fallback())
                .isEqualTo(OLD.broker("message.max.bytes").orElseThrow().fallback());
    }

    @Test
    void a_broker_setting_always_rolls_the_brokers_and_a_topic_setting_never() {
        assertThat(taken(MskType.STANDARD).brokers().values())
                .allSatisfy(setting -> assertThat(setting.update()).isEqualTo(UpdateMode.RESTART));
        assertThat(taken(MskType.EXPRESS).topics().values())
                .allSatisfy(setting -> assertThat(setting.update()).isEqualTo(UpdateMode.CLUSTER_WIDE));
    }

    @ParameterizedTest
    @EnumSource(MskType.class)
    void what_is_held_fast_cannot_be_set(MskType type) {
        assertThat(MskSettings.fixed(type).keySet()).allSatisfy(name -> {
            assertThat(OLD.broker(name)).isPresent();
            assertThat(MskSettings.names(type)).doesNotContain(name);
        });
    }
}
