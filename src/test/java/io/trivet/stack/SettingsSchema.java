package io.trivet.stack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trivet.kafka.Catalogue;
import io.trivet.kafka.OwnedSettings;
import io.trivet.kafka.Setting;
import io.trivet.kafka.SettingType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Kafka's settings in the schema: those of all versions, without the ones that Trivet computes, that are secret, or
 * that Kafka hides. Every value may also be written in quotes.
 */
final class SettingsSchema {
    /** The definition of what {@code brokers.settings} and {@code controllers.settings} hold. */
    static final String BROKER = "brokerSettings";

    /** The definition of what {@code topics.*.settings} holds. */
    static final String TOPIC = "topicSettings";

    /** Words that YAML reads as something else than text. */
    private static final Pattern NO_TEXT = Pattern.compile("(?i)[-+.\\d].*|true|false|null|yes|no|on|off|~");

    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

    private SettingsSchema() {}

    /**
     * A setting as one version knows it.
     *
     * @param kafka the version
     */
    private record Known(String kafka, Setting setting) {}

    /** Both definitions. */
    static ObjectNode of(List<Catalogue> catalogues) {
        ObjectNode definitions = NODES.objectNode();
        definitions.set(
                BROKER,
                settings("Settings of Kafka for brokers and controllers, by name.", catalogues, Catalogue::brokers));
        definitions.set(TOPIC, settings("Settings of the topic, by name.", catalogues, Catalogue::topics));
        return definitions;
    }

    private static ObjectNode settings(
            String description, List<Catalogue> catalogues, Function<Catalogue, SortedMap<String, Setting>> part) {
        ObjectNode properties = NODES.objectNode();
        for (List<Known> versions : offered(catalogues, part).values()) {
            ObjectNode value = NODES.objectNode().put("description", description(versions, catalogues.size()));
            value(value, versions);
            properties.set(versions.get(0).setting().name(), value);
        }
        ObjectNode settings = NODES.objectNode().put("description", description);
        types(settings, "object");
        settings.set("properties", properties);
        return settings.put("additionalProperties", false);
    }

    private static SortedMap<String, List<Known>> offered(
            List<Catalogue> catalogues, Function<Catalogue, SortedMap<String, Setting>> part) {
        SortedMap<String, List<Known>> byName = new TreeMap<>();
        for (Catalogue catalogue : catalogues) {
            for (Setting setting : part.apply(catalogue).values()) {
                if (!setting.internal()
                        && setting.type() != SettingType.PASSWORD
                        && OwnedSettings.reason(setting.name()).isEmpty()) {
                    byName.computeIfAbsent(setting.name(), name -> new ArrayList<>())
                            .add(new Known(catalogue.version().text(), setting));
                }
            }
        }
        return byName;
    }

    /** What the newest version says of it, Kafka's default in each, and which versions know it where not all do. */
    private static String description(List<Known> versions, int all) {
        String documentation = versions.get(versions.size() - 1).setting().documentation();
        StringBuilder text = new StringBuilder(documentation);
        if (!documentation.isEmpty() && !documentation.endsWith(".")) {
            text.append('.');
        }
        List<String> defaults = versions.stream()
                .map(known -> fallback(known.setting()))
                .distinct()
                .toList();
        if (defaults.size() == 1) {
            text.append(defaults.get(0).isEmpty() ? "" : " Kafka's default: " + defaults.get(0) + ".");
        } else {
            text.append(" Kafka's default: ")
                    .append(versions.stream()
                            .map(known -> (fallback(known.setting()).isEmpty() ? "none" : fallback(known.setting()))
                                    + " in " + known.kafka())
                            .collect(Collectors.joining(", ")))
                    .append('.');
        }
        if (versions.size() < all) {
            text.append(" Only Kafka ")
                    .append(versions.stream().map(Known::kafka).collect(Collectors.joining(", ")))
                    .append(" knows it.");
        }
        return text.toString().strip();
    }

    private static String fallback(Setting setting) {
        if (!setting.fallback().settings().isEmpty()) {
            return "what the brokers have in "
                    + String.join(" or ", setting.fallback().settings());
        }
        if (!setting.fallback().present()) {
            return "";
        }
        return setting.fallback().text().isEmpty()
                ? "empty"
                : setting.fallback().text();
    }

    private static void types(ObjectNode value, String... types) {
        ArrayNode array = value.putArray("type");
        Arrays.stream(types).forEach(array::add);
        array.add("null");
    }

    private static ArrayNode list(ObjectNode value, String name, List<String> words) {
        ArrayNode array = value.putArray(name);
        words.forEach(array::add);
        return array;
    }

    private static void value(ObjectNode value, List<Known> versions) {
        List<Setting> settings = versions.stream().map(Known::setting).toList();
        switch (settings.get(0).type()) {
            case BOOLEAN -> {
                types(value, "boolean", "string");
                value.put("pattern", "^\\s*([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])\\s*$");
            }
            case SHORT, INT, LONG -> {
                types(value, "integer", "string");
                bounds(value, settings);
                value.put("pattern", "^\\s*[-+]?\\d+\\s*$");
            }
            case DOUBLE -> {
                types(value, "number", "string");
                bounds(value, settings);
            }
            case STRING -> {
                types(value, "string", "number", "boolean");
                words(value, settings);
            }
            case LIST -> {
                types(value, "string", "number");
                members(value, settings);
            }
            case CLASS, PASSWORD -> types(value, "string");
        }
    }

    /** Bounds that hold in every version, where no number outside of them has a meaning of its own. */
    private static void bounds(ObjectNode value, List<Setting> settings) {
        if (settings.stream().anyMatch(setting -> !setting.allowed().besides().isEmpty())) {
            return;
        }
        List<String> least = settings.stream()
                .map(setting -> setting.allowed().least())
                .distinct()
                .toList();
        if (!least.contains("")) {
            value.set(
                    "minimum",
                    NODES.numberNode(least.stream()
                            .map(BigDecimal::new)
                            .reduce(BigDecimal::min)
                            .orElseThrow()));
        }
        List<String> most = settings.stream()
                .map(setting -> setting.allowed().most())
                .distinct()
                .toList();
        if (!most.contains("")) {
            value.set(
                    "maximum",
                    NODES.numberNode(most.stream()
                            .map(BigDecimal::new)
                            .reduce(BigDecimal::max)
                            .orElseThrow()));
        }
    }

    /** The only words, or examples where case does not matter or YAML may read one as a number. */
    private static void words(ObjectNode value, List<Setting> settings) {
        List<String> words = known(settings);
        if (words.isEmpty()) {
            return;
        }
        boolean exact = settings.stream().noneMatch(setting -> setting.allowed().anyCase())
                && words.stream().noneMatch(word -> NO_TEXT.matcher(word).matches());
        if (exact) {
            list(value, "enum", words).addNull();
        } else {
            list(value, "examples", words);
        }
    }

    /** A list is written with commas, so that only a pattern can say which members there are. */
    private static void members(ObjectNode value, List<Setting> settings) {
        List<String> words = known(settings);
        if (words.isEmpty()) {
            return;
        }
        String member = words.stream().map(SettingsSchema::quoted).collect(Collectors.joining("|", "(", ")"));
        if (settings.stream().noneMatch(setting -> setting.allowed().anyCase())) {
            value.put("pattern", "^\\s*(" + member + "(\\s*,\\s*" + member + ")*)?\\s*$");
        }
        list(value, "examples", words);
    }

    /** The words of every version; empty when one takes any. */
    private static List<String> known(List<Setting> settings) {
        if (settings.stream().anyMatch(setting -> setting.allowed().words().isEmpty())) {
            return List.of();
        }
        return settings.stream()
                .flatMap(setting -> setting.allowed().words().stream())
                .distinct()
                .toList();
    }

    private static String quoted(String word) {
        return word.replaceAll("([\\\\^$.|?*+()\\[\\]{}])", "\\\\$1");
    }
}
