package io.trivet.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.gen.Edits;
import io.trivet.gen.Edits.Edit;
import io.trivet.gen.Sample;
import io.trivet.layout.Role;
import io.trivet.layout.Site;
import io.trivet.platform.Change;
import io.trivet.platform.Ec2Platform;
import io.trivet.platform.Leaves;
import io.trivet.platform.Reason;
import io.trivet.platform.Risk;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for the difference of any two states. */
final class DeltaLawsTest {
    private static final Map<Long, Plan<Ec2Platform>> BEFORE = new ConcurrentHashMap<>();
    private static final Map<Long, Plan<Ec2Platform>> AFTER = new ConcurrentHashMap<>();
    private static final Map<Long, Delta> DELTAS = new ConcurrentHashMap<>();

    @TempDir
    Path folder;

    @Target(ElementType.METHOD)
    @java.lang.annotation.Retention(RetentionPolicy.RUNTIME)
    @ParameterizedTest(name = "{0}")
    @MethodSource("edits")
    @interface ForEachEdit {}

    static Stream<Edit> edits() {
        return Edits.all();
    }

    /** Whoever changes the code while tests run, as mutation testing does, must not meet what was computed before. */
    @BeforeAll
    static void nothing_is_known_yet() {
        BEFORE.clear();
        AFTER.clear();
        DELTAS.clear();
    }

    @ForEachEdit
    void the_state_before_and_the_difference_give_the_state_after(Edit edit) {
        assertThat(changed(before(edit), delta(edit))).isEqualTo(Leaves.of(Facts.of(after(edit))));
    }

    @ForEachEdit
    void the_difference_backwards_gives_the_state_before(Edit edit) {
        assertThat(changed(after(edit), Delta.between(after(edit), before(edit))))
                .isEqualTo(Leaves.of(Facts.of(before(edit))));
    }

    @ForEachEdit
    void a_state_does_not_differ_from_itself(Edit edit) {
        assertThat(Delta.between(after(edit), Plan.of(edit.after().description(), Site.EC2))
                        .changes())
                .isEmpty();
    }

    /** The facts of a plan with the changes made to them. */
    private static SortedMap<String, String> changed(Plan<?> plan, Delta delta) {
        SortedMap<String, String> leaves = Leaves.of(Facts.of(plan));
        for (Change change : delta.changes()) {
            change.after().ifPresentOrElse(text -> leaves.put(change.path(), text), () -> leaves.remove(change.path()));
        }
        return leaves;
    }

    @ForEachEdit
    void order_comments_and_quotes_are_no_difference(Edit edit) throws IOException {
        Sample sample = edit.after();

        assertThat(Delta.between(after(edit), Plan.of(sample.fromFile(folder, sample.chance()), Site.EC2))
                        .changes())
                .isEmpty();
    }

    @ForEachEdit
    void every_change_is_one(Edit edit) {
        Delta delta = delta(edit);

        assertThat(delta.changes()).extracting(Change::path).doesNotHaveDuplicates();
        assertThat(delta.changes())
                .allMatch(change -> !change.before().equals(change.after()))
                .isSortedAccordingTo((one, other) -> other.risk().compareTo(one.risk()));
        assertThat(delta.isEmpty()).isEqualTo(before(edit).equals(after(edit)));
    }

    @ForEachEdit
    void another_number_of_brokers_changes_no_node_that_stays(Edit edit) {
        Sample more = edit.before().with("brokers.nodes", edit.before().nodes("brokers") + 5);
        Delta delta = Delta.between(before(edit), Plan.of(more.description(), Site.EC2));

        assertThat(delta.changes())
                .filteredOn(change -> change.path().startsWith("/nodes/"))
                .allMatch(change -> change.before().isEmpty() && change.reason() == Reason.NODE_ADDED);
    }

    @ForEachEdit
    void what_a_file_says_is_said_by_its_settings(Edit edit) {
        Delta delta = delta(edit);

        for (Change file : delta.of(Reason.SETTINGS_FILE)) {
            if (file.before().isPresent() && file.after().isPresent()) {
                String owner = file.path().substring(0, file.path().indexOf("/files/"));
                assertThat(delta.changes())
                        .as(file.path())
                        .anyMatch(change -> change.path().startsWith(owner + "/settings/"));
            }
        }
    }

    @ForEachEdit
    void brokers_restart_if_and_only_if_something_of_theirs_calls_for_it(Edit edit) {
        Delta delta = delta(edit);
        Map<String, Risk> interruptions = delta.interruptions(after(edit));

        for (PlannedNode node : after(edit).nodes()) {
            boolean called = delta.changes().stream()
                    .filter(change -> change.interruption() != Risk.NONE)
                    .anyMatch(change -> change.path()
                                    .startsWith("/nodes/" + node.node().name() + "/")
                            || change.path()
                                    .startsWith("/roles/" + node.node().role().word() + "/"));
            assertThat(Optional.ofNullable(interruptions.get(node.node().name()))
                            .isPresent())
                    .as(node.node().name())
                    .isEqualTo(called);
        }
    }

    @Test
    void the_edits_are_of_every_kind() {
        Assumptions.assumeTrue(Edits.all().count() >= 500, "all of them");
        Map<Reason, Long> reasons = Edits.all()
                .flatMap(edit ->
                        delta(edit).changes().stream().map(Change::reason).distinct())
                .collect(Collectors.groupingBy(reason -> reason, Collectors.counting()));

        assertThat(reasons.keySet())
                .contains(
                        Reason.SETTING_DYNAMIC,
                        Reason.SETTING_STATIC,
                        Reason.SETTING_FIXED,
                        Reason.STORAGE_SHRINK,
                        Reason.METADATA_MOVED,
                        Reason.ROLES_CHANGED,
                        Reason.NODE_ADDED,
                        Reason.TOPIC_REMOVED,
                        Reason.PARTITIONS_FEWER)
                .hasSizeGreaterThan(35);
        assertThat(Edits.all().filter(edit -> before(edit).equals(after(edit))).count())
                .isBetween(20L, 250L);
        assertThat(Role.ALL).hasSize(6);
    }

    private static Delta delta(Edit edit) {
        return DELTAS.computeIfAbsent(edit.before().seed(), seed -> Delta.between(before(edit), after(edit)));
    }

    private static Plan<Ec2Platform> before(Edit edit) {
        return BEFORE.computeIfAbsent(
                edit.before().seed(), seed -> Plan.of(edit.before().description(), Site.EC2));
    }

    private static Plan<Ec2Platform> after(Edit edit) {
        return AFTER.computeIfAbsent(
                edit.before().seed(), seed -> Plan.of(edit.after().description(), Site.EC2));
    }
}
