package io.trivet.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class SettingsDeltaTest {
    private static final Catalogue KAFKA = Catalogue.of(KafkaVersion.V3_9_2);

    @Test
    void each_change_is_what_Kafka_says_of_its_setting() {
        SettingsDelta delta = delta(
                "num.io.threads=8\nqueued.max.requests=500\nmax.connections.per.ip=10\n",
                "num.io.threads=16\nqueued.max.requests=600\nmax.connections.per.ip=20\n"
                        + "ssl.keystore.location=/etc/kafka/keystore\n");

        assertThat(delta.clusterWide()).containsExactly(entry("max.connections.per.ip=20"), entry("num.io.threads=16"));
        assertThat(delta.perBroker()).containsExactly(entry("ssl.keystore.location=/etc/kafka/keystore"));
        assertThat(delta.restart()).containsExactly("queued.max.requests");
    }

    @Test
    void what_a_listener_is_made_of_goes_together_by_a_restart() {
        SettingsDelta delta = delta(
                "listeners=CLIENT://10.0.0.1:9092\n",
                "listeners=CLIENT://10.0.0.1:9092,PARTNERS://10.0.0.1:9094\n"
                        + "advertised.listeners=PARTNERS://broker1.kafka.example.com:9094\n"
                        + "listener.security.protocol.map=PARTNERS:PLAINTEXT\n");

        assertThat(delta.restart())
                .containsExactly("advertised.listeners", "listener.security.protocol.map", "listeners");
        assertThat(delta.perBroker()).isEmpty();
        assertThat(delta.clusterWide()).isEmpty();
    }

    @Test
    void a_pool_of_threads_grows_to_twice_and_shrinks_to_half_without_a_restart() {
        assertThat(delta("num.io.threads=8\n", "num.io.threads=16\n").restart()).isEmpty();
        assertThat(delta("num.io.threads=8\n", "num.io.threads=4\n").restart()).isEmpty();
        assertThat(delta("num.io.threads=8\n", "num.io.threads=17\n").restart()).containsExactly("num.io.threads");
        assertThat(delta("num.io.threads=8\n", "num.io.threads=3\n").restart()).containsExactly("num.io.threads");
        assertThat(delta("", "num.io.threads=32\n").restart()).containsExactly("num.io.threads");
    }

    @Test
    void what_a_site_decides_is_no_change() {
        SettingsDelta delta =
                delta("num.io.threads=8\nqueued.max.requests=500\n", "num.io.threads=16\nqueued.max.requests=600\n");

        assertThat(delta.without(new TreeSet<>(List.of("num.io.threads"))).clusterWide())
                .isEmpty();
        assertThat(delta.without(new TreeSet<>(List.of("queued.max.requests"))).restart())
                .isEmpty();
    }

    @Test
    void a_dynamic_setting_that_was_taken_out_gets_the_default_of_Kafka() {
        assertThat(delta("num.io.threads=16\n", "").clusterWide()).containsExactly(entry("num.io.threads=8"));
    }

    @Test
    void a_setting_without_a_default_goes_by_a_restart() {
        assertThat(delta("log.retention.ms=1000\n", "").restart()).containsExactly("log.retention.ms");
    }

    @Test
    void another_order_comment_or_spelling_changes_nothing() {
        assertThat(delta("# one\nnum.io.threads=8\nlog.cleaner.io.max.bytes.per.second=1.0\n", """
                        # another
                        log.cleaner.io.max.bytes.per.second=1
                        num.io.threads = 8
                        """))
                .isEqualTo(SettingsDelta.NOTHING);
    }

    @Test
    void what_the_version_does_not_know_needs_a_restart() {
        assertThat(delta("", "my.plugin.depth=3\n").restart()).containsExactly("my.plugin.depth");
    }

    @Test
    void a_controller_hears_orders_to_the_cluster_and_restarts_for_the_others() {
        SettingsDelta delta = delta(
                        "message.max.bytes=1000\nlisteners=CONTROLLER://10.0.0.1:9093\nnum.partitions=3\n",
                        "message.max.bytes=2000\nlisteners=CONTROLLER://10.0.0.2:9093\nnum.partitions=6\n")
                .ofController();

        assertThat(delta.clusterWide()).containsExactly(entry("message.max.bytes=2000"));
        assertThat(delta.perBroker()).isEmpty();
        assertThat(delta.restart()).containsExactly("listeners", "num.partitions");
    }

    private static SettingsDelta delta(String applied, String wanted) {
        return SettingsDelta.between(read(applied), read(wanted), KAFKA);
    }

    private static SortedMap<String, String> read(String text) {
        return ServerText.read(text);
    }

    private static java.util.Map.Entry<String, String> entry(String line) {
        return read(line).entrySet().iterator().next();
    }
}
