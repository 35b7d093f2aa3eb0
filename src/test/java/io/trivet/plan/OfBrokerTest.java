package io.trivet.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.gen.Plain;
import io.trivet.gen.Sample;
import io.trivet.kafka.ServerText;
import io.trivet.layout.Site;
import io.trivet.platform.Change;
import io.trivet.platform.Ec2Platform;
import io.trivet.platform.Prices;
import io.trivet.platform.Reason;
import io.trivet.process.ConfigFile;
import io.trivet.rule.Rules;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What one broker has of its own. */
final class OfBrokerTest {
    private static final List<String> OWN = List.of("brokers", "overrides", "broker4", "settings", "num.io.threads");
    private static final List<String> READ_ONCE =
            List.of("brokers", "overrides", "broker4", "settings", "queued.max.requests");

    static Stream<Sample> clusters() {
        return Stream.of(Plain.kraft(), Plain.zooKeeper()).map(sample -> sample.with("brokers.nodes", 6));
    }

    private static Plan<Ec2Platform> plan(Sample sample) {
        return Plan.of(sample.description(), Site.EC2);
    }

    private static SortedMap<String, String> digests(Plan<Ec2Platform> plan) {
        Bundles bundles = Bundles.of(plan, "");
        SortedMap<String, String> digests = new TreeMap<>();
        plan.layout().nodes().forEach(node -> digests.put(node.name(), bundles.digest(node)));
        return digests;
    }

    private static String file(Plan<?> plan, String broker) {
        return plan.brokers().stream()
                .filter(node -> node.node().name().equals(broker))
                .flatMap(node -> node.files().stream())
                .filter(file -> file.path().endsWith("/server.properties"))
                .map(ConfigFile::text)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("clusters")
    void nothing_changes_on_any_other_node(Sample cluster) {
        SortedMap<String, String> before = digests(plan(cluster));
        SortedMap<String, String> after = digests(plan(cluster.with(OWN, 24)));

        assertThat(after.remove("broker4")).isNotEqualTo(before.remove("broker4"));
        assertThat(after).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("clusters")
    void its_server_reads_its_own_value_and_the_others_that_of_all(Sample cluster) {
        Plan<Ec2Platform> plan = plan(cluster.with(OWN, 24).with(List.of("brokers", "settings", "num.io.threads"), 16));

        assertThat(ServerText.read(file(plan, "broker4"))).containsEntry("num.io.threads", "24");
        assertThat(ServerText.alone(file(plan, "broker4"))).containsExactly("num.io.threads");
        assertThat(ServerText.read(file(plan, "broker5"))).containsEntry("num.io.threads", "16");
        assertThat(ServerText.alone(file(plan, "broker5"))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("clusters")
    void what_is_read_once_restarts_that_broker_alone_and_what_is_ordered_restarts_none(Sample cluster) {
        Comparison ordered = compared(cluster, cluster.with(OWN, 12));
        Comparison started = compared(cluster, cluster.with(READ_ONCE, 1000));

        assertThat(ordered.rollout().steps()).isEmpty();
        assertThat(started.rollout().steps())
                .singleElement()
                .satisfies(step -> assertThat(step.nodes()).containsExactly("broker4"));
        assertThat(started.delta().changes())
                .extracting(Change::reason)
                .containsOnly(Reason.SETTING_STATIC, Reason.SETTINGS_FILE);
        assertThat(compared(cluster.with(READ_ONCE, 1000), cluster).rollout().steps())
                .singleElement()
                .satisfies(step -> assertThat(step.nodes()).containsExactly("broker4"));
    }

    private static Comparison compared(Sample before, Sample after) {
        return Comparison.of("prod", Rules.check(before.reading()), Rules.check(after.reading()), Prices.read());
    }
}
