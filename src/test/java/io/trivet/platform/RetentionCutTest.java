package io.trivet.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.stack.DataSize;
import io.trivet.stack.Throughput;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** How much goes with a shorter retention, by hand and by trying every part of the traffic. */
final class RetentionCutTest {
    private static final long DAY = 86_400_000;
    private static final long GIB = 1L << 30;
    private static final double STEP = 256;
    private static final Optional<Throughput> MIB = Optional.of(new Throughput(DataSize.mib(1)));

    private static Retention kept(long millis, long bytes) {
        return new Retention(millis, bytes, new TreeSet<>(List.of("delete")));
    }

    private static OptionalDouble most(Retention was, Retention is, Optional<Throughput> ingress) {
        return new RetentionCut(was, is, 12, ingress).most();
    }

    @Test
    void by_time_it_is_the_traffic_of_the_time_between() {
        assertThat(most(kept(7 * DAY, Long.MAX_VALUE), kept(DAY, Long.MAX_VALUE), MIB))
                .hasValue(6.0 * 86_400 * (1 << 20));
    }

    @Test
    void by_bytes_it_is_the_difference_in_every_partition() {
        assertThat(most(kept(7 * DAY, 10 * GIB), kept(7 * DAY, 4 * GIB), Optional.empty()))
                .hasValue(12.0 * 6 * GIB);
    }

    @Test
    void without_traffic_and_without_bytes_it_cannot_be_said() {
        assertThat(most(kept(7 * DAY, Long.MAX_VALUE), kept(DAY, Long.MAX_VALUE), Optional.empty()))
                .isEmpty();
        assertThat(most(kept(Long.MAX_VALUE, Long.MAX_VALUE), kept(DAY, Long.MAX_VALUE), MIB))
                .isEmpty();
    }

    @Test
    void what_was_kept_for_ever_up_to_some_bytes_may_all_be_old() {
        assertThat(most(kept(Long.MAX_VALUE, 2 * GIB), kept(DAY, 2 * GIB), MIB)).hasValue(12.0 * 2 * GIB);
    }

    @Test
    void no_part_of_the_traffic_loses_more() {
        Random chance = new Random(3);
        for (int i = 0; i < 500; i++) {
            Retention was = kept(DAY * (1 + chance.nextInt(30)), GIB * (1 + chance.nextInt(30)));
            Retention is = kept(DAY * (1 + chance.nextInt(30)), GIB * (1 + chance.nextInt(30)));
            double most = most(was, is, MIB).orElseThrow();
            double found = 0;
            for (double rate = 0; rate <= 1 << 20; rate += STEP) {
                found = Math.max(found, bytes(was, rate) - bytes(is, rate));
            }

            // Between two rates that were tried lies no more than the longest time can keep of their difference.
            assertThat(found).isBetween(most - STEP * 30 * 86_400, most + 1);
        }
    }

    private static double bytes(Retention kept, double rate) {
        return Math.min(kept.millis() / 1000.0 * rate, 12.0 * kept.bytes());
    }
}
