package io.trivet.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.gen.ForEachSample;
import io.trivet.gen.Sample;
import io.trivet.layout.Layout;
import io.trivet.layout.Site;
import io.trivet.plan.Plan;
import io.trivet.problem.Problem;
import io.trivet.problem.Problems;
import io.trivet.show.Colour;
import io.trivet.show.ProblemsShown;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import io.trivet.stack.Reading;
import io.trivet.stack.StackReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** What holds for every description, however wrong: right ones with one to three values replaced by anything. */
final class RulesLawsTest {
    private static final int TRIES = 8;

    private static final List<Object> ANYTHING = Arrays.asList(
            null,
            "",
            " ",
            "x",
            "X_Y",
            "-",
            ".",
            "..",
            "/",
            "a..b",
            "٣",
            "😀",
            "x".repeat(300),
            -1,
            0,
            1,
            2,
            4,
            1000,
            999_999_999,
            "99999999999999999999",
            "9223372036854775807",
            "-9223372036854775808",
            "0B",
            "1B",
            "8191PiB",
            "1B/s",
            "8191PiB/s",
            "0s",
            "99999999999d",
            "0.0.0.0/0",
            "255.255.255.255/32",
            "10.0.0.1/31",
            "3.9.2",
            "4.3.1",
            "5.0.0",
            "zookeeper",
            "kraft",
            "m7g.99xlarge",
            "t4g.nano",
            "gp2",
            "io2",
            "st1",
            "true",
            List.of(),
            List.of("us-east-1a"),
            List.of("a", "a", "a", "a"),
            Map.of(),
            Map.of("a", "b"),
            Map.of("secure", "v1:x"));

    /** Settings of which rules make numbers. */
    private static final List<String> SETTINGS = List.of(
            "min.insync.replicas",
            "default.replication.factor",
            "transaction.state.log.min.isr",
            "log.retention.ms",
            "log.retention.hours",
            "log.retention.bytes",
            "log.roll.ms",
            "message.max.bytes",
            "replica.fetch.max.bytes",
            "replica.fetch.wait.max.ms",
            "zookeeper.session.timeout.ms",
            "broker.session.timeout.ms",
            "offsets.retention.minutes",
            "advertised.listeners",
            "ssl.key.password");

    @ForEachSample
    void nothing_that_can_be_written_ends_the_program(Sample sample) {
        Random chance = sample.chance();
        for (int i = 0; i < TRIES; i++) {
            Sample wrong = sample;
            for (int changes = 1 + chance.nextInt(3); changes > 0; changes--) {
                wrong = wrong.with(path(sample, chance), ANYTHING.get(chance.nextInt(ANYTHING.size())));
            }

            Problems problems = problems(wrong, sample);

            assertThat(ProblemsShown.of(problems).text(Colour.OFF)).doesNotContain("v1:x");
            assertThat(problems.list()).allSatisfy(RulesLawsTest::assertWhole);
        }
    }

    private static Problems problems(Sample wrong, Sample right) {
        try {
            Reading reading = StackReader.read(wrong.id(), Optional.of(wrong.region()), wrong.json(), Path.of("."));
            if (reading.description().isEmpty()) {
                assertThat(reading.problems().hasErrors()).isTrue();
                return reading.problems();
            }
            Description<OnEc2> description = reading.ec2().get();
            Problems problems = reading.problems()
                    .and(Rules.check(description))
                    .and(StacksRules.check(List.of(right.description(), description)));
            Layout.of(description, new Site.ThisMachine("/root", true)).records();
            if (!problems.hasErrors()) {
                Plan.of(description, Site.EC2);
            }
            return problems;
        } catch (RuntimeException e) {
            throw new AssertionError(wrong.json(), e);
        }
    }

    /** Each part completes its sentence. */
    private static void assertWhole(Problem problem) {
        assertThat(problem.id()).matches("[a-z0-9]+(-[a-z0-9]+)*");
        assertThat(List.of(problem.found(), problem.must(), problem.mend()))
                .allSatisfy(part -> assertThat(part).isNotBlank().doesNotContain("\n"));
        assertThat(List.of(problem.must(), problem.mend()))
                .allSatisfy(part -> assertThat(part).doesNotEndWith("."));
        assertThat(problem.must() + problem.mend()).doesNotContain("null ", "Optional[");
    }

    private static List<String> path(Sample sample, Random chance) {
        if (chance.nextInt(3) == 0) {
            return List.of("brokers", "settings", SETTINGS.get(chance.nextInt(SETTINGS.size())));
        }
        List<List<String>> paths = new ArrayList<>(List.of(
                List.of("extra"),
                List.of("extends"),
                List.of("brokers", "extra"),
                List.of("brokers", "heap"),
                List.of("kafka", "clusterId")));
        collect(List.of(), sample.cluster(), paths);
        return paths.get(chance.nextInt(paths.size()));
    }

    private static void collect(List<String> parent, Map<?, ?> map, List<List<String>> paths) {
        map.forEach((key, value) -> {
            List<String> path = new ArrayList<>(parent);
            path.add(key.toString());
            paths.add(path);
            if (value instanceof Map<?, ?> inner) {
                collect(path, inner, paths);
            }
        });
    }
}
