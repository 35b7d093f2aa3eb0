package io.trivet.node;

import io.trivet.operate.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The phases of a wave, and how long each took. */
final class Phases {
    private final Map<String, Duration> phases = new LinkedHashMap<>();
    private final Clock clock;
    private long last;

    Phases(Clock clock) {
        this.clock = clock;
        this.last = clock.nanos();
    }

    /** That phase has just ended; a phase that comes again is added up. */
    void ended(String name) {
        long now = clock.nanos();
        phases.merge(name, Duration.ofNanos(now - last), Duration::plus);
        last = now;
    }

    /** {@code stop 1.2 s, start 3.4 s}, in the order in which the phases first ended. */
    String text() {
        return phases.entrySet().stream()
                .map(phase -> String.format(
                        Locale.ROOT,
                        "%s %.1f s",
                        phase.getKey(),
                        phase.getValue().toMillis() / 1000.0))
                .collect(Collectors.joining(", "));
    }
}
