package io.trivet.kafka;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a value that Kafka does not take is meant to be, where that is beyond doubt. */
public final class MeantValue {
    private static final List<String> YES = List.of("yes", "on", "y", "enabled", "enable", "1");
    private static final List<String> NO = List.of("no", "off", "n", "disabled", "disable", "0");

    private MeantValue() {}

    /** The value that means the same and is taken; empty where none can be told. A secret is never told. */
    public static Optional<String> of(Setting setting, String value) {
        if (setting.type() == SettingType.PASSWORD) {
            return Optional.empty();
        }
        String text = value.strip();
        return (switch (setting.type()) {
                    case BOOLEAN -> truth(text).stream();
                    case SHORT, INT, LONG, DOUBLE -> numbers(setting.name(), text);
                    default -> words(setting, text);
                })
                .filter(meant -> setting.check(meant).isEmpty())
                .findFirst();
    }

    private static Optional<String> truth(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        return YES.contains(word) ? Optional.of("true") : NO.contains(word) ? Optional.of("false") : Optional.empty();
    }

    /** With a unit behind the number, or with its digits parted in threes. */
    private static Stream<String> numbers(String name, String text) {
        Optional<Unit> unit = name.endsWith(".size") ? Optional.of(Unit.BYTES) : Unit.of(name);
        Optional<String> amount = unit.flatMap(one -> Amount.of(text).flatMap(is -> is.in(one)));
        return text.matches("\\d{1,3}([_, ]\\d{3})+") ? Stream.of(text.replaceAll("[_, ]", "")) : amount.stream();
    }

    /** In other letters, small or large. */
    private static Stream<String> words(Setting setting, String text) {
        return setting.allowed().words().stream().filter(text::equalsIgnoreCase);
    }
}
