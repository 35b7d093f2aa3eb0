package io.trivet.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SpanTest {
    @Test
    void what_can_be_read_is_written_so_that_it_is_read_back() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            long count = random.nextLong(99_999_999_999L) >>> random.nextInt(37);
            String unit = List.of("ms", "s", "m", "h", "d").get(random.nextInt(5));
            Span span = Span.parse(count + unit).orElseThrow();

            assertThat(Span.parse(span.toString())).contains(span);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0s, 0s",
        "1000ms, 1s",
        "1500ms, 1500ms",
        "90s, 90s",
        "120s, 2m",
        "48h, 2d",
        "99999999999d, 99999999999d"
    })
    void the_largest_unit_that_leaves_a_whole_number_is_written(String read, String written) {
        assertThat(Span.parse(read)).hasToString("Optional[" + written + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "60", "s", "-1s", "1.5h", "60 s", "60S", "1w", "1d12h", "٣s", "999999999999d"})
    void anything_else_is_refused(String text) {
        assertThat(Span.parse(text)).isEmpty();
    }

    @Test
    void a_day_has_24_hours() {
        assertThat(Span.parse("7d")).contains(new Span(Duration.ofHours(7 * 24)));
    }
}
