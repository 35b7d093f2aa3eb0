package io.trivet.edge.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.layout.Role;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of a node that runs. */
final class LookTest {
    @Test
    void copies_are_those_of_brokers_alone() {
        assertThat(Look.state(Role.BROKER, Optional.of(true), Optional.of(12))).isEqualTo("12 out of sync");
        assertThat(Look.state(Role.BROKER, Optional.of(true), Optional.of(0))).isEqualTo("up");
        assertThat(Look.state(Role.ZOOKEEPER, Optional.of(true), Optional.of(0)))
                .isEqualTo("up");
        assertThat(Look.state(Role.ZOOKEEPER, Optional.of(true), Optional.of(12)))
                .isEqualTo("up");
        assertThat(Look.state(Role.CONTROLLER, Optional.of(true), Optional.empty()))
                .isEqualTo("up");
    }

    @Test
    void what_was_not_said_in_time_is_not_known() {
        assertThat(Look.state(Role.BROKER, Optional.empty(), Optional.of(0))).isEqualTo("no answer");
        assertThat(Look.state(Role.BROKER, Optional.of(true), Optional.empty())).isEqualTo("no answer");
        assertThat(Look.state(Role.ZOOKEEPER, Optional.empty(), Optional.empty()))
                .isEqualTo("no answer");
        assertThat(Look.state(Role.ZOOKEEPER, Optional.of(false), Optional.empty()))
                .isEqualTo("starting");
    }
}
