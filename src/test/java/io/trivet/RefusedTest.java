package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.platform.msk.rule.MskRule;
import io.trivet.problem.Problems;
import io.trivet.problem.Rule;
import io.trivet.rule.AllRules;
import io.trivet.rule.CommonRule;
import io.trivet.rule.Rules;
import io.trivet.show.Colour;
import io.trivet.show.ProblemsShown;
import io.trivet.stack.Reading;
import io.trivet.stack.StackReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong descriptions, each in a folder of its own, and every word that they are refused with. */
final class RefusedTest {
    private static final Path CASES = Path.of("src/test/resources/golden/refused");

    /** Rules between two stacks, which no single description can break; {@code StacksTest} has them. */
    private static final List<Rule> BETWEEN_STACKS = List.of(
            CommonRule.RECORD_TWICE,
            CommonRule.ZONE_NAME_TWICE,
            CommonRule.NETWORK_OVERLAP,
            CommonRule.ADDRESS_TWICE,
            MskRule.MSK_ACCOUNT_QUOTA);

    /** The file of a case is named alike in all; {@code MainTest} has another one. */
    private static final List<Rule> OF_A_FILE_NAME = List.of(CommonRule.STACK_NAME);

    @TestFactory
    Stream<DynamicNode> every_wrong_description_gets_its_full_text() {
        return Golden.of(RefusedTest.class, "refused").cases(RefusedTest::outputs);
    }

    private static SortedMap<String, String> outputs(Path folder) {
        return new TreeMap<>(Map.of(
                "problems.txt",
                ProblemsShown.of(problems(folder.resolve("in/stack.yaml"))).text(Colour.OFF)));
    }

    private static Problems problems(Path file) {
        Reading reading = StackReader.read(CASES, file);
        return reading.description()
                .map(description -> reading.problems().and(Rules.check(description)))
                .orElse(reading.problems());
    }

    @ParameterizedTest
    @ValueSource(strings = {"right.yaml", "msk.yaml", "msk-express.yaml", "msk-serverless.yaml"})
    void a_description_that_cases_break_has_no_problem(String right, @TempDir Path folder) throws IOException {
        Path file = folder.resolve("Pulumi.right.yaml");
        Files.writeString(
                file,
                "config:\n  aws:region: us-east-1\n  trivet:cluster: {extends: "
                        + CASES.resolve(right).toAbsolutePath() + "}\n");

        assertThat(problems(file).list()).isEmpty();
    }

    @Test
    void every_rule_is_broken_by_a_case() throws IOException {
        List<String> reported = new ArrayList<>();
        try (Stream<Path> files = Files.walk(CASES)) {
            for (Path file :
                    files.filter(path -> path.endsWith("in/stack.yaml")).toList()) {
                problems(file).list().forEach(problem -> reported.add(problem.id()));
            }
        }

        assertThat(AllRules.LIST.stream()
                        .filter(rule -> !BETWEEN_STACKS.contains(rule) && !OF_A_FILE_NAME.contains(rule))
                        .map(Rule::id))
                .allSatisfy(id -> assertThat(reported).contains(id));
    }
}
