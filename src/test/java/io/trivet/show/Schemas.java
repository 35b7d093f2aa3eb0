package io.trivet.show;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinitionProviderV2;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import io.trivet.stack.Doc;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON Schemas, made of the records that they describe: a component with what its {@link Doc} says, required where it
 * is no {@link Optional}, and an enum as its words.
 *
 * <p>Source: https://json-schema.org/draft-07/json-schema-validation, the draft that yaml-language-server reads best.
 */
public final class Schemas {
    private static final String DRAFT = "http://json-schema.org/draft-07/schema#";

    /** In which order a reader meets what a schema says; a property that is named alike stays in its own order. */
    private static final List<String> KEYS = List.of(
            "description",
            "type",
            "required",
            "properties",
            "items",
            "pattern",
            "patternErrorMessage",
            "enum",
            "examples",
            "additionalProperties");

    private Schemas() {}

    /** The schema of {@code trivet diff --format json}. */
    public static String diff() {
        SchemaGenerator generator =
                new SchemaGenerator(builder((type, context) -> Optional.ofNullable(words(type.getErasedType()))
                                .map(CustomDefinition::new)
                                .orElse(null))
                        .build());
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("$schema", DRAFT).put("title", "Answer of trivet diff --format json");
        schema.setAll(ordered(generator.generateSchema(DeltaAnswer.class)));
        return text(schema);
    }

    /** As it is committed. */
    public static String text(ObjectNode schema) {
        return Json.of(schema);
    }

    /** Of a generator that takes these values for schemas of their own. */
    public static SchemaGeneratorConfigBuilder builder(CustomDefinitionProviderV2 values) {
        SchemaGeneratorConfigBuilder builder = new SchemaGeneratorConfigBuilder(
                        new ObjectMapper(), SchemaVersion.DRAFT_7, OptionPreset.PLAIN_JSON)
                .with(Option.INLINE_ALL_SCHEMAS)
                .without(Option.SCHEMA_VERSION_INDICATOR, Option.FLATTENED_ENUMS, Option.FLATTENED_OPTIONALS);
        builder.forTypesInGeneral().withPropertySorter((one, other) -> 0).withCustomDefinitionProvider(values);
        builder.forFields()
                .withTargetTypeOverridesResolver(Schemas::described)
                .withDescriptionResolver(field -> field.isFakeContainerItemScope()
                        ? null
                        : component(field).getAnnotation(Doc.class).value() + ".")
                .withRequiredCheck(field -> isRequired(component(field)));
        return builder;
    }

    /** The constants of an enum as they are written; null for all else. */
    public static @Nullable ObjectNode words(Class<?> type) {
        if (!type.isEnum()) {
            return null;
        }
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        ArrayNode words = schema.putArray("enum");
        for (Object constant : type.getEnumConstants()) {
            words.add(constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        return schema;
    }

    /** Whether a record is incomplete without it. */
    public static boolean isRequired(RecordComponent component) {
        return component.getType() != SortedMap.class
                && !component.getType().getSimpleName().startsWith("Optional");
    }

    /** What is in an optional; null for all else. */
    private static @Nullable List<ResolvedType> described(FieldScope field) {
        Class<?> type = field.getDeclaredType().getErasedType();
        if (type == Optional.class) {
            return field.getDeclaredType().getTypeParameters();
        }
        if (type == OptionalInt.class || type == OptionalLong.class) {
            return List.of(field.getContext().resolve(type == OptionalInt.class ? int.class : long.class));
        }
        return null;
    }

    /** What a field keeps. */
    public static RecordComponent component(FieldScope field) {
        return Arrays.stream(field.getDeclaringType().getErasedType().getRecordComponents())
                .filter(component -> component.getName().equals(field.getDeclaredName()))
                .findFirst()
                .orElseThrow();
    }

    /** The same in the order of {@link #KEYS}. */
    public static ObjectNode ordered(JsonNode schema) {
        List<String> names = new ArrayList<>();
        schema.fieldNames().forEachRemaining(names::add);
        names.sort((one, other) -> Integer.compare(KEYS.indexOf(one), KEYS.indexOf(other)));
        ObjectNode ordered = JsonNodeFactory.instance.objectNode();
        for (String name : names) {
            JsonNode value = schema.get(name);
            if (name.equals("properties")) {
                ObjectNode properties = ordered.putObject(name);
                value.properties().forEach(property -> properties.set(property.getKey(), ordered(property.getValue())));
            } else {
                ordered.set(name, value.isObject() ? ordered(value) : value);
            }
        }
        return ordered;
    }
}
