package io.trivet.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(30));

    @Test
    void it_doubles_up_to_the_bound() {
        assertThat(backoff.before(0, 1)).hasMillis(200);
        assertThat(backoff.before(1, 1)).hasMillis(400);
        assertThat(backoff.before(7, 1)).hasMillis(25_600);
        assertThat(backoff.before(8, 1)).hasMillis(30_000);
        assertThat(backoff.before(Integer.MAX_VALUE, 1)).hasMillis(30_000);
    }

    @Test
    void chance_takes_up_to_half_of_it_away() {
        assertThat(backoff.before(1, 0)).hasMillis(200);
        assertThat(backoff.before(1, 0.5)).hasMillis(300);
    }
}
