package io.trivet.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.gen.ForEachSample;
import io.trivet.gen.Sample;
import io.trivet.gen.Wrong;
import io.trivet.layout.Layout;
import io.trivet.layout.Site;
import io.trivet.plan.Plan;
import io.trivet.platform.PlatformRule;
import io.trivet.platform.ec2.rule.Ec2Rule;
import io.trivet.platform.msk.rule.MskRule;
import io.trivet.platform.service.rule.ServiceRule;
import io.trivet.problem.Problem;
import io.trivet.problem.Problems;
import io.trivet.problem.Rule;
import io.trivet.problem.Severity;
import io.trivet.show.Colour;
import io.trivet.show.ProblemsShown;
import io.trivet.stack.Description;
import io.trivet.stack.Reading;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every description, however wrong, on every platform. */
final class RulesLawsTest {
    private static final int TRIES = 8;
    private static final int TRIES_OF_LEAST = 600;

    @ForEachSample
    void nothing_that_can_be_written_of_ec2_ends_the_program(Sample sample) {
        tried(sample, TRIES);
    }

    @ParameterizedTest
    @MethodSource("io.trivet.gen.Least#all")
    void nothing_that_can_be_written_of_others_ends_the_program(Sample sample) {
        tried(sample, TRIES_OF_LEAST);
    }

    private static void tried(Sample right, int tries) {
        Random chance = right.chance();
        for (int i = 0; i < tries; i++) {
            Sample wrong = Wrong.of(right, chance);

            Problems problems = problems(wrong, right);

            assertThat(ProblemsShown.of(problems).text(Colour.OFF)).doesNotContain("v1:x");
            assertThat(problems.list()).allSatisfy(RulesLawsTest::assertWhole);
        }
    }

    private static Problems problems(Sample wrong, Sample right) {
        try {
            Reading reading = wrong.reading();
            if (reading.description().isEmpty()) {
                assertThat(reading.problems().hasErrors()).isTrue();
                return reading.problems();
            }
            Description<?> description = reading.description().get();
            Problems problems = reading.problems()
                    .and(Rules.check(description))
                    .and(StacksRules.check(List.of(right.reading().description().orElseThrow(), description)));
            Layout.of(description, new Site.ThisMachine("/root", true)).records();
            if (!problems.hasErrors()) {
                Plan.of(description);
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

    @ForEachSample
    void what_is_refused_in_test_is_refused_in_production(Sample sample) {
        stricter(sample, 1);
    }

    @ParameterizedTest
    @MethodSource("io.trivet.gen.Least#all")
    void what_is_refused_of_others_in_test_is_refused_in_production(Sample sample) {
        stricter(sample, 100);
    }

    private static void stricter(Sample right, int tries) {
        Random chance = right.chance();
        for (int i = 0; i < tries; i++) {
            Sample wrong = Wrong.of(right, chance);

            assertThat(errors(wrong.with("environment", "prod")))
                    .as(wrong.json())
                    .containsAll(errors(wrong.with("environment", "test")));
        }
    }

    private static List<String> errors(Sample sample) {
        return sample.reading().description().map(Rules::check).orElse(Problems.NONE).list().stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .map(problem -> problem.id() + " " + problem.place().path())
                .toList();
    }

    @ForEachSample
    void ec2_is_refused_by_rules_of_every_description_and_its_own(Sample sample) {
        own(sample, 1, Ec2Rule.values());
    }

    @ParameterizedTest
    @MethodSource("io.trivet.gen.Least#all")
    void others_are_refused_by_rules_of_every_description_and_their_own(Sample sample) {
        boolean msk = sample.get("platform").equals(Optional.of("msk"));
        own(sample, 100, msk ? MskRule.values() : ServiceRule.values());
    }

    private static void own(Sample right, int tries, Rule[] rules) {
        List<String> ids = Stream.<Rule[]>of(CommonRule.values(), PlatformRule.values(), rules)
                .flatMap(Stream::of)
                .map(Rule::id)
                .toList();
        Random chance = right.chance();
        for (int i = 0; i < tries; i++) {
            Sample wrong = Wrong.of(right, chance);

            assertThat(wrong.reading()
                            .description()
                            .map(Rules::check)
                            .orElse(Problems.NONE)
                            .list())
                    .as(wrong.json())
                    .extracting(Problem::id)
                    .isSubsetOf(ids);
        }
    }
}
