package io.trivet.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CidrTest {
    private final Random random = new Random(1);

    @Test
    void every_block_is_read_back() {
        for (int prefix = 0; prefix <= 32; prefix++) {
            Cidr block = new Cidr(new Address(random.nextInt()), prefix);

            assertThat(Cidr.parse(block.toString())).contains(block);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.20.0.0",
                "/16",
                "10.20.0.0/",
                "10.20.0.0/33",
                "10.20.0.0/-1",
                "10.20.0.0/016",
                "10.20.0/16",
                "10.20.0.0/16/16",
                "10.20.0.0 /16",
                "10.20.0.0/255.255.0.0"
            })
    void anything_else_is_refused(String text) {
        assertThat(Cidr.parse(text)).isEmpty();
    }

    @Test
    void a_block_holds_the_addresses_that_share_its_prefix() {
        for (int i = 0; i < 2000; i++) {
            Cidr block = new Cidr(new Address(random.nextInt()), 1 + random.nextInt(32));
            Address near = new Address(block.first().bits() ^ random.nextInt() >>> random.nextInt(32));

            int differing = block.first().bits() ^ near.bits();
            assertThat(block.contains(near)).isEqualTo(differing >>> (32 - block.prefix()) == 0);
        }
    }

    @Test
    void aligning_clears_the_bits_beyond_the_prefix_and_keeps_the_addresses() {
        for (int i = 0; i < 2000; i++) {
            Cidr block = new Cidr(new Address(random.nextInt()), random.nextInt(33));

            assertThat(block.aligned().isAligned()).isTrue();
            assertThat(block.contains(block.aligned().first())).isTrue();
            assertThat(block.aligned().aligned()).isEqualTo(block.aligned());
            assertThat(block.isAligned()).isEqualTo(block.equals(block.aligned()));
        }
    }

    @Test
    void four_quarters_are_disjoint_and_make_the_whole() {
        for (int i = 0; i < 2000; i++) {
            Cidr block = new Cidr(new Address(random.nextInt()), random.nextInt(31)).aligned();
            List<Cidr> quarters = IntStream.range(0, 4).mapToObj(block::quarter).toList();

            assertThat(quarters).allMatch(Cidr::isAligned).allMatch(quarter -> block.contains(quarter.first()));
            assertThat(quarters.stream().mapToLong(Cidr::size).sum()).isEqualTo(block.size());
            for (Cidr quarter : quarters) {
                assertThat(quarters).filteredOn(quarter::overlaps).containsExactly(quarter);
            }
        }
    }

    @Test
    void blocks_overlap_if_and_only_if_one_holds_the_first_address_of_the_other() {
        for (int i = 0; i < 2000; i++) {
            Cidr one = new Cidr(new Address(random.nextInt(64) << 26), 1 + random.nextInt(8)).aligned();
            Cidr two = new Cidr(new Address(random.nextInt(64) << 26), 1 + random.nextInt(8)).aligned();

            int shorter = Math.min(one.prefix(), two.prefix());
            boolean samePrefix = (one.first().bits() ^ two.first().bits()) >>> (32 - shorter) == 0;
            assertThat(one.overlaps(two)).isEqualTo(samePrefix).isEqualTo(two.overlaps(one));
        }
    }
}
