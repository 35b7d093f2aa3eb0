package io.trivet.kafka;

import java.util.Optional;
import java.util.SortedMap;

/** Whole numbers among settings; what cannot be read as one is a matter of {@link Setting#check}. */
public final class Numbers {
    private Numbers() {}

    /** The number that a setting has, as Kafka reads it; empty when it is not there, or none of 64 bits. */
    public static Optional<Long> of(SortedMap<String, String> settings, String key) {
        return Optional.ofNullable(settings.get(key)).flatMap(Numbers::of);
    }

    /** The number of a value, as Kafka reads it; empty when it is none of 64 bits. */
    public static Optional<Long> of(String value) {
        try {
            return Optional.of(Long.valueOf(value.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
