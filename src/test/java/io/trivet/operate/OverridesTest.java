package io.trivet.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.ServerText;
import io.trivet.kafka.SettingsDelta;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class OverridesTest {
    private static final Catalogue KAFKA = Catalogue.of(KafkaVersion.V3_9_2);
    private static final SortedSet<String> NONE = new TreeSet<>();
    private static final SortedSet<String> THREADS = new TreeSet<>(Set.of("num.io.threads"));

    @Test
    void a_change_is_one_order_to_the_cluster() {
        SettingsDelta delta = delta("num.io.threads=8\n", "num.io.threads=16\n");

        assertThat(Overrides.NONE.orders(delta, read("num.io.threads=16\n"), NONE, KAFKA))
                .containsExactly(new Overrides.Order(true, "num.io.threads", "16", false));
    }

    @Test
    void a_cluster_that_has_the_value_is_not_asked_again() {
        SettingsDelta delta = delta("num.io.threads=8\n", "num.io.threads=16\n");

        assertThat(new Overrides(new TreeMap<>(), read("num.io.threads=16\n"))
                        .orders(delta, read("num.io.threads=16\n"), NONE, KAFKA))
                .isEmpty();
    }

    @Test
    void values_that_shadow_the_file_go_and_those_that_it_does_not_name_stay() {
        Overrides overrides = new Overrides(
                read("num.io.threads=2\nbackground.threads=3\n"),
                read("num.network.threads=9\nlog.cleaner.threads=4\n"));

        assertThat(overrides.orders(
                        SettingsDelta.NOTHING, read("num.io.threads=8\nnum.network.threads=5\n"), NONE, KAFKA))
                .containsExactly(
                        new Overrides.Order(true, "num.network.threads", "5", false),
                        new Overrides.Order(false, "num.io.threads", "", true));
    }

    @Test
    void what_a_broker_has_of_its_own_is_an_order_to_it_alone() {
        SettingsDelta delta = delta("num.io.threads=8\n", "num.io.threads=12\n");

        assertThat(Overrides.NONE.orders(delta, read("num.io.threads=12\n"), THREADS, KAFKA))
                .containsExactly(new Overrides.Order(false, "num.io.threads", "12", false));
    }

    @Test
    void what_a_broker_has_of_its_own_stands_above_what_the_cluster_was_ordered() {
        SortedMap<String, String> wanted = read("num.io.threads=12\n");

        assertThat(new Overrides(new TreeMap<>(), read("num.io.threads=16\n"))
                        .orders(SettingsDelta.NOTHING, wanted, THREADS, KAFKA))
                .containsExactly(new Overrides.Order(false, "num.io.threads", "12", false));
        assertThat(new Overrides(wanted, read("num.io.threads=16\n"))
                        .orders(SettingsDelta.NOTHING, wanted, THREADS, KAFKA))
                .isEmpty();
        assertThat(new Overrides(wanted, read("num.io.threads=16\n"))
                        .orders(
                                delta("num.io.threads=12\n", "num.io.threads=16\n"),
                                read("num.io.threads=16\n"),
                                NONE,
                                KAFKA))
                .containsExactly(new Overrides.Order(false, "num.io.threads", "", true));
    }

    private static SettingsDelta delta(String applied, String wanted) {
        return SettingsDelta.between(read(applied), read(wanted), KAFKA);
    }

    private static SortedMap<String, String> read(String text) {
        return ServerText.read(text);
    }
}
