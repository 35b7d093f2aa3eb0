package io.trivet.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class BrokerDefaultsTest {
    private static final SortedMap<String, String> NOTHING = new TreeMap<>();

    record Case(Catalogue catalogue, ClusterSize size) {
        @Override
        public String toString() {
            return catalogue.version() + " " + size;
        }
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (KafkaVersion version : KafkaVersion.values()) {
            Catalogue catalogue = Catalogue.of(version);
            for (MetadataMode mode : version.modes()) {
                for (int brokers : List.of(1, 2, 3, 6, 1000)) {
                    for (int vcpus : List.of(1, 2, 4, 8, 64)) {
                        cases.add(new Case(catalogue, new ClusterSize(brokers, vcpus, mode)));
                    }
                }
            }
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void every_default_is_known_to_its_version_passes_its_check_and_is_not_owned(Case one) {
        List<SettingDefault> all = new ArrayList<>(BrokerDefaults.brokers(one.catalogue(), one.size(), NOTHING));
        if (one.size().metadata() == MetadataMode.KRAFT) {
            all.addAll(BrokerDefaults.controllers(one.catalogue(), one.size(), NOTHING));
        }

        for (SettingDefault row : all) {
            Setting setting = one.catalogue().broker(row.key()).orElseThrow(() -> new AssertionError(row));
            assertThat(setting.check(row.value())).as(row.toString()).isEmpty();
            assertThat(setting.internal()).as(row.key()).isFalse();
            assertThat(OwnedSettings.reason(row.key())).isEmpty();
            assertThat(row.reason()).isNotBlank();
            assertThat(row.source()).isNotBlank();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void no_default_stands_twice(Case one) {
        assertThat(BrokerDefaults.brokers(one.catalogue(), one.size(), NOTHING))
                .extracting(SettingDefault::key)
                .doesNotHaveDuplicates();
        assertThat(BrokerDefaults.controllers(one.catalogue(), one.size(), NOTHING))
                .extracting(SettingDefault::key)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "2, 2, 1", "3, 3, 2", "6, 3, 2"})
    void replicas_are_three_but_never_more_than_brokers(int brokers, String replicas, String inSync) {
        SortedMap<String, String> settings = kraft(brokers, NOTHING);

        assertThat(settings)
                .containsEntry("default.replication.factor", replicas)
                .containsEntry("offsets.topic.replication.factor", replicas)
                .containsEntry("transaction.state.log.replication.factor", replicas)
                .containsEntry("share.coordinator.state.topic.replication.factor", replicas)
                .containsEntry("min.insync.replicas", inSync)
                .containsEntry("transaction.state.log.min.isr", inSync);
    }

    @Test
    void what_is_described_stands_above_the_default() {
        SortedMap<String, String> described = new TreeMap<>();
        described.put("min.insync.replicas", "1");

        assertThat(kraft(6, described)).containsEntry("min.insync.replicas", "1");
        assertThat(BrokerDefaults.brokers(
                        Catalogue.of(KafkaVersion.V4_3_1), new ClusterSize(6, 4, MetadataMode.KRAFT), described))
                .extracting(SettingDefault::key)
                .doesNotContain("min.insync.replicas");
    }

    @Test
    void a_retention_in_a_finer_unit_takes_the_hours_away() {
        SortedMap<String, String> described = new TreeMap<>();
        described.put("log.retention.ms", "1000");

        assertThat(kraft(6, described)).doesNotContainKey("log.retention.hours");
        assertThat(kraft(6, NOTHING)).containsEntry("log.retention.hours", "168");
    }

    @Test
    void larger_messages_come_with_larger_fetches_of_followers() {
        SortedMap<String, String> described = new TreeMap<>();
        described.put("message.max.bytes", "8388608");

        assertThat(kraft(6, described)).containsEntry("replica.fetch.max.bytes", "8388608");
        described.put("message.max.bytes", "8 MiB");
        assertThat(kraft(6, described)).containsEntry("replica.fetch.max.bytes", "1048576");
    }

    @Test
    void controllers_get_what_they_decide_and_nothing_else() {
        SortedMap<String, String> described = new TreeMap<>();
        described.put("min.insync.replicas", "1");
        described.put("num.io.threads", "32");
        described.put("controller.quorum.request.timeout.ms", "3000");

        SortedMap<String, String> settings = BrokerDefaults.controllerSettings(
                Catalogue.of(KafkaVersion.V4_3_1), new ClusterSize(6, 4, MetadataMode.KRAFT), described);

        assertThat(String.join(
                        "\n", settings.entrySet().stream().map(Object::toString).toList()))
                .isEqualTo("""
                        auto.leader.rebalance.enable=true
                        broker.session.timeout.ms=4000
                        compression.type=producer
                        controller.quorum.election.timeout.ms=1000
                        controller.quorum.fetch.timeout.ms=2000
                        controller.quorum.request.timeout.ms=3000
                        default.replication.factor=3
                        delete.topic.enable=true
                        message.max.bytes=1048588
                        min.insync.replicas=1
                        num.partitions=3
                        unclean.leader.election.enable=false""");
    }

    @Test
    void four_heartbeats_fit_into_a_session() {
        SortedMap<String, String> settings = kraft(6, NOTHING);

        assertThat(4 * Integer.parseInt(settings.getOrDefault("broker.heartbeat.interval.ms", "")))
                .isEqualTo(Integer.parseInt(settings.getOrDefault("broker.session.timeout.ms", "")));
    }

    @Test
    void settings_of_zookeeper_are_for_clusters_with_zookeeper() {
        Catalogue catalogue = Catalogue.of(KafkaVersion.V3_9_2);

        assertThat(BrokerDefaults.brokerSettings(catalogue, new ClusterSize(6, 4, MetadataMode.ZOOKEEPER), NOTHING))
                .containsKeys("zookeeper.session.timeout.ms", "broker.id.generation.enable")
                .doesNotContainKeys("broker.session.timeout.ms");
        assertThat(BrokerDefaults.brokerSettings(catalogue, new ClusterSize(6, 4, MetadataMode.KRAFT), NOTHING))
                .containsKeys("broker.session.timeout.ms")
                .doesNotContainKeys("zookeeper.session.timeout.ms", "broker.id.generation.enable");
    }

    private static SortedMap<String, String> kraft(int brokers, SortedMap<String, String> described) {
        return BrokerDefaults.brokerSettings(
                Catalogue.of(KafkaVersion.V4_3_1), new ClusterSize(brokers, 4, MetadataMode.KRAFT), described);
    }
}
