package io.trivet.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ThroughputTest {
    @ParameterizedTest
    @ValueSource(strings = {"250MiB/s", "1GiB/s", "0B/s", "1023KiB/s"})
    void what_is_read_is_written_back(String text) {
        assertThat(Throughput.parse(text)).hasToString("Optional[" + text + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/s", "250MiB", "250MiB/", "250MiB/S", "250MiB/m", "250/s", "250MiB/s ", "250MB/s"})
    void anything_else_is_refused(String text) {
        assertThat(Throughput.parse(text)).isEmpty();
    }
}
