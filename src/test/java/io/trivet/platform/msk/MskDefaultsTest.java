package io.trivet.platform.msk;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.MetadataMode;
import io.trivet.kafka.SettingDefault;
import io.trivet.stack.MskType;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class MskDefaultsTest {
    private static final SortedMap<String, String> NOTHING = new TreeMap<>();

    record Case(MskType type, Catalogue kafka, MskSize size) {
        @Override
        public String toString() {
            return type + " " + kafka.version() + " " + size;
        }
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (KafkaVersion version : KafkaVersion.values()) {
            for (MetadataMode mode : version.modes()) {
                for (MskType type : MskType.values()) {
                    for (int zones : List.of(2, 3)) {
                        for (boolean provisioned : List.of(false, true)) {
                            cases.add(new Case(type, Catalogue.of(version), new MskSize(zones, 32, mode, provisioned)));
                        }
                    }
                }
            }
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void every_row_is_taken_by_its_flavour_passes_its_check_and_says_why(Case one) {
        Catalogue taken =
                MskSettings.catalogue(one.kafka(), one.type(), one.size().metadata());
        List<SettingDefault> rows = MskDefaults.rows(one.type(), one.kafka(), one.size(), NOTHING);

        assertThat(rows).extracting(SettingDefault::key).doesNotHaveDuplicates();
        assertThat(rows).allSatisfy(row -> {
            assertThat(taken.broker(row.key()).orElseThrow().check(row.value())).isEmpty();
            assertThat(row.reason()).isNotBlank();
            assertThat(row.source()).isNotBlank();
        });
    }

    private static SortedMap<String, String> written(MskType type, MskSize size, SortedMap<String, String> described) {
        return MskDefaults.configuration(type, Catalogue.of(KafkaVersion.V3_9_2), size, described);
    }

    private static MskSize size(int zones) {
        return new MskSize(zones, 2, MetadataMode.ZOOKEEPER, false);
    }

    @Test
    void standard_writes_out_what_msk_would_choose_against_its_user() {
        assertThat(written(MskType.STANDARD, size(3), NOTHING))
                .containsEntry("unclean.leader.election.enable", "false")
                .containsEntry("auto.create.topics.enable", "false")
                .containsEntry("default.replication.factor", "3")
                .containsEntry("min.insync.replicas", "2")
                .containsEntry("log.retention.hours", "168")
                .doesNotContainKeys("num.io.threads", "zookeeper.session.timeout.ms", "broker.rack");
    }

    @ParameterizedTest
    @CsvSource({"2, 2, 1", "3, 3, 2"})
    void replicas_follow_the_zones(int zones, String replicas, String inSync) {
        assertThat(written(MskType.STANDARD, size(zones), NOTHING))
                .containsEntry("default.replication.factor", replicas)
                .containsEntry("offsets.topic.replication.factor", replicas)
                .containsEntry("transaction.state.log.replication.factor", replicas)
                .containsEntry("min.insync.replicas", inSync)
                .containsEntry("transaction.state.log.min.isr", inSync);
    }

    @Test
    void express_keeps_records_for_a_week_in_milliseconds() {
        assertThat(written(MskType.EXPRESS, size(3), NOTHING))
                .containsEntry("log.retention.ms", "604800000")
                .doesNotContainKeys("log.retention.hours", "min.insync.replicas", "unclean.leader.election.enable");
    }

    @Test
    void serverless_has_no_configuration() {
        assertThat(written(MskType.SERVERLESS, size(3), NOTHING)).isEmpty();
    }

    @Test
    void what_is_described_stands_above_the_defaults() {
        SortedMap<String, String> described = new TreeMap<>();
        described.put("log.retention.ms", "1000");
        described.put("unclean.leader.election.enable", "true");

        assertThat(written(MskType.STANDARD, size(3), described))
                .containsEntry("unclean.leader.election.enable", "true")
                .containsEntry("log.retention.ms", "1000")
                .doesNotContainKey("log.retention.hours");
        assertThat(written(MskType.EXPRESS, size(3), described)).containsEntry("log.retention.ms", "1000");
    }

    @ParameterizedTest
    @CsvSource({"16, 16, 8, 4", "32, 32, 16, 8", "48, 48, 24, 14", "64, 64, 32, 16", "96, 96, 48, 16", "8, 8, 5, 2"})
    void provisioned_throughput_brings_the_threads_to_use_it(int vcpus, String io, String network, String fetchers) {
        MskSize size = new MskSize(3, vcpus, MetadataMode.ZOOKEEPER, true);

        assertThat(written(MskType.STANDARD, size, NOTHING))
                .containsEntry("num.io.threads", io)
                .containsEntry("num.network.threads", network)
                .containsEntry("num.replica.fetchers", fetchers);
    }

    @Test
    void what_brokers_will_have_is_what_is_held_fast_over_what_is_written_over_what_msk_chooses() {
        SortedMap<String, String> described = new TreeMap<>();
        described.put("min.insync.replicas", "1");
        Catalogue kafka = Catalogue.of(KafkaVersion.V3_9_2);

        assertThat(MskDefaults.effective(MskType.EXPRESS, kafka, size(3), described))
                .containsEntry("min.insync.replicas", "2")
                .containsEntry("log.message.timestamp.before.max.ms", "86400000")
                .containsEntry("log.retention.ms", "604800000");
        assertThat(MskDefaults.effective(MskType.STANDARD, kafka, size(3), described))
                .containsEntry("min.insync.replicas", "1")
                .containsEntry("num.network.threads", "5");
        assertThat(MskDefaults.effective(MskType.SERVERLESS, kafka, size(3), NOTHING))
                .isEqualTo(MskSettings.fixed(MskType.SERVERLESS));
    }
}
