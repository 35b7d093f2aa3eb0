package io.trivet.kafka;

import io.trivet.problem.Words;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * One setting of Kafka, of a broker or of a topic, in one version.
 *
 * @param name as it is written, {@code min.insync.replicas}
 * @param fallback what holds when it is left out
 * @param update what it takes to change it on a running cluster; topic settings never need a restart
 * @param internal whether Kafka hides it from its documentation; it may change or go without notice
 * @param documentation the first sentence of Kafka's own, as plain text
 */
public record Setting(
        String name,
        SettingType type,
        Fallback fallback,
        Allowed allowed,
        Importance importance,
        UpdateMode update,
        boolean internal,
        String documentation) {
    /** The same setting with another value when it is left out. */
    public Setting with(Fallback other) {
        return new Setting(name, type, other, allowed, importance, update, internal, documentation);
    }

    /** What the value must be, as the end of "it must …", when Kafka would refuse it at the start; else empty. */
    public Optional<String> check(String value) {
        String text = value.strip();
        return switch (type) {
            case BOOLEAN ->
                text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")
                        ? Optional.empty()
                        : Optional.of("be true or false");
            case SHORT -> number(text, Short::valueOf, "whole number", Short.MIN_VALUE, Short.MAX_VALUE);
            case INT -> number(text, Integer::valueOf, "whole number", Integer.MIN_VALUE, Integer.MAX_VALUE);
            case LONG -> number(text, Long::valueOf, "whole number", Long.MIN_VALUE, Long.MAX_VALUE);
            case DOUBLE -> number(text, Double::valueOf, "number", -Double.MAX_VALUE, Double.MAX_VALUE);
            case LIST -> list(text);
            case STRING -> word(text);
            case CLASS -> className(text);
            // Any text will do, and none is ever echoed.
            case PASSWORD -> Optional.empty();
        };
    }

    private Optional<String> number(
            String text, Function<String, Number> parse, String noun, Number typeLeast, Number typeMost) {
        if (allowed.besides().contains(text)) {
            return Optional.empty();
        }
        try {
            BigDecimal number = new BigDecimal(parse.apply(text).toString());
            if ((allowed.least().isEmpty() || number.compareTo(new BigDecimal(allowed.least())) >= 0)
                    && (allowed.most().isEmpty() || number.compareTo(new BigDecimal(allowed.most())) <= 0)) {
                return Optional.empty();
            }
        } catch (NumberFormatException e) {
            // Falls through to what it must be.
        }
        return Optional.of("be a " + noun + range(typeLeast, typeMost));
    }

    private String range(Number typeLeast, Number typeMost) {
        if (type == SettingType.DOUBLE
                && allowed.least().isEmpty()
                && allowed.most().isEmpty()) {
            return "";
        }
        String least = allowed.least().isEmpty() ? typeLeast.toString() : allowed.least();
        String most = allowed.most();
        boolean open = most.isEmpty() || new BigDecimal(most).compareTo(new BigDecimal(typeMost.toString())) >= 0;
        String besides = allowed.besides().isEmpty() ? "" : ", or " + String.join(" or ", allowed.besides());
        if (open && type == SettingType.DOUBLE) {
            return " of at least " + least + besides;
        }
        return " from " + least + " to " + (open ? typeMost : most) + besides;
    }

    private Optional<String> list(String text) {
        List<String> members = text.isEmpty() ? List.of() : List.of(text.split("\\s*,\\s*", -1));
        if (members.isEmpty() && !allowed.empty()) {
            return Optional.of("name at least one" + of());
        }
        if (members.contains("") && !allowed.gaps()) {
            return Optional.of("name no empty member");
        }
        if (!members.stream().allMatch(this::isKnown)) {
            return Optional.of("name only" + of());
        }
        return Optional.empty();
    }

    private String of() {
        return allowed.words().isEmpty() ? "" : " of " + Words.list(allowed.words());
    }

    private Optional<String> word(String text) {
        if (text.isEmpty() && !allowed.empty()) {
            return Optional.of("not be empty");
        }
        return isKnown(text)
                ? Optional.empty()
                : Optional.of(allowed.releases() ? releases() : "be one of " + Words.list(allowed.words()));
    }

    private boolean isKnown(String word) {
        return allowed.words().isEmpty()
                || allowed.words().contains(allowed.releases() ? release(word) : word)
                || (allowed.anyCase()
                        && allowed.words().stream()
                                .anyMatch(
                                        known -> known.toLowerCase(Locale.ROOT).equals(word.toLowerCase(Locale.ROOT))));
    }

    /** There are too many of them, and levels within a release beside them. */
    private String releases() {
        List<String> whole =
                allowed.words().stream().filter(word -> !word.contains("-")).toList();
        return "be a release of Kafka from " + whole.get(0) + " to " + whole.get(whole.size() - 1);
    }

    /** Source: {@code MetadataVersion.fromVersionString}, which reads three parts of 0.x and two of others. */
    private static String release(String word) {
        List<String> parts = List.of(word.split("\\.", -1));
        int read = word.startsWith("0.") ? 3 : 2;
        return parts.size() <= read ? word : String.join(".", parts.subList(0, read));
    }

    private static Optional<String> className(String text) {
        boolean named = !text.isEmpty()
                && List.of(text.split("\\.", -1)).stream()
                        .allMatch(part -> !part.isEmpty()
                                && Character.isJavaIdentifierStart(part.charAt(0))
                                && part.chars().allMatch(Character::isJavaIdentifierPart));
        return named ? Optional.empty() : Optional.of("be the full name of a Java class");
    }
}
