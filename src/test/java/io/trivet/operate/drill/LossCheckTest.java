package io.trivet.operate.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.operate.drill.History.Phase;
import io.trivet.operate.drill.Verdict.PhaseFigures;
import io.trivet.operate.drill.Write.Outcome;
import io.trivet.operate.drill.Write.Outcome.Acknowledged;
import io.trivet.operate.drill.Write.Outcome.Refused;
import io.trivet.operate.drill.Write.Outcome.Unknown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** The loss check on histories made by hand: of producer a, in partition 0, sent at 10 ms times the id. */
final class LossCheckTest {
    @Test
    void all_that_was_acknowledged_is_where_it_was_acknowledged() {
        Verdict verdict = judge(List.of(acked(1, 0), acked(2, 1)), log(1, 2));

        assertThat(verdict.clean()).isTrue();
        assertThat(verdict.acknowledged()).isEqualTo(2);
    }

    @Test
    void an_acknowledged_write_that_is_nowhere_is_lost() {
        Verdict verdict = judge(List.of(acked(1, 0), acked(2, 1)), log(1));

        assertThat(verdict.lost()).containsExactly(2L);
        assertThat(verdict.clean()).isFalse();
    }

    @Test
    void a_write_at_another_offset_than_acknowledged_is_moved() {
        Verdict verdict = judge(List.of(acked(1, 0), acked(2, 1), acked(3, 2)), log(1, 3));

        assertThat(verdict.lost()).containsExactly(2L);
        assertThat(verdict.moved()).containsExactly(3L);
    }

    @Test
    void a_write_in_another_partition_than_acknowledged_is_moved() {
        Verdict verdict = judge(List.of(acked(1, 0)), List.of(new Entry(1, 0, 1)));

        assertThat(verdict.moved()).containsExactly(1L);
        assertThat(verdict.clean()).isFalse();
    }

    @Test
    void a_write_that_the_cluster_knew_already_has_no_offset_to_be_held_to() {
        assertThat(judge(List.of(acked(1, -1)), log(1)).clean()).isTrue();
        assertThat(judge(List.of(acked(1, -1)), log()).lost()).containsExactly(1L);
    }

    @Test
    void a_write_that_is_there_twice_is_doubled() {
        Verdict verdict = judge(List.of(acked(1, 0), acked(2, 1)), log(1, 2, 2));

        assertThat(verdict.doubled()).containsExactly(2L);
        assertThat(verdict.reordered()).isEmpty();
        assertThat(verdict.clean()).isFalse();
    }

    @Test
    void an_earlier_write_after_a_later_one_is_reordered() {
        Verdict verdict = judge(List.of(acked(1, 1), acked(2, 0), acked(3, 2)), log(2, 1, 3));

        assertThat(verdict.reordered()).containsExactly(1L);
        assertThat(verdict.moved()).isEmpty();
        assertThat(verdict.clean()).isFalse();
    }

    @Test
    void writes_of_two_producers_or_in_two_partitions_have_no_order() {
        List<Write> writes = List.of(
                new Write(1, "a", 0, Duration.ofMillis(1), acknowledged(1, 5)),
                new Write(2, "b", 0, Duration.ofMillis(2), acknowledged(0, 5)),
                new Write(3, "a", 1, Duration.ofMillis(3), acknowledged(0, 5)));

        Verdict verdict = judge(writes, List.of(new Entry(0, 0, 2), new Entry(0, 1, 1), new Entry(1, 0, 3)));

        assertThat(verdict.clean()).isTrue();
    }

    @Test
    void a_write_of_unknown_outcome_may_be_there_or_not() {
        List<Write> writes = List.of(write(1, new Unknown("TimeoutException")), write(2, new Unknown("no answer")));

        assertThat(judge(writes, log(2)).clean()).isTrue();
        assertThat(judge(writes, log()).clean()).isTrue();
        assertThat(judge(writes, log()).unknown()).isEqualTo(2);
    }

    @Test
    void a_write_that_was_refused_must_not_be_there() {
        List<Write> writes = List.of(write(1, new Refused("RecordTooLargeException")), acked(2, 0));

        assertThat(judge(writes, log(2)).clean()).isTrue();
        assertThat(judge(writes, log(2)).refused()).isEqualTo(1);
        Verdict verdict = judge(List.of(writes.get(0)), log(1));
        assertThat(verdict.resurrected()).containsExactly(1L);
        assertThat(verdict.clean()).isFalse();
    }

    @Test
    void an_offset_that_changes_its_value_between_two_readings_is_contradicted() {
        List<Entry> read = new ArrayList<>(log(1, 2));
        read.add(new Entry(0, 1, 3));

        Verdict verdict = judge(List.of(acked(1, 0), acked(2, 1), write(3, new Unknown("no answer"))), read);

        assertThat(verdict.contradicted()).containsExactly("0@1");
        assertThat(verdict.clean()).isFalse();
    }

    @Test
    void reading_the_same_twice_is_no_contradiction() {
        List<Entry> read = new ArrayList<>(log(1, 2));
        read.addAll(log(1, 2));

        assertThat(judge(List.of(acked(1, 0), acked(2, 1)), read).clean()).isTrue();
    }

    @Test
    void an_id_that_nobody_wrote_is_a_stranger() {
        Verdict verdict = judge(List.of(acked(1, 0)), log(1, 99));

        assertThat(verdict.strangers()).containsExactly(99L);
        assertThat(verdict.clean()).isFalse();
    }

    @Test
    void a_silence_counts_for_every_phase_that_it_touches() {
        List<Write> writes = List.of(
                write(1, acknowledged(0, 15)),
                write(2, acknowledged(1, 25)),
                // The fault comes at 30 ms, and the record of that moment waits until 500 ms.
                write(3, acknowledged(2, 500)),
                write(52, acknowledged(3, 525)));
        List<Phase> phases = List.of(
                new Phase("before", Duration.ZERO),
                new Phase("kill", Duration.ofMillis(28)),
                new Phase("after", Duration.ofMillis(510)));

        Verdict verdict = LossCheck.judge(new History(writes, phases, Duration.ofMillis(530)), log(1, 2, 3, 52));

        assertThat(verdict.phases())
                .containsExactly(
                        figures("before", 2, 475, 475, 5),
                        figures("kill", 1, 475, 475, 470),
                        figures("after", 1, 25, 25, 5));
    }

    @Test
    void a_partition_may_be_silent_while_others_are_not() {
        List<Write> writes = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            int partition = i == 0 || i == 9 ? 1 : 0;
            writes.add(new Write(i, "a", partition, Duration.ofMillis(100 * i), acknowledged(i, 100 * i + 10)));
        }
        List<Phase> phases = List.of(new Phase("all", Duration.ZERO));

        Verdict verdict = LossCheck.judge(new History(writes, phases, Duration.ofMillis(920)), List.of());

        assertThat(verdict.phases()).containsExactly(figures("all", 10, 100, 900, 10));
    }

    @Test
    void a_load_that_was_never_answered_again_was_silent_until_it_stopped() {
        List<Write> writes = List.of(write(1, acknowledged(0, 15)), write(2, new Unknown("no answer")));

        assertThat(judge(writes, log(1)).phases()).containsExactly(figures("start", 1, 985, 985, 5));
    }

    @Test
    void the_figures_for_people() {
        Verdict verdict = judge(List.of(acked(1, 0), acked(2, 1), write(3, new Refused("x"))), log(1, 3));

        assertThat(verdict.text()).isEqualTo("""
                2 acknowledged, 1 refused, 0 unknown
                1 lost, 0 moved, 0 doubled, 0 contradicted, 0 reordered, 1 resurrected, 0 strangers
                start: 2 acknowledged, silence 975 ms, of a partition 975 ms, slowest write 5 ms
                """);
    }

    @Test
    void only_an_error_that_rules_out_every_attempt_is_a_refusal() {
        assertThat(Load.failed(new RecordTooLargeException())).isEqualTo(new Refused("RecordTooLargeException"));
        assertThat(Load.failed(new TimeoutException())).isEqualTo(new Unknown("TimeoutException"));
        assertThat(Load.failed(new NotEnoughReplicasException())).isEqualTo(new Unknown("NotEnoughReplicasException"));
    }

    private static Verdict judge(List<Write> writes, List<Entry> read) {
        return LossCheck.judge(
                new History(writes, List.of(new Phase("start", Duration.ZERO)), Duration.ofSeconds(1)), read);
    }

    private static List<Entry> log(long... ids) {
        List<Entry> entries = new ArrayList<>();
        Arrays.stream(ids).forEach(id -> entries.add(new Entry(0, entries.size(), id)));
        return entries;
    }

    private static Write acked(long id, long offset) {
        return write(id, acknowledged(offset, 10 * id + 5));
    }

    private static Write write(long id, Outcome outcome) {
        return new Write(id, "a", 0, Duration.ofMillis(10 * id), outcome);
    }

    private static Acknowledged acknowledged(long offset, long atMillis) {
        return new Acknowledged(offset, Duration.ofMillis(atMillis));
    }

    private static PhaseFigures figures(
            String name, int acknowledged, long silence, long silenceOfPartition, long latency) {
        return new PhaseFigures(
                name,
                acknowledged,
                Duration.ofMillis(silence),
                Duration.ofMillis(silenceOfPartition),
                Duration.ofMillis(latency));
    }
}
