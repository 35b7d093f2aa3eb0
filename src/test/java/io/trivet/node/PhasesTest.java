package io.trivet.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.operate.FakeClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PhasesTest {
    @Test
    void phases_stand_in_the_order_in_which_they_first_ended_and_one_that_comes_again_is_added_up() {
        FakeClock clock = new FakeClock();
        Phases phases = new Phases(clock);
        clock.pause(Duration.ofMillis(1200));
        phases.ended("stop");
        clock.pause(Duration.ofMillis(3400));
        phases.ended("start");
        phases.ended("join");
        clock.pause(Duration.ofMillis(100));
        phases.ended("start");

        assertThat(phases.text()).isEqualTo("stop 1.2 s, start 3.5 s, join 0.0 s");
    }

    @Test
    void no_phase_has_no_text() {
        assertThat(new Phases(new FakeClock()).text()).isEmpty();
    }
}
