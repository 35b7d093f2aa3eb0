package io.trivet.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DataSizeTest {
    @Test
    void what_is_written_is_read_back() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            DataSize size = new DataSize(random.nextLong() >>> 1 + random.nextInt(63) & -1L << random.nextInt(60));

            assertThat(DataSize.parse(size.toString())).contains(size);
        }
        assertThat(DataSize.parse(new DataSize(Long.MAX_VALUE).toString())).contains(new DataSize(Long.MAX_VALUE));
    }

    @ParameterizedTest
    @CsvSource({"0B, 0B", "1024KiB, 1MiB", "1536GiB, 1536GiB", "2048GiB, 2TiB", "500 GiB, 500GiB", "1PiB, 1PiB"})
    void the_largest_unit_that_leaves_a_whole_number_is_written(String read, String written) {
        assertThat(DataSize.parse(read)).hasToString("Optional[" + written + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GiB",
                "500",
                "500GB",
                "500G",
                "500gib",
                "-1GiB",
                "+1GiB",
                "1.5GiB",
                "1e3GiB",
                " 1GiB",
                "0x1GiB",
                "٣GiB",
                "9223372036854775808B",
                "8192PiB",
                "99999999999999999999B"
            })
    void anything_else_is_refused(String text) {
        assertThat(DataSize.parse(text)).isEmpty();
    }

    @Test
    void a_unit_is_1024_of_the_one_below() {
        assertThat(DataSize.gib(3)).isEqualTo(DataSize.mib(3 * 1024));
        assertThat(DataSize.gib(3).toMib()).isEqualTo(3 * 1024);
        assertThat(DataSize.mib(2047).toGib()).isEqualTo(1);
    }

    @Test
    void sizes_are_ordered_by_their_bytes() {
        assertThat(DataSize.parse("2TiB").orElseThrow()).isGreaterThan(DataSize.gib(500));
    }

    @Test
    void there_is_no_size_below_zero() {
        assertThatThrownBy(() -> new DataSize(-1)).hasMessage("bytes must not be negative: -1");
    }
}
