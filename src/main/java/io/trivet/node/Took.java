package io.trivet.node;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How long the phases of a wave took. */
final class Took {
    private final Map<String, Duration> phases = new LinkedHashMap<>();
    private long last = System.nanoTime();

    /** That phase has just ended; a phase that comes again is added up. */
    void phase(String name) {
        long now = System.nanoTime();
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
