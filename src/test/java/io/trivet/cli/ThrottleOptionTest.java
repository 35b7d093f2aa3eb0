package io.trivet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A limit of moves, where there are none. */
final class ThrottleOptionTest {
    @TempDir
    private Path home;

    @ParameterizedTest
    @ValueSource(strings = {"rebalance", "replication"})
    void a_limit_of_what_does_not_move_is_refused_before_anything_is_asked(String name) {
        Outcome outcome = Outcome.of(home, "operate", name, "films", "--throttle", "50MiB/s");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("--throttle limits what moves, and nothing moves without --apply\n");
    }
}
