package io.trivet.kafka;

import java.util.Optional;
import java.util.SortedMap;

/** Whole numbers among settings; what cannot be read as one is a matter of {@link Setting#check}. */
public final class Numbers {
    private Numbers() {}

    /** The number that a setting has; empty when it is not there, or no whole number of up to 18 digits. */
    public static Optional<Long> of(SortedMap<String, String> settings, String key) {
        String text = settings.get(key);
        return text == null || !text.strip().matches("-?\\d{1,18}")
                ? Optional.empty()
                : Optional.of(Long.parseLong(text.strip()));
    }
}
