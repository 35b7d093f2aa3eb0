package io.trivet.operate.lag;

import static io.trivet.operate.lag.Judgement.OK;
import static io.trivet.operate.lag.Judgement.REWOUND;
import static io.trivet.operate.lag.Judgement.STALLED;
import static io.trivet.operate.lag.Judgement.STOPPED;
import static io.trivet.operate.lag.Judgement.UNDECIDED;
import static io.trivet.operate.lag.Judgement.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.operate.lag.Judgement.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class JudgementTest {
    private static final int WINDOWS = 2000;

    /** Points from pairs of a committed offset and an end. */
    private static List<Point> points(long... offsets) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < offsets.length; i += 2) {
            points.add(new Point(offsets[i], offsets[i + 1]));
        }
        return points;
    }

    @Test
    void a_reader_that_is_at_the_end_is_well_however_it_came_there() {
        assertThat(Judgement.of(points(10, 10), false)).isEqualTo(OK);
        assertThat(Judgement.of(points(10, 20, 10, 30, 30, 30), true)).isEqualTo(OK);
        assertThat(Judgement.of(points(10, 10, 10, 10), false)).isEqualTo(OK);
    }

    @Test
    void one_look_decides_nothing_of_a_reader_that_is_behind() {
        assertThat(Judgement.of(points(10, 20), true)).isEqualTo(UNDECIDED);
        assertThat(Judgement.of(points(10, 20), false)).isEqualTo(UNDECIDED);
    }

    @Test
    void an_offset_that_stands_still_is_stalled_with_a_member_and_stopped_without() {
        assertThat(Judgement.of(points(10, 20, 10, 20, 10, 25), true)).isEqualTo(STALLED);
        assertThat(Judgement.of(points(10, 20, 10, 20, 10, 25), false)).isEqualTo(STOPPED);
    }

    @Test
    void records_that_came_a_moment_ago_are_no_stall_and_without_a_member_they_are_a_stop() {
        assertThat(Judgement.of(points(10, 10, 10, 12), true)).isEqualTo(OK);
        assertThat(Judgement.of(points(10, 10, 10, 12), false)).isEqualTo(STOPPED);
    }

    @Test
    void a_reader_that_never_gains_is_warned_of_and_one_that_gains_once_is_not() {
        assertThat(Judgement.of(points(10, 20, 11, 21, 12, 30), true)).isEqualTo(WARNING);
        assertThat(Judgement.of(points(10, 20, 11, 30, 25, 31), true)).isEqualTo(OK);
    }

    @Test
    void a_reader_that_chooses_its_partitions_itself_is_judged_by_what_it_commits() {
        assertThat(Judgement.of(points(10, 20, 15, 21), false)).isEqualTo(OK);
    }

    @Test
    void an_offset_that_goes_back_is_told_before_all_else_but_a_lag_of_nothing() {
        assertThat(Judgement.of(points(15, 20, 10, 20, 12, 20), true)).isEqualTo(REWOUND);
        assertThat(Judgement.of(points(20, 20, 10, 20, 12, 20), true)).isEqualTo(OK);
    }

    static LongStream seeds() {
        return LongStream.range(0, WINDOWS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_is_judged_depends_on_how_offsets_move_and_not_on_where_they_are(long seed) {
        Random chance = new Random(seed);
        List<Point> points = new ArrayList<>();
        List<Point> shifted = new ArrayList<>();
        long committed = 100;
        long end = 100 + chance.nextInt(5);
        for (int looks = 1 + chance.nextInt(6); looks > 0; looks--) {
            end += chance.nextInt(3);
            committed = Math.max(0, Math.min(end, committed + chance.nextInt(5) - 1));
            points.add(new Point(committed, end));
            shifted.add(new Point(committed + 1_000_000, end + 1_000_000));
        }
        boolean member = chance.nextBoolean();
        Judgement judged = Judgement.of(points, member);

        assertThat(Judgement.of(shifted, member)).isEqualTo(judged);
        Point last = points.get(points.size() - 1);
        assertThat(judged == OK || last.lag() > 0).isTrue();
        if (judged.needsHand()) {
            List<Point> caughtUp = new ArrayList<>(points);
            caughtUp.add(new Point(last.end(), last.end()));
            assertThat(Judgement.of(caughtUp, member)).isEqualTo(OK);
        }
        if (judged == STALLED || judged == STOPPED) {
            assertThat(points).extracting(Point::committed).containsOnly(last.committed());
        }
        if (judged == WARNING) {
            assertThat(points).extracting(Point::lag).isSorted().doesNotContain(0L);
        }
    }
}
