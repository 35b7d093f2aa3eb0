package io.trivet.kafka;

import io.trivet.problem.Words;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a value that Kafka does not take is meant to be, where that is beyond doubt. */
public final class MeantValue {
    private static final List<String> YES = List.of("yes", "on", "y", "enabled", "enable", "1");
    private static final List<String> NO = List.of("no", "off", "n", "disabled", "disable", "0");

    /** A producer says {@code none} where topics say {@code uncompressed}. */
    private static final Map<String, String> AS_CLIENTS_SAY =
            Map.of("none", "uncompressed", "gz", "gzip", "zstandard", "zstd");

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

    /**
     * In other letters, small or large, as clients call it, or misspelt, which a number is not; of a list each of its
     * members.
     */
    private static Stream<String> words(Setting setting, String text) {
        if (setting.allowed().words().isEmpty()) {
            return Stream.empty();
        }
        if (setting.type() != SettingType.LIST) {
            return word(setting, text).stream();
        }
        List<Optional<String>> members = Stream.of(text.split("[,;|\\s]+"))
                .filter(member -> !member.isEmpty())
                .map(member -> word(setting, member))
                .toList();
        return members.isEmpty() || members.stream().anyMatch(Optional::isEmpty)
                ? Stream.empty()
                : Stream.of(
                        members.stream().flatMap(Optional::stream).distinct().collect(Collectors.joining(",")));
    }

    private static Optional<String> word(Setting setting, String text) {
        List<String> words = setting.allowed().words();
        String small = text.toLowerCase(Locale.ROOT);
        return words.stream()
                .filter(text::equalsIgnoreCase)
                .findFirst()
                .or(() -> Optional.ofNullable(AS_CLIENTS_SAY.get(small)).filter(words::contains))
                .or(() -> Words.nearest(small, words).filter(nearest -> small.matches("[a-z-]{4,}")));
    }
}
