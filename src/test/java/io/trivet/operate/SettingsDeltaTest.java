package io.trivet.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.settings.Catalogue;
import io.trivet.settings.KafkaVersion;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class SettingsDeltaTest {
    private static final Catalogue KAFKA = Catalogue.of(KafkaVersion.V3_9_2);

    @Test
    void each_change_is_what_Kafka_says_of_its_setting() {
        SettingsDelta delta = delta(
                "num.io.threads=8\nqueued.max.requests=500\nmax.connections.per.ip=10\n",
                "num.io.threads=16\nqueued.max.requests=600\nmax.connections.per.ip=20\n"
                        + "listeners=CLIENT://10.0.0.1:9092\n");

        assertThat(delta.clusterWide()).containsExactly(entry("max.connections.per.ip=20"), entry("num.io.threads=16"));
        assertThat(delta.perBroker()).containsExactly(entry("listeners=CLIENT://10.0.0.1:9092"));
        assertThat(delta.restart()).containsExactly("queued.max.requests");
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
    void a_change_is_one_order_to_the_cluster() {
        SettingsDelta delta = delta("num.io.threads=8\n", "num.io.threads=16\n");

        assertThat(Overrides.NONE.orders(delta, read("num.io.threads=16\n"), KAFKA))
                .containsExactly(new Overrides.Order(true, "num.io.threads", "16", false));
    }

    @Test
    void a_cluster_that_has_the_value_is_not_asked_again() {
        SettingsDelta delta = delta("num.io.threads=8\n", "num.io.threads=16\n");

        assertThat(new Overrides(new TreeMap<>(), read("num.io.threads=16\n"))
                        .orders(delta, read("num.io.threads=16\n"), KAFKA))
                .isEmpty();
    }

    @Test
    void values_that_shadow_the_file_go_and_those_that_it_does_not_name_stay() {
        Overrides overrides = new Overrides(
                read("num.io.threads=2\nbackground.threads=3\n"),
                read("num.network.threads=9\nlog.cleaner.threads=4\n"));

        assertThat(overrides.orders(SettingsDelta.NOTHING, read("num.io.threads=8\nnum.network.threads=5\n"), KAFKA))
                .containsExactly(
                        new Overrides.Order(true, "num.network.threads", "5", false),
                        new Overrides.Order(false, "num.io.threads", "", true));
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
