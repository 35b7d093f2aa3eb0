package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trivet.gen.Cuts;
import io.trivet.gen.Edits.Edit;
import io.trivet.gen.Sample;
import io.trivet.plan.Comparison;
import io.trivet.platform.Change;
import io.trivet.platform.Prices;
import io.trivet.platform.Reason;
import io.trivet.platform.Risk;
import io.trivet.problem.Problem;
import io.trivet.rule.Rules;
import io.trivet.show.Colour;
import io.trivet.show.DeltaShown;
import io.trivet.stack.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can delete data, or makes it easier to lose, is never without a word: not in text, Markdown or JSON. */
final class LossLawsTest {
    static Stream<Edit> cuts() {
        return Cuts.all(LossLawsTest::isTaken);
    }

    /** Where a rule refuses the new description, nothing is lost. */
    private static boolean isTaken(Edit cut) {
        return !checked(cut.after()).problems().hasErrors();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cuts")
    void whatever_keeps_less_is_told(Edit cut) throws IOException {
        Comparison comparison = comparison(cut.before(), cut.after());
        assertThat(comparison.state()).isNotEqualTo(Comparison.State.BROKEN);
        List<String> lost = Kept.of(cut.before()).lostIn(Kept.of(cut.after()));
        List<Change> told = comparison.delta().changes().stream()
                .filter(change -> change.risk().compareTo(Risk.DATA_AT_STAKE) >= 0)
                .toList();

        for (String loss : lost) {
            assertThat(told)
                    .as("%s\n%s\n%s", loss, cut.before().json(), cut.after().json())
                    .anyMatch(change -> Kept.explains(change, loss));
        }
        assertTold(comparison, told);
        assertTold(comparison(cut.after(), cut.before()), List.of());
    }

    /** Each in every form, and as a problem. */
    private static void assertTold(Comparison comparison, List<Change> changes) throws IOException {
        DeltaShownForms forms = DeltaShownForms.of(comparison);
        for (Change change : changes) {
            assertThat(forms.text())
                    .containsPattern(
                            change.risk().words() + " +" + change.reason().id());
            assertThat(forms.markdown()).contains(change.reason().sentence());
            assertThat(forms.json().get("changes"))
                    .anyMatch(node -> node.get("path").asText().equals(change.path())
                            && node.get("risk")
                                    .asText()
                                    .equals(change.risk().words().replace(' ', '-')));
        }
        List<String> ids =
                comparison.problems().list().stream().map(Problem::id).toList();
        if (comparison.delta().risk() == Risk.DATA_AT_STAKE) {
            assertThat(ids)
                    .containsAll(comparison.delta().changes().stream()
                            .filter(change -> change.risk() == Risk.DATA_AT_STAKE)
                            .map(change -> change.reason().id())
                            .toList());
        }
    }

    private record DeltaShownForms(String text, String markdown, JsonNode json) {
        static DeltaShownForms of(Comparison comparison) throws IOException {
            return new DeltaShownForms(
                    DeltaShown.of(List.of(comparison), "the base").text(Colour.OFF),
                    String.join("", DeltaShown.comments(List.of(comparison))),
                    new ObjectMapper()
                            .readTree(DeltaShown.of(List.of(comparison), "the base")
                                    .json())
                            .get("stacks")
                            .get(0));
        }
    }

    private static Comparison comparison(Sample before, Sample after) {
        return Comparison.of("prod", checked(before), checked(after), Prices.read());
    }

    private static Reading checked(Sample sample) {
        return Rules.check(sample.reading());
    }

    @Test
    void the_cuts_are_of_every_kind() {
        List<Edit> cuts = cuts().toList();
        Assumptions.assumeTrue(cuts.size() >= 600, "all of them");
        Map<Reason, Integer> met = new EnumMap<>(Reason.class);
        List<String> lost = new ArrayList<>();
        for (Edit cut : cuts) {
            Comparison comparison = comparison(cut.before(), cut.after());
            comparison.delta().changes().forEach(change -> met.merge(change.reason(), 1, Integer::sum));
            lost.addAll(Kept.of(cut.before()).lostIn(Kept.of(cut.after())));
        }

        assertThat(met)
                .containsKeys(
                        Reason.BACKUPS_FEWER,
                        Reason.BROKER_REMOVED,
                        Reason.COMPACTS_SOONER,
                        Reason.GROWTH_LESS,
                        Reason.IN_SYNC_FEWER,
                        Reason.KEEPS_LESS,
                        Reason.LOGS_KEPT_LESS,
                        Reason.OFFSETS_KEPT_LESS,
                        Reason.PARTITIONS_FEWER,
                        Reason.PRODUCERS_KEPT_LESS,
                        Reason.SEGMENTS_SHORTER,
                        Reason.TIME_OF_PRODUCERS,
                        Reason.TOMBSTONES_KEPT_LESS,
                        Reason.TOPIC_KEEPS_LESS,
                        Reason.TOPIC_REMOVED);
        assertThat(lost).hasSizeGreaterThan(300);
    }
}
