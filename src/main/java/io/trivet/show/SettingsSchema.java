package io.trivet.show;

import com.fasterxml.jackson.core.JsonGenerator;
import io.trivet.kafka.Catalogue;
import io.trivet.kafka.OwnedSettings;
import io.trivet.kafka.Setting;
import io.trivet.kafka.SettingType;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
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

    private SettingsSchema() {}

    /**
     * A setting as one version knows it.
     *
     * @param kafka the version
     */
    private record Known(String kafka, Setting setting) {}

    static void write(JsonGenerator json, List<Catalogue> catalogues) throws IOException {
        settings(
                json,
                BROKER,
                "Settings of Kafka for brokers and controllers, by name.",
                catalogues,
                Catalogue::brokers);
        settings(json, TOPIC, "Settings of the topic, by name.", catalogues, Catalogue::topics);
    }

    private static void settings(
            JsonGenerator json,
            String name,
            String description,
            List<Catalogue> catalogues,
            Function<Catalogue, SortedMap<String, Setting>> part)
            throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("description", description);
        SchemaJson.type(json, true, "object");
        json.writeObjectFieldStart("properties");
        for (List<Known> versions : offered(catalogues, part).values()) {
            json.writeObjectFieldStart(versions.get(0).setting().name());
            json.writeStringField("description", description(versions, catalogues.size()));
            value(json, versions);
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeBooleanField("additionalProperties", false);
        json.writeEndObject();
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

    private static void value(JsonGenerator json, List<Known> versions) throws IOException {
        List<Setting> settings = versions.stream().map(Known::setting).toList();
        switch (settings.get(0).type()) {
            case BOOLEAN -> {
                SchemaJson.type(json, true, "boolean", "string");
                json.writeStringField("pattern", "^\\s*([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])\\s*$");
            }
            case SHORT, INT, LONG -> {
                SchemaJson.type(json, true, "integer", "string");
                bounds(json, settings);
                json.writeStringField("pattern", "^\\s*[-+]?\\d+\\s*$");
            }
            case DOUBLE -> {
                SchemaJson.type(json, true, "number", "string");
                bounds(json, settings);
            }
            case STRING -> {
                SchemaJson.type(json, true, "string", "number", "boolean");
                words(json, settings);
            }
            case LIST -> {
                SchemaJson.type(json, true, "string", "number");
                members(json, settings);
            }
            case CLASS, PASSWORD -> SchemaJson.type(json, true, "string");
        }
    }

    /** Bounds that hold in every version, where no number outside of them has a meaning of its own. */
    private static void bounds(JsonGenerator json, List<Setting> settings) throws IOException {
        if (settings.stream().anyMatch(setting -> !setting.allowed().besides().isEmpty())) {
            return;
        }
        List<String> least = settings.stream()
                .map(setting -> setting.allowed().least())
                .distinct()
                .toList();
        if (!least.contains("")) {
            json.writeFieldName("minimum");
            json.writeNumber(
                    least.stream().map(BigDecimal::new).reduce(BigDecimal::min).orElseThrow());
        }
        List<String> most = settings.stream()
                .map(setting -> setting.allowed().most())
                .distinct()
                .toList();
        if (!most.contains("")) {
            json.writeFieldName("maximum");
            json.writeNumber(
                    most.stream().map(BigDecimal::new).reduce(BigDecimal::max).orElseThrow());
        }
    }

    /** The only words, or examples where case does not matter or YAML may read one as a number. */
    private static void words(JsonGenerator json, List<Setting> settings) throws IOException {
        List<String> words = known(settings);
        if (words.isEmpty()) {
            return;
        }
        boolean exact = settings.stream().noneMatch(setting -> setting.allowed().anyCase())
                && words.stream().noneMatch(word -> NO_TEXT.matcher(word).matches());
        if (!exact) {
            SchemaJson.list(json, "examples", words);
            return;
        }
        json.writeArrayFieldStart("enum");
        for (String word : words) {
            json.writeString(word);
        }
        json.writeNull();
        json.writeEndArray();
    }

    /** A list is written with commas, so that only a pattern can say which members there are. */
    private static void members(JsonGenerator json, List<Setting> settings) throws IOException {
        List<String> words = known(settings);
        if (words.isEmpty()) {
            return;
        }
        String member = words.stream().map(SettingsSchema::quoted).collect(Collectors.joining("|", "(", ")"));
        if (settings.stream().noneMatch(setting -> setting.allowed().anyCase())) {
            json.writeStringField("pattern", "^\\s*(" + member + "(\\s*,\\s*" + member + ")*)?\\s*$");
        }
        SchemaJson.list(json, "examples", words);
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
