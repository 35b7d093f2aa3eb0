package io.trivet.show;

import com.fasterxml.jackson.core.JsonGenerator;
import io.trivet.kafka.Catalogue;
import io.trivet.kafka.KafkaVersion;
import io.trivet.platform.msk.MskVersion;
import io.trivet.stack.Brokers;
import io.trivet.stack.Cidr;
import io.trivet.stack.DataSize;
import io.trivet.stack.DescribedKeys;
import io.trivet.stack.Doc;
import io.trivet.stack.OnEc2;
import io.trivet.stack.OnMsk;
import io.trivet.stack.Span;
import io.trivet.stack.Throughput;
import io.trivet.stack.Topic;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * JSON Schemas of the description, made of the records of {@code stack} and of Kafka's settings, so that an editor
 * completes keys, shows what they mean and marks what is wrong while it is typed. A schema knows one file only: what
 * depends on another file, or on another value, {@code trivet validate} finds.
 *
 * <p>Source: https://json-schema.org/draft-07/json-schema-validation, the draft that yaml-language-server reads best.
 */
public final class SchemaJson {
    /** The file name of {@link #cluster}, which {@link #stack} refers to. */
    public static final String CLUSTER_FILE = "cluster.schema.json";

    private static final String DRAFT = "http://json-schema.org/draft-07/schema#";
    private static final String UNITS = "(B|KiB|MiB|GiB|TiB|PiB)";

    /**
     * What is described on each platform; where two have the same key, the first one's holds all that is in the other.
     */
    private static final List<Class<? extends Brokers>> PLATFORMS = DescribedKeys.platforms();

    private SchemaJson() {}

    /** For {@code Pulumi.<stack>.yaml}: what it does not extend it must say itself. */
    public static String stack() {
        return Json.object(json -> {
            json.writeStringField("$schema", DRAFT);
            json.writeStringField("title", "Pulumi stack with a Kafka cluster of Trivet");
            json.writeStringField("type", "object");
            required(json, List.of("config"));
            json.writeObjectFieldStart("properties");
            json.writeObjectFieldStart("config");
            json.writeStringField("description", "Configuration of the Pulumi stack.");
            json.writeStringField("type", "object");
            required(json, List.of("trivet:cluster"));
            json.writeObjectFieldStart("properties");
            json.writeObjectFieldStart("aws:region");
            json.writeStringField("description", "AWS region of the cluster; its zones lie in it.");
            json.writeStringField("type", "string");
            json.writeStringField("pattern", "^[a-z]{2}(-[a-z]+)+-\\d+$");
            list(json, "examples", List.of("us-east-1"));
            json.writeEndObject();
            json.writeObjectFieldStart("trivet:cluster");
            extendingOrWhole(json);
            json.writeEndObject();
            json.writeEndObject();
            json.writeObjectFieldStart("patternProperties");
            json.writeBooleanField("^trivet:(?!cluster$)", false);
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    /**
     * For a file that stacks extend, in which nothing is required.
     *
     * @param catalogues settings of every Kafka version that a description may name, the oldest first
     */
    public static String cluster(List<Catalogue> catalogues) {
        return Json.object(json -> {
            json.writeStringField("$schema", DRAFT);
            json.writeStringField("title", "Kafka cluster of Trivet");
            json.writeStringField("description", "What a cluster is, or a part of it for stacks to extend.");
            json.writeStringField("type", "object");
            json.writeObjectFieldStart("properties");
            json.writeObjectFieldStart("extends");
            json.writeStringField(
                    "description",
                    "File that this one builds on, relative to it. Maps are merged key by key and this file wins; a list is"
                            + " replaced as a whole; null takes a key away.");
            json.writeStringField("type", "string");
            list(json, "examples", List.of("cluster.yaml"));
            json.writeEndObject();
            TreeSet<String> said = new TreeSet<>();
            for (Class<? extends Brokers> platform : PLATFORMS) {
                for (RecordComponent component : DescribedKeys.components(platform)) {
                    if (said.add(component.getName())) {
                        component(json, component);
                    }
                }
            }
            json.writeEndObject();
            json.writeBooleanField("additionalProperties", false);
            json.writeObjectFieldStart("definitions");
            SettingsSchema.write(json, catalogues);
            json.writeEndObject();
        });
    }

    private static void extendingOrWhole(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("allOf");
        json.writeStartObject();
        json.writeStringField("$ref", CLUSTER_FILE);
        json.writeEndObject();
        json.writeStartObject();
        json.writeObjectFieldStart("if");
        required(json, List.of("extends"));
        json.writeEndObject();
        json.writeObjectFieldStart("then");
        json.writeEndObject();
        json.writeObjectFieldStart("else");
        requirements(json, PLATFORMS);
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
    }

    /** What the description of the platform that it names cannot do without; the last one's, when it names no other. */
    private static void requirements(JsonGenerator json, List<Class<? extends Brokers>> platforms) throws IOException {
        Class<? extends Brokers> platform = platforms.get(platforms.size() - 1);
        if (platforms.size() == 1) {
            needs(json, DescribedKeys.components(platform));
            return;
        }
        json.writeObjectFieldStart("if");
        json.writeObjectFieldStart("properties");
        json.writeObjectFieldStart("platform");
        list(json, "enum", List.of(platform == OnMsk.class ? "msk" : "external"));
        json.writeEndObject();
        json.writeEndObject();
        required(json, List.of("platform"));
        json.writeEndObject();
        json.writeObjectFieldStart("then");
        needs(json, DescribedKeys.components(platform));
        json.writeEndObject();
        json.writeObjectFieldStart("else");
        requirements(json, platforms.subList(0, platforms.size() - 1));
        json.writeEndObject();
    }

    /** The keys that a record cannot do without, and those of the records within it. */
    private static void needs(JsonGenerator json, List<RecordComponent> components) throws IOException {
        required(
                json,
                components.stream()
                        .filter(SchemaJson::isRequired)
                        .map(RecordComponent::getName)
                        .toList());
        List<RecordComponent> inner = components.stream()
                .filter(component -> isMap(described(component)))
                .filter(component -> Arrays.stream(described(component).getRecordComponents())
                        .anyMatch(SchemaJson::isRequired))
                .toList();
        if (inner.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart("properties");
        for (RecordComponent component : inner) {
            json.writeObjectFieldStart(component.getName());
            needs(json, List.of(described(component).getRecordComponents()));
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void component(JsonGenerator json, RecordComponent component) throws IOException {
        Doc doc = component.getAnnotation(Doc.class);
        Class<?> type = described(component);
        boolean nullable = !isRequiredEverywhere(component);
        json.writeObjectFieldStart(component.getName());
        if (component.getType() == SortedMap.class) {
            map(json, component, doc);
        } else if (type == List.class) {
            json.writeStringField("description", doc.value() + ".");
            type(json, nullable, "array");
            json.writeObjectFieldStart("items");
            scalar(json, (Class<?>) argument(listOf(component), 0), false);
            json.writeEndObject();
        } else if (isMap(type)) {
            json.writeStringField("description", doc.value() + ".");
            fields(json, type, nullable);
        } else {
            json.writeStringField("description", doc.value() + ".");
            scalar(json, type, nullable);
            if (component.getDeclaringRecord() == OnEc2.Kafka.class
                    && component.getName().equals("version")) {
                list(
                        json,
                        "enum",
                        Stream.concat(
                                        Arrays.stream(KafkaVersion.values()).map(KafkaVersion::text),
                                        Arrays.stream(MskVersion.values()).map(MskVersion::text))
                                .toList());
            } else if (!doc.example().isEmpty()) {
                list(json, "examples", List.of(doc.example()));
            }
        }
        json.writeEndObject();
    }

    private static void fields(JsonGenerator json, Class<?> type, boolean nullable) throws IOException {
        type(json, nullable, "object");
        json.writeObjectFieldStart("properties");
        for (RecordComponent component : type.getRecordComponents()) {
            component(json, component);
        }
        json.writeEndObject();
        json.writeBooleanField("additionalProperties", false);
    }

    private static void map(JsonGenerator json, RecordComponent component, Doc doc) throws IOException {
        Class<?> owner = component.getDeclaringRecord();
        if (owner == OnEc2.BrokerNodes.class || owner == OnEc2.Controllers.class) {
            json.writeStringField("$ref", "#/definitions/" + SettingsSchema.BROKER);
            return;
        }
        if (owner == Topic.class) {
            json.writeStringField("$ref", "#/definitions/" + SettingsSchema.TOPIC);
            return;
        }
        json.writeStringField("description", doc.value() + ".");
        type(json, true, "object");
        json.writeObjectFieldStart("additionalProperties");
        Class<?> values = (Class<?>) argument(component.getGenericType(), 1);
        if (isMap(values)) {
            fields(json, values, true);
        } else {
            type(json, true, "string", "number", "boolean");
        }
        json.writeEndObject();
    }

    private static void scalar(JsonGenerator json, Class<?> type, boolean nullable) throws IOException {
        if (type == int.class || type == Integer.class) {
            type(json, nullable, "integer");
            return;
        }
        if (type == Boolean.class) {
            type(json, nullable, "boolean");
            return;
        }
        type(json, nullable, "string");
        if (type == DataSize.class) {
            pattern(
                    json,
                    "^\\d{1,15} *" + UNITS + "$",
                    "It must be a size with a unit of B, KiB, MiB, GiB, TiB or PiB, as 500GiB.");
        } else if (type == Throughput.class) {
            pattern(json, "^\\d{1,15} *" + UNITS + "/s$", "It must be a rate, as 250MiB/s.");
        } else if (type == Span.class) {
            pattern(json, "^\\d{1,12}(ms|s|m|h|d)$", "It must be a time with a unit of ms, s, m, h or d, as 60s.");
        } else if (type == Cidr.class) {
            pattern(
                    json,
                    "^\\d{1,3}(\\.\\d{1,3}){3}/\\d{1,2}$",
                    "It must be a block of IPv4 addresses, as 10.20.0.0/16.");
        } else if (type.isEnum()) {
            json.writeArrayFieldStart("enum");
            for (Object constant : type.getEnumConstants()) {
                json.writeString(constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'));
            }
            if (nullable) {
                json.writeNull();
            }
            json.writeEndArray();
        } else if (type != String.class) {
            throw new IllegalStateException("this is a bug in Trivet: no schema for " + type);
        }
    }

    /**
     * A pattern, and what editors say in its place; source: vscode-json-languageservice, which yaml-language-server
     * uses.
     */
    private static void pattern(JsonGenerator json, String pattern, String message) throws IOException {
        json.writeStringField("pattern", pattern);
        json.writeStringField("patternErrorMessage", message);
    }

    /** Whether no platform can do without it: a stack of another platform takes away what it inherits by null. */
    private static boolean isRequiredEverywhere(RecordComponent component) {
        Class<?> owner = component.getDeclaringRecord();
        if (owner == OnEc2.class) {
            return isRequired(component)
                    && PLATFORMS.stream()
                            .allMatch(platform -> DescribedKeys.components(platform).stream()
                                    .anyMatch(same -> same.getName().equals(component.getName()) && isRequired(same)));
        }
        List<Class<?>> others = owner == OnEc2.BrokerNodes.class ? List.of(OnMsk.BrokerNodes.class) : List.of();
        return isRequired(component)
                && others.stream()
                        .allMatch(other -> Arrays.stream(other.getRecordComponents())
                                .anyMatch(same -> same.getName().equals(component.getName()) && isRequired(same)));
    }

    /** Whether a description is incomplete without it. */
    private static boolean isRequired(RecordComponent component) {
        return component.getType() != Optional.class && component.getType() != SortedMap.class;
    }

    /** The type of what is written: that within an Optional. */
    private static Class<?> described(RecordComponent component) {
        Type type =
                component.getType() == Optional.class ? argument(component.getGenericType(), 0) : component.getType();
        return type instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : (Class<?>) type;
    }

    /** The list itself: that within an Optional. */
    private static Type listOf(RecordComponent component) {
        return component.getType() == Optional.class
                ? argument(component.getGenericType(), 0)
                : component.getGenericType();
    }

    private static Type argument(Type type, int position) {
        return ((ParameterizedType) type).getActualTypeArguments()[position];
    }

    /**
     * Whether a description writes this type as a map of keys: a record of the description, not a value with a unit.
     */
    private static boolean isMap(Class<?> type) {
        return type.isRecord() && type.getRecordComponents()[0].isAnnotationPresent(Doc.class);
    }

    private static void required(JsonGenerator json, List<String> keys) throws IOException {
        list(json, "required", keys);
    }

    /** One type, or several and null where a stack may take the key away. */
    static void type(JsonGenerator json, boolean nullable, String... types) throws IOException {
        if (types.length == 1 && !nullable) {
            json.writeStringField("type", types[0]);
            return;
        }
        json.writeArrayFieldStart("type");
        for (String type : types) {
            json.writeString(type);
        }
        if (nullable) {
            json.writeString("null");
        }
        json.writeEndArray();
    }

    static void list(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}
