package io.trivet.operate.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.operate.mirror.Translation.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a group goes on, in copies as mirrors make them. */
final class TranslationTest {
    private static final int LAG = 10;

    /** A partition, its copy, and the syncs between the two. */
    private static final class Mirrored {
        private final List<Long> readable = new ArrayList<>();
        private final List<Long> copies = new ArrayList<>();
        private final List<Anchor> syncs = new ArrayList<>();
        private long end;

        /**
         * Writes records with gaps, as transactions leave them, and copies them; mirrors now and then begin anew a few
         * records further back.
         */
        private static Mirrored of(Random random, boolean gaps, boolean restarts) {
            Mirrored mirrored = new Mirrored();
            for (int i = 0; i < 300; i++) {
                if (gaps && random.nextInt(7) == 0) {
                    mirrored.end += 1 + random.nextInt(3);
                }
                mirrored.readable.add(mirrored.end++);
            }
            boolean first = true;
            long before = -1;
            int since = 0;
            for (int i = 0; i < mirrored.readable.size(); i++) {
                if (restarts && random.nextInt(60) == 0) {
                    i = Math.max(0, i - random.nextInt(40));
                    first = true;
                }
                long record = mirrored.readable.get(i);
                // Of syncs for which there is no room now, MirrorMaker sends the last one later.
                boolean gap = record != before + 1 && random.nextInt(3) > 0;
                if (first || gap || since >= LAG) {
                    mirrored.syncs.add(new Anchor(record, mirrored.copies.size()));
                    since = 0;
                }
                since++;
                first = false;
                before = record;
                mirrored.copies.add(record);
            }
            return mirrored;
        }

        private Translation translated(long position, boolean count) {
            Bracket bracket = Bracket.of(position);
            for (Anchor sync : syncs) {
                bracket = bracket.with(sync);
            }
            long from = bracket.before().map(Anchor::from).orElse(position);
            long to = bracket.after().map(Anchor::from).orElse(end);
            Counted counted = new Counted(
                    readable.stream()
                            .filter(record -> record >= from && record < position)
                            .count(),
                    readable.stream()
                            .filter(record -> record >= position && record < to)
                            .count());
            return Translation.of(
                    bracket, 0, new Anchor(end, copies.size()), count ? Optional.of(counted) : Optional.empty());
        }

        /** Whether all that was not read can still be read. */
        private boolean losesNothing(long position, Translation translation) {
            List<Long> rest = copies.subList((int) translation.position(), copies.size());
            return rest.containsAll(
                    readable.stream().filter(record -> record >= position).toList());
        }

        private long again(long position, Translation translation) {
            return copies.subList((int) translation.position(), copies.size()).stream()
                    .filter(record -> record < position)
                    .count();
        }
    }

    static List<Integer> seeds() {
        return IntStream.range(0, 200).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothing_is_read_again_of_a_copy_that_was_made_once(int seed) {
        Mirrored mirrored = Mirrored.of(new Random(seed), true, false);

        for (long position = 0; position <= mirrored.end; position++) {
            Translation translation = mirrored.translated(position, true);
            assertThat(mirrored.losesNothing(position, translation)).isTrue();
            assertThat(mirrored.again(position, translation)).isZero();
            assertThat(translation.again()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothing_is_lost_of_a_copy_that_was_partly_made_again(int seed) {
        Mirrored mirrored = Mirrored.of(new Random(seed), true, true);

        for (long position = 0; position <= mirrored.end; position++) {
            for (boolean count : new boolean[] {true, false}) {
                Translation translation = mirrored.translated(position, count);
                assertThat(mirrored.losesNothing(position, translation))
                        .as("%s at %s", position, translation)
                        .isTrue();
            }
        }
    }

    @Test
    void a_position_that_is_the_end_goes_to_the_end_of_the_copy() {
        Bracket bracket = Bracket.of(120).with(new Anchor(100, 90));

        assertThat(Translation.of(bracket, 0, new Anchor(120, 115), Optional.empty()))
                .isEqualTo(new Translation(115, 0));
    }

    @Test
    void without_a_count_only_the_record_of_the_sync_is_passed() {
        Anchor end = new Anchor(500, 480);
        Bracket bracket = Bracket.of(120).with(new Anchor(100, 90)).with(new Anchor(200, 190));

        assertThat(Translation.of(bracket, 0, end, Optional.empty())).isEqualTo(new Translation(91, 99));
        assertThat(Translation.of(Bracket.of(100).with(new Anchor(100, 90)), 0, end, Optional.empty()))
                .isEqualTo(new Translation(90, 390));
    }

    @Test
    void a_position_before_every_sync_goes_to_the_start_of_the_copy() {
        Bracket bracket = Bracket.of(7).with(new Anchor(100, 90));

        assertThat(Translation.of(bracket, 40, new Anchor(500, 480), Optional.empty()))
                .isEqualTo(new Translation(40, 50));
        assertThat(Translation.of(bracket, 40, new Anchor(500, 480), Optional.of(new Counted(0, 45))))
                .isEqualTo(new Translation(40, 5));
    }

    @Test
    void no_group_stands_before_the_start_of_the_copy() {
        Bracket bracket = Bracket.of(120).with(new Anchor(100, 90)).with(new Anchor(200, 190));

        assertThat(Translation.of(bracket, 130, new Anchor(500, 480), Optional.of(new Counted(20, 80))))
                .isEqualTo(new Translation(130, 0));
        assertThat(Translation.of(bracket, 300, new Anchor(500, 480), Optional.empty()))
                .isEqualTo(new Translation(300, 0));
    }

    @Test
    void what_mirrors_know_better_is_taken() {
        assertThat(new Translation(40, 10).orLater(45)).isEqualTo(new Translation(45, 5));
        assertThat(new Translation(40, 10).orLater(30)).isEqualTo(new Translation(40, 10));
    }

    @Test
    void the_way_back_goes_behind_the_last_record_of_which_the_copy_was_read() {
        // The copies from 260 on begin with records that were copied before.
        Bracket bracket = Bracket.of(265);
        for (Anchor sync : List.of(new Anchor(200, 200), new Anchor(150, 260), new Anchor(250, 360))) {
            bracket = bracket.with(sync.reversed());
        }

        assertThat(Translation.of(bracket, 0, new Anchor(400, 290), Optional.empty()))
                .isEqualTo(new Translation(151, 99));
    }
}
