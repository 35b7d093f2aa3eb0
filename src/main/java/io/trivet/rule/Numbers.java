package io.trivet.rule;

import java.util.Optional;
import java.util.SortedMap;

/** Whole numbers among settings; what cannot be read is left to {@link SettingRules}. */
final class Numbers {
    private Numbers() {}

    static Optional<Long> of(SortedMap<String, String> settings, String key) {
        String text = settings.get(key);
        return text == null || !text.strip().matches("-?\\d{1,18}")
                ? Optional.empty()
                : Optional.of(Long.parseLong(text.strip()));
    }
}
