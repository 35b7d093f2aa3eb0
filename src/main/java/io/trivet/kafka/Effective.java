package io.trivet.kafka;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The settings that a server or a topic has in the end, also where nothing is written of them.
 *
 * @param known what can be set, with Kafka's own defaults
 * @param written what is written, Trivet's defaults among it
 * @param described the names of what a person wrote of it
 */
record Effective(SortedMap<String, Setting> known, SortedMap<String, String> written, SortedSet<String> described) {
    Effective {
        written = Collections.unmodifiableSortedMap(written);
        SortedSet<String> names = new TreeSet<>(described);
        names.retainAll(written.keySet());
        described = Collections.unmodifiableSortedSet(names);
    }

    /** The value; empty where there is none, and where the setting's own definition refuses it. */
    Optional<String> text(String key) {
        Optional<Setting> setting = Optional.ofNullable(known.get(key));
        String value = written.get(key);
        if (value == null) {
            return setting.map(Setting::fallback).filter(Fallback::present).map(Fallback::text);
        }
        return setting.filter(one -> one.check(value).isEmpty()).map(one -> value.strip());
    }

    /** The value as a whole number; empty as {@link #text}. */
    Optional<Long> number(String key) {
        return text(key).filter(text -> text.matches("[+-]?\\d{1,19}")).map(Long::valueOf);
    }

    boolean isTrue(String key) {
        return text(key).filter(text -> text.equalsIgnoreCase("true")).isPresent();
    }

    boolean isDescribed(String key) {
        return described.contains(key);
    }

    /** "the value of x", or what it is without one. */
    String origin(String key) {
        return (isDescribed(key) ? "the value of " : "the default of ") + key;
    }

    /** Whether that value could be written for the setting. */
    boolean takes(String key, long value) {
        Setting setting = known.get(key);
        return setting != null && setting.check(Long.toString(value)).isEmpty();
    }
}
