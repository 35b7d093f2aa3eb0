package io.trivet.show;

import com.fasterxml.jackson.core.JsonGenerator;
import io.trivet.settings.Catalogue;
import io.trivet.settings.KafkaVersion;
import io.trivet.stack.Cidr;
import io.trivet.stack.DataSize;
import io.trivet.stack.Doc;
import io.trivet.stack.Span;
import io.trivet.stack.Stack;
import io.trivet.stack.Throughput;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;

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
            for (RecordComponent component : Stack.class.getRecordComponents()) {
                component(json, component);
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
        requirements(json, Stack.class);
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
    }

    /** The keys that a record cannot do without, and those of the records within it. */
    private static void requirements(JsonGenerator json, Class<?> type) throws IOException {
        List<RecordComponent> components = Arrays.asList(type.getRecordComponents());
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
            requirements(json, described(component));
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void component(JsonGenerator json, RecordComponent component) throws IOException {
        Doc doc = component.getAnnotation(Doc.class);
        Class<?> type = described(component);
        boolean nullable = !isRequired(component);
        json.writeObjectFieldStart(component.getName());
        if (component.getType() == SortedMap.class) {
            map(json, component, doc);
        } else if (type == List.class) {
            json.writeStringField("description", doc.value() + ".");
            type(json, nullable, "array");
            json.writeObjectFieldStart("items");
            json.writeStringField("type", "string");
            json.writeEndObject();
        } else if (isMap(type)) {
            json.writeStringField("description", doc.value() + ".");
            fields(json, type, nullable);
        } else {
            json.writeStringField("description", doc.value() + ".");
            scalar(json, type, nullable);
            if (component.getDeclaringRecord() == Stack.Kafka.class
                    && component.getName().equals("version")) {
                list(
                        json,
                        "enum",
                        Arrays.stream(KafkaVersion.values())
                                .map(KafkaVersion::text)
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
        if (owner == Stack.Brokers.class || owner == Stack.Controllers.class) {
            json.writeStringField("$ref", "#/definitions/" + SettingsSchema.BROKER);
            return;
        }
        if (owner == Stack.Topic.class) {
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
        type(json, nullable, "string");
        if (type == DataSize.class) {
            json.writeStringField("pattern", "^\\d{1,15} *" + UNITS + "$");
        } else if (type == Throughput.class) {
            json.writeStringField("pattern", "^\\d{1,15} *" + UNITS + "/s$");
        } else if (type == Span.class) {
            json.writeStringField("pattern", "^\\d{1,12}(ms|s|m|h|d)$");
        } else if (type == Cidr.class) {
            json.writeStringField("pattern", "^\\d{1,3}(\\.\\d{1,3}){3}/\\d{1,2}$");
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

    /** Whether a description is incomplete without it. */
    private static boolean isRequired(RecordComponent component) {
        return component.getType() != Optional.class && component.getType() != SortedMap.class;
    }

    /** The type of what is written: that within an Optional. */
    private static Class<?> described(RecordComponent component) {
        Type type =
                component.getType() == Optional.class ? argument(component.getGenericType(), 0) : component.getType();
        return (Class<?>) type;
    }

    private static Type argument(Type type, int position) {
        return ((ParameterizedType) type).getActualTypeArguments()[position];
    }

    /**
     * Whether a description writes this type as a map of keys: a record of the description, not a value with a unit.
     */
    private static boolean isMap(Class<?> type) {
        return type.isRecord() && type.getEnclosingClass() == Stack.class;
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
