package io.trivet.stack;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomPropertyDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import io.trivet.kafka.Catalogue;
import io.trivet.kafka.KafkaVersion;
import io.trivet.platform.msk.MskVersion;
import io.trivet.show.Schemas;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * JSON Schemas of the description, made of the records of {@code stack} and of Kafka's settings, so that an editor
 * completes keys, shows what they mean and marks what is wrong while it is typed. A schema knows one file only: what
 * depends on another file, or on another value, {@code trivet validate} finds.
 */
final class StackSchema {
    /** The file name of {@link #cluster}, which {@link #stack} refers to. */
    static final String CLUSTER_FILE = "cluster.schema.json";

    private static final String BLOCK = "\\d{1,3}(\\.\\d{1,3}){3}/\\d{1,2}";
    private static final String UNITS = "(B|KiB|MiB|GiB|TiB|PiB)";

    private static final SchemaGenerator GENERATOR = generator();

    private StackSchema() {}

    /** For {@code Pulumi.<stack>.yaml}: what it does not extend it must say itself. */
    static String stack() {
        ObjectNode schema = read("""
                {
                  "$schema": "http://json-schema.org/draft-07/schema#",
                  "title": "Pulumi stack with a Kafka cluster of Trivet",
                  "type": "object",
                  "required": ["config"],
                  "properties": {
                    "config": {
                      "description": "Configuration of the Pulumi stack.",
                      "type": "object",
                      "required": ["trivet:cluster"],
                      "properties": {
                        "aws:region": {
                          "description": "AWS region of the cluster; its zones lie in it.",
                          "type": "string",
                          "pattern": "^[a-z]{2}(-[a-z]+)+-\\\\d+$",
                          "examples": ["us-east-1"]
                        },
                        "trivet:cluster": {
                          "allOf": [
                            {"$ref": "cluster.schema.json"},
                            {"if": {"required": ["extends"]}, "then": {}}
                          ]
                        }
                      },
                      "patternProperties": {"^trivet:(?!cluster$)": false}
                    }
                  }
                }
                """);
        ((ObjectNode) schema.at("/properties/config/properties/trivet:cluster/allOf/1"))
                .set("else", needs(DescribedKeys.platforms()));
        return Schemas.text(schema);
    }

    /**
     * For a file that stacks extend, in which nothing is required.
     *
     * @param catalogues settings of every Kafka version that a description may name, the oldest first
     */
    static String cluster(List<Catalogue> catalogues) {
        ObjectNode schema = read("""
                {
                  "$schema": "http://json-schema.org/draft-07/schema#",
                  "title": "Kafka cluster of Trivet",
                  "description": "What a cluster is, or a part of it for stacks to extend.",
                  "type": "object",
                  "properties": {
                    "extends": {
                      "description": "File that this one builds on, relative to it. Maps are merged key by key and this file wins; a list is replaced as a whole; null takes a key away.",
                      "type": "string",
                      "examples": ["cluster.yaml"]
                    }
                  },
                  "additionalProperties": false
                }
                """);
        // Where two platforms have the same key, the first one's holds all that is in the other.
        for (Class<? extends Brokers> platform : DescribedKeys.platforms()) {
            described(platform).get("properties").properties().forEach(property -> {
                if (!schema.get("properties").has(property.getKey())) {
                    schema.withObject("/properties")
                            .set(property.getKey(), Schemas.ordered(optional(property.getValue())));
                }
            });
        }
        schema.set("definitions", SettingsSchema.of(catalogues));
        return Schemas.text(schema);
    }

    /** What the description of the platform that it names cannot do without; the last one's, when it names no other. */
    private static ObjectNode needs(List<Class<? extends Brokers>> platforms) {
        Class<? extends Brokers> platform = platforms.get(platforms.size() - 1);
        if (platforms.size() == 1) {
            return needs(described(platform));
        }
        ObjectNode schema =
                read("{\"if\": {\"properties\": {\"platform\": {\"enum\": [\"%s\"]}}, \"required\": [\"platform\"]}}"
                        .formatted(platform == OnMsk.class ? "msk" : "external"));
        schema.set("then", needs(described(platform)));
        schema.set("else", needs(platforms.subList(0, platforms.size() - 1)));
        return schema;
    }

    /** Of a schema only what is required, and what is within that. */
    private static ObjectNode needs(JsonNode schema) {
        ObjectNode needs = JsonNodeFactory.instance.objectNode();
        needs.set("required", schema.get("required"));
        for (Map.Entry<String, JsonNode> property : schema.get("properties").properties()) {
            if (property.getValue().has("required")) {
                needs.withObject("/properties").set(property.getKey(), needs(property.getValue()));
            }
        }
        return needs;
    }

    /** A schema without what is required. */
    private static JsonNode optional(JsonNode schema) {
        JsonNode copy = schema.deepCopy();
        copy.findParents("required").forEach(parent -> {
            if (parent.get("required").isArray()) {
                ((ObjectNode) parent).remove("required");
            }
        });
        return copy;
    }

    /**
     * What every description says, and what is said of brokers of this type, in the order in which a person reads it.
     */
    private static ObjectNode described(Class<? extends Brokers> platform) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        ArrayNode required = schema.putArray("required");
        ObjectNode properties = schema.putObject("properties");
        List<ObjectNode> parts = List.of(GENERATOR.generateSchema(Common.class), GENERATOR.generateSchema(platform));
        for (String key : DescribedKeys.of(platform)) {
            for (ObjectNode part : parts) {
                if (part.get("properties").has(key)) {
                    properties.set(key, part.get("properties").get(key));
                }
                for (JsonNode name : part.withArray("/required")) {
                    if (name.textValue().equals(key)) {
                        required.add(key);
                    }
                }
            }
        }
        return schema;
    }

    private static SchemaGenerator generator() {
        SchemaGeneratorConfigBuilder builder = Schemas.builder(StackSchema::value);
        builder.with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT)
                .forFields()
                .withInstanceAttributeOverride(StackSchema::example)
                .withCustomDefinitionProvider(StackSchema::component);
        return new SchemaGenerator(builder.build());
    }

    /** What is written as one value, and the maps. */
    private static @Nullable CustomDefinition value(ResolvedType type, SchemaGenerationContext context) {
        Class<?> raw = type.getErasedType();
        if (raw == SortedMap.class) {
            ResolvedType values = type.getTypeParameters().get(1);
            ObjectNode map = typed("object");
            map.set(
                    "additionalProperties",
                    values.getErasedType() == String.class
                            ? read("{\"type\": [\"string\", \"number\", \"boolean\", \"null\"]}")
                            : values.getErasedType() == LogLevel.class
                                    ? nullable(levels())
                                    : nullable(context.createStandardDefinition(values, null)));
            return new CustomDefinition(map);
        }
        if (raw.isEnum()) {
            return new CustomDefinition(typed("string").setAll(Schemas.words(raw)));
        }
        if (raw == DataSize.class) {
            return matching(
                    "^\\d{1,15} *" + UNITS + "$",
                    "It must be a size with a unit of B, KiB, MiB, GiB, TiB or PiB, as 500GiB.");
        }
        if (raw == Throughput.class) {
            return matching("^\\d{1,15} *" + UNITS + "/s$", "It must be a rate, as 250MiB/s.");
        }
        if (raw == Span.class) {
            return matching("^\\d{1,12}(ms|s|m|h|d)$", "It must be a time with a unit of ms, s, m, h or d, as 60s.");
        }
        if (raw == LocalDate.class) {
            return matching("^\\d{4}-\\d{2}-\\d{2}$", "It must be a day, as 2026-11-25.");
        }
        if (raw == Cidr.class) {
            return matching("^" + BLOCK + "$", "It must be a block of IPv4 addresses, as 10.20.0.0/16.");
        }
        if (raw == ClientSource.class) {
            return matching("^(" + BLOCK + "|sg-([0-9a-f]{8}|[0-9a-f]{17}))$", "It must be " + ClientSource.FORM + ".");
        }
        return null;
    }

    /**
     * A pattern, and what editors say in its place; source: vscode-json-languageservice, which yaml-language-server
     * uses.
     */
    private static CustomDefinition matching(String pattern, String message) {
        return new CustomDefinition(typed("string").put("pattern", pattern).put("patternErrorMessage", message));
    }

    /** Words in capitals, as log4j has them, and in small letters. */
    private static ObjectNode levels() {
        ObjectNode levels = typed("string");
        ArrayNode words = levels.putArray("enum");
        LogLevel.words().forEach(words::add);
        LogLevel.words().forEach(word -> words.add(word.toLowerCase(java.util.Locale.ROOT)));
        return levels;
    }

    private static ObjectNode typed(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }

    /** Whose settings are none of brokers, controllers or topics. */
    private static final List<Class<?>> OF_OTHERS =
            List.of(OnEc2.ZooKeeper.class, OnEc2.Connect.class, Connector.class, Mirrors.class, Mirrors.Source.class);

    private static @Nullable CustomPropertyDefinition component(FieldScope field, SchemaGenerationContext context) {
        if (field.isFakeContainerItemScope()) {
            return null;
        }
        RecordComponent component = Schemas.component(field);
        Class<?> owner = component.getDeclaringRecord();
        boolean ofKafka = component.getName().equals("settings") && !OF_OTHERS.contains(owner);
        if (component.getType() == SortedMap.class && ofKafka) {
            String definition = owner == Topic.class ? SettingsSchema.TOPIC : SettingsSchema.BROKER;
            return new CustomPropertyDefinition(
                    JsonNodeFactory.instance.objectNode().put("$ref", "#/definitions/" + definition),
                    CustomDefinition.AttributeInclusion.NO);
        }
        ObjectNode schema = context.createStandardDefinition(field.getType(), null);
        if (isKafkaVersion(component)) {
            ArrayNode versions = schema.putArray("enum");
            Stream.concat(
                            Arrays.stream(KafkaVersion.values()).map(KafkaVersion::text),
                            Arrays.stream(MskVersion.values()).map(MskVersion::text))
                    .forEach(versions::add);
        }
        return new CustomPropertyDefinition(isRequiredEverywhere(component) ? schema : nullable(schema));
    }

    private static void example(ObjectNode attributes, FieldScope field, SchemaGenerationContext context) {
        RecordComponent component = Schemas.component(field);
        String example = component.getAnnotation(Doc.class).example();
        if (!example.isEmpty()
                && !isKafkaVersion(component)
                && !field.isFakeContainerItemScope()
                && field.getType().getErasedType() != List.class) {
            attributes.putArray("examples").add(example);
        }
    }

    private static boolean isKafkaVersion(RecordComponent component) {
        return component.getDeclaringRecord() == OnEc2.Kafka.class
                && component.getName().equals("version");
    }

    /** Also null, by which a stack takes the key away. */
    private static ObjectNode nullable(ObjectNode schema) {
        JsonNode type = schema.get("type");
        ArrayNode types = schema.putArray("type");
        if (type.isArray()) {
            types.addAll((ArrayNode) type);
        } else {
            types.add(type);
        }
        types.add("null");
        if (schema.get("enum") instanceof ArrayNode words) {
            words.addNull();
        }
        return schema;
    }

    /** Whether no platform can do without it: a stack of another platform takes away what it inherits by null. */
    private static boolean isRequiredEverywhere(RecordComponent component) {
        if (component.getDeclaringRecord() == OnEc2.class) {
            return DescribedKeys.platforms().stream()
                    .allMatch(platform -> isRequired(component.getName(), DescribedKeys.components(platform)));
        }
        return Schemas.isRequired(component)
                && (component.getDeclaringRecord() != OnEc2.BrokerNodes.class
                        || isRequired(component.getName(), List.of(OnMsk.BrokerNodes.class.getRecordComponents())));
    }

    private static boolean isRequired(String name, List<RecordComponent> components) {
        return components.stream()
                .anyMatch(component -> component.getName().equals(name) && Schemas.isRequired(component));
    }

    private static ObjectNode read(String json) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
