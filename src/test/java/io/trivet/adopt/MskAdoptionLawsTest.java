package io.trivet.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.gen.Least;
import io.trivet.plan.Comparison;
import io.trivet.plan.Plan;
import io.trivet.platform.MskPlatform;
import io.trivet.platform.Prices;
import io.trivet.problem.Problems;
import io.trivet.problem.Severity;
import io.trivet.rule.Rules;
import io.trivet.stack.Description;
import io.trivet.stack.MskType;
import io.trivet.stack.OnMsk;
import io.trivet.stack.Reading;
import io.trivet.stack.StackReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for the adoption of every example on Amazon MSK that is what its description asks for. */
final class MskAdoptionLawsTest {
    private static final Path ROOT = Path.of("").toAbsolutePath();

    static Stream<Description<OnMsk>> examples() throws IOException {
        try (Stream<Path> stacks = Files.list(ROOT.resolve("stacks"));
                Stream<Path> cases = Files.walk(ROOT.resolve("src/test/resources/golden/msk"))) {
            return Stream.concat(
                    stacks.filter(file -> file.getFileName().toString().matches("Pulumi\\..*\\.yaml")),
                    cases.filter(file -> file.endsWith("in/stack.yaml")))
                    .sorted()
                    .flatMap(file -> StackReader.read(ROOT, file).msk().stream())
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void a_cluster_that_is_what_is_described_differs_in_nothing(Description<OnMsk> described) {
        Adoption<OnMsk> was = MskAdoption.like(FoundOnMsk.of(described), Optional.empty(), described);

        Comparison comparison =
                Comparison.of(described.id(), judged(was.description()), judged(described), Prices.read());

        assertThat(comparison.delta().changes()).isEmpty();
        assertThat(was.gaps())
                .filteredOn(gap -> !gap.text().startsWith("custom.advertised.listeners"))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void what_is_written_of_a_cluster_means_the_cluster(Description<OnMsk> meant) {
        FoundMsk found = FoundOnMsk.of(meant);
        Adoption<OnMsk> adoption = MskAdoption.of(
                found,
                Optional.empty(),
                meant.id(),
                new Named(Optional.of(meant.name()), Optional.of(meant.environment()), Optional.empty()));
        String text = StackText.of(adoption, "an ARN");
        Reading reading = StackReader.read(ROOT, Path.of("Pulumi." + meant.id() + ".yaml"), path -> text);
        assertThat(reading.problems().list()).as(text).isEmpty();

        MskPlatform asked = platform(meant);
        MskPlatform written = platform(reading.msk().orElseThrow());

        assertThat(written.name()).isEqualTo(asked.name());
        assertThat(written.type()).isEqualTo(asked.type());
        assertThat(written.version()).isEqualTo(asked.version());
        assertThat(written.brokers()).isEqualTo(asked.brokers());
        assertThat(written.encryption().authentication())
                .isEqualTo(asked.encryption().authentication());
        assertThat(written.encryption().users()).isEqualTo(asked.encryption().users());
        assertThat(written.monitoring().level()).isEqualTo(asked.monitoring().level());
        assertThat(written.monitoring().prometheus())
                .isEqualTo(asked.monitoring().prometheus());
        assertThat(written.settings()).isEqualTo(withoutNames(asked));
        assertThat(reading.msk().orElseThrow().tags()).isEqualTo(meant.tags());
    }

    /** With what is written as name and environment. */
    @ParameterizedTest
    @CsvSource({
        "films-prod, films, prod",
        "Films_1, films-1, dev",
        "demo-cluster-1, demo-cluster-1, dev",
        "PROD, prod, dev",
        "Orders-prod, orders, prod",
        "a-name-of-more-characters-than-a-label-of-trivet-may-have-here1, a-name-of-more-characters-than-a-label-o, here1"
    })
    void a_name_that_exists_stays_whatever_it_is(String name, String label, String environment) {
        Description<OnMsk> running = Least.onMsk(MskType.STANDARD)
                .with("msk.name", name)
                .reading()
                .msk()
                .orElseThrow();
        FoundMsk found = untagged(FoundOnMsk.of(running));

        Adoption<OnMsk> adoption = MskAdoption.of(found, Optional.empty(), "adopted", Named.NOTHING);
        String text = StackText.of(adoption, "an ARN");
        Description<OnMsk> written = Rules.check(StackReader.read(ROOT, Path.of("Pulumi.adopted.yaml"), path -> text))
                .msk()
                .orElseThrow();

        assertThat(platform(written).name()).isEqualTo(name);
        assertThat(written.name()).isEqualTo(label);
        assertThat(written.environment()).isEqualTo(environment);
        assertThat(Rules.check(new Reading(Optional.of(written), Problems.NONE))
                        .problems()
                        .list())
                .noneMatch(problem -> problem.severity() == Severity.ERROR);
        Description<OnMsk> again =
                MskAdoption.like(found, Optional.empty(), written).description();
        assertThat(Comparison.of("adopted", judged(again), judged(written), Prices.read())
                        .delta()
                        .changes())
                .isEmpty();
    }

    private static FoundMsk untagged(FoundMsk found) {
        return new FoundMsk(
                found.name(),
                found.region(),
                found.type(),
                found.state(),
                found.brokers(),
                found.network(),
                found.security(),
                found.watch(),
                new TreeMap<>(),
                found.bootstrap(),
                found.unanswered());
    }

    /** A certificate and its name are no part of what MSK tells. */
    private static SortedMap<String, String> withoutNames(MskPlatform asked) {
        SortedMap<String, String> settings = new TreeMap<>(asked.settings());
        settings.remove("custom.advertised.listeners");
        return settings;
    }

    private static MskPlatform platform(Description<OnMsk> description) {
        return Plan.ofMsk(description, Optional.of(description)).platform();
    }

    private static Reading judged(Description<OnMsk> description) {
        return Rules.check(new Reading(Optional.of(description), Problems.NONE));
    }
}
