package io.trivet.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.gen.Plain;
import io.trivet.gen.Sample;
import io.trivet.layout.PlannedTopic;
import io.trivet.platform.Retention;
import io.trivet.platform.ec2.rule.Ec2Subject;
import io.trivet.problem.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for the share of a disk that traffic takes, whatever is described. */
final class CapacityLawsTest {
    private static final double MIB = 1 << 20;
    private static final long DAY = 86_400_000;

    static LongStream seeds() {
        Long one = Long.getLong("seed");
        return one == null ? LongStream.rangeClosed(1, 300) : LongStream.of(one);
    }

    private static Sample sample(Random chance) {
        Sample sample = Plain.kraft().with("brokers.nodes", 3 + chance.nextInt(40));
        for (int topic = 1 + chance.nextInt(5); topic > 0; topic--) {
            sample = sample.with("topics.topic" + topic, topic(chance));
        }
        return chance.nextBoolean()
                ? sample
                : sample.with(List.of("brokers", "settings", "log.retention.bytes"), gib(chance));
    }

    private static Map<String, Object> topic(Random chance) {
        Map<String, Object> settings = new LinkedHashMap<>();
        if (chance.nextBoolean()) {
            settings.put("retention.ms", DAY * (1 + chance.nextInt(30)));
        }
        if (chance.nextBoolean()) {
            settings.put("retention.bytes", gib(chance));
        }
        if (chance.nextInt(6) == 0) {
            settings.put("cleanup.policy", chance.nextBoolean() ? "compact" : "compact,delete");
        }
        Map<String, Object> topic = new LinkedHashMap<>();
        topic.put("settings", settings);
        if (chance.nextBoolean()) {
            topic.put("partitions", 1 + chance.nextInt(60));
        }
        return topic;
    }

    private static long gib(Random chance) {
        return (1L + chance.nextInt(50)) << 30;
    }

    /** Bytes on each broker. */
    private static double share(Sample sample, double rate) {
        Ec2Subject subject = new Ec2Subject(sample.description());
        return CapacityRules.kept(subject, rate, 3).bytes() / subject.nodes();
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("seeds")
    void more_brokers_never_raise_it(long seed) {
        Random chance = new Random(seed);
        Sample sample = sample(chance);
        double rate = (1 + chance.nextInt(200)) * MIB;

        assertThat(share(sample.with("brokers.nodes", sample.nodes("brokers") + 1 + chance.nextInt(9)), rate))
                .isLessThanOrEqualTo(share(sample, rate) * (1 + 1e-9));
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("seeds")
    void longer_or_larger_retention_and_another_topic_never_lower_it(long seed) {
        Random chance = new Random(seed);
        Sample sample = sample(chance);
        double rate = (1 + chance.nextInt(200)) * MIB;
        double share = share(sample, rate) * (1 - 1e-9);
        long millis = sample.get("topics.topic1.settings")
                .map(settings -> (Number) ((Map<?, ?>) settings).get("retention.ms"))
                .map(Number::longValue)
                .orElse(7 * DAY);
        List<String> bytes = List.of("topics", "topic1", "settings", "retention.bytes");

        assertThat(share(sample.with(List.of("topics", "topic1", "settings", "retention.ms"), millis + DAY), rate))
                .isGreaterThanOrEqualTo(share);
        assertThat(share(sample.with("topics.another", topic(chance)), rate)).isGreaterThanOrEqualTo(share);
        assertThat(share(sample.with(bytes, 200L << 30), rate))
                .isGreaterThanOrEqualTo(share(sample.with(bytes, 100L << 30), rate) * (1 - 1e-9));
        assertThat(share(sample.with("topics.topic1.partitions", 80), rate))
                .isGreaterThanOrEqualTo(share(sample.with("topics.topic1.partitions", 70), rate) * (1 - 1e-9));
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("seeds")
    void more_traffic_never_lowers_it_and_twice_the_traffic_never_more_than_doubles_it_where_nothing_is_for_ever(
            long seed) {
        Random chance = new Random(seed);
        Sample sample = sample(chance);
        double rate = (1 + chance.nextInt(200)) * MIB;

        assertThat(share(sample, 2 * rate))
                .isBetween(share(sample, rate) * (1 - 1e-9), 2 * share(sample, rate) * (1 + 1e-9));
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("seeds")
    void it_is_never_more_than_time_alone_nor_than_bytes_alone_allow(long seed) {
        Random chance = new Random(seed);
        Sample sample = sample(chance);
        double rate = (1 + chance.nextInt(200)) * MIB;
        Ec2Subject subject = new Ec2Subject(sample.description());
        Retention brokers = Retention.ofBrokers(subject.brokerSettings());
        double byTime = 0;
        double byBytes = 0;
        for (PlannedTopic topic : PlannedTopic.of(sample.description())) {
            Retention kept = brokers.ofTopic(topic.settings());
            if (kept.policies().contains("delete")) {
                byTime = Math.max(byTime, rate * kept.millis() / 1000 * topic.replicas());
                byBytes += kept.limitsBytes() ? (double) kept.bytes() * topic.copies() : Double.POSITIVE_INFINITY;
            }
        }

        assertThat(share(sample, rate) * subject.nodes()).isLessThanOrEqualTo(Math.min(byTime, byBytes) * (1 + 1e-9));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 11})
    void several_volumes_hold_as_much_as_one_of_their_size_but_for_what_is_larger_than_one(int volumes) {
        Sample sample = Plain.kraft().with("traffic.ingress", "20MiB/s").with("topics.views.partitions", 240);
        List<String> told = List.of("capacity-disk", "retention-over-volume");
        for (int gib = 100; gib <= 1200; gib += 100) {
            Sample one = sample.with("brokers.volume.size", gib * volumes + "GiB");
            Sample several = sample.with("brokers.volume.size", gib + "GiB").with("brokers.volumes", volumes);

            assertThat(ids(several))
                    .filteredOn(told::contains)
                    .isEqualTo(ids(one).stream().filter(told::contains).toList());
        }
        Sample large = sample.with("brokers.volume.size", "400GiB").with("brokers.volumes", volumes);
        Sample bounded = large.with(List.of("topics", "views", "settings", "retention.bytes"), 350L << 30);
        assertThat(ids(bounded.with("traffic.ingress", "200KiB/s"))).doesNotContain("retention-over-volume");
        assertThat(ids(bounded)).contains("retention-over-volume");
        assertThat(ids(bounded.with("brokers.volumes", 1))).doesNotContain("retention-over-volume");
    }

    private static List<String> ids(Sample sample) {
        return Rules.check(sample.description()).list().stream()
                .map(Problem::id)
                .distinct()
                .toList();
    }

    @Test
    void bytes_are_the_limit_where_they_are_less() {
        Sample sample = Plain.kraft()
                .with("traffic.ingress", "20MiB/s")
                .with("brokers.volume.size", "200GiB")
                .with("topics.views.partitions", 24)
                .with(List.of("brokers", "settings", "log.retention.bytes"), 5L << 30);

        // 24 partitions of 5 GiB in three replicas on six brokers, where a week of 20 MiB/s would be 5,907 GiB.
        assertThat(share(sample, 20 * MIB)).isCloseTo(60.0 * (1 << 30), Percentage.withPercentage(0.001));
        assertThat(Rules.check(sample.description()).list())
                .extracting(Problem::id)
                .doesNotContain("capacity-disk", "retention-over-volume");
        assertThat(Rules.check(sample.with("brokers.volume.size", "60GiB").description())
                        .list())
                .filteredOn(problem -> problem.id().equals("capacity-disk"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.found())
                        .isEqualTo("60GiB, while traffic.ingress leaves 60GiB on each broker at most, by the smaller of"
                                + " retention by time and by bytes"));
    }
}
