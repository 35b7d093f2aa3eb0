package io.trivet.operate.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.operate.drill.Write.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Three records that were acknowledged, at the offsets 0, 1 and 2 of one partition, and a fourth of which no answer
 * came.
 */
final class ReadingTest {
    private static final List<Entry> LOG = List.of(at(0, 1), at(1, 2), at(2, 3));

    private static Entry at(long offset, long id) {
        return new Entry(0, offset, id);
    }

    private static Reading judge(Entry... read) {
        List<Write> writes = LongStream.rangeClosed(1, 4)
                .mapToObj(id -> new Write(
                        id,
                        "a",
                        0,
                        Duration.ZERO,
                        id == 4 ? new Outcome.Unknown("none") : new Outcome.Acknowledged(id - 1, Duration.ZERO)))
                .toList();
        return Reading.judge(new History(writes, List.of(), Duration.ZERO), LOG, List.of(read));
    }

    @Test
    void all_that_was_acknowledged_is_read() {
        assertThat(judge(at(0, 1), at(1, 2), at(2, 3))).isEqualTo(new Reading(3, 0, 1, List.of(), List.of()));
    }

    @Test
    void what_is_read_again_is_counted_and_no_fault() {
        Reading reading = judge(at(0, 1), at(1, 2), at(0, 1), at(1, 2), at(2, 3), at(1, 2));

        assertThat(reading).isEqualTo(new Reading(3, 2, 3, List.of(), List.of()));
        assertThat(reading.clean()).isTrue();
    }

    @Test
    void what_a_group_passed_over_is_named() {
        Reading reading = judge(at(0, 1), at(2, 3));

        assertThat(reading).isEqualTo(new Reading(2, 0, 1, List.of(2L), List.of()));
        assertThat(reading.clean()).isFalse();
    }

    @Test
    void what_was_read_and_is_gone_or_another_now_is_named() {
        Reading reading = judge(at(0, 1), at(1, 7), at(1, 2), at(2, 3), at(3, 4));

        assertThat(reading.unlike()).containsExactly("0@1", "0@3");
        assertThat(reading.clean()).isFalse();
    }
}
