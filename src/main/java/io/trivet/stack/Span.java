package io.trivet.stack;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A length of time, written with one unit: {@code 60s}, {@code 7d}, {@code 500ms}.
 *
 * @param duration 0 or more
 */
public record Span(Duration duration) {
    /** Eleven digits of days are the most that a number of milliseconds can hold. */
    private static final Pattern FORM = Pattern.compile("(\\d{1,11})(ms|s|m|h|d)");

    /** The time that the text writes; empty when it is not a whole number and one of ms, s, m, h, d. */
    public static Optional<Span> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(form.group(1));
        return Optional.of(new Span(
                switch (form.group(2)) {
                    case "ms" -> Duration.ofMillis(count);
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    case "h" -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                }));
    }

    @Override
    public String toString() {
        long millis = duration.toMillis();
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        if (seconds == 0 || seconds % 60 != 0) {
            return seconds + "s";
        }
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        return seconds % 3600 == 0 ? seconds / 3600 + "h" : seconds / 60 + "m";
    }
}
