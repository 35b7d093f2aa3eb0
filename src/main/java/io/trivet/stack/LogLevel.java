package io.trivet.stack;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The least severe event that a logger writes, in the words of log4j. */
public enum LogLevel {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR,
    FATAL,
    OFF;

    /** Whether it writes what is for those who look for a fault, of which there is much. */
    public boolean isLoud() {
        return this == TRACE || this == DEBUG;
    }

    /** The level of this word, in letters of either size. */
    static Optional<LogLevel> parse(String text) {
        return Arrays.stream(values())
                .filter(level -> level.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    /** All words, the most talkative first. */
    static List<String> words() {
        return Arrays.stream(values()).map(LogLevel::name).toList();
    }
}
