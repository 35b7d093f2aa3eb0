package io.trivet.edge.aws;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import pulumirpc.Resource.RegisterResourceRequest;

/**
 * A resource as Pulumi's engine is asked for it.
 *
 * @param request as it goes over the wire
 */
record Registration(RegisterResourceRequest request) {
    /** The type and the name, {@code Instance broker1}; unique within a stack. */
    String title() {
        return type() + " " + request.getName();
    }

    /** The last word of the type: {@code Instance}. */
    String type() {
        return shortType(request.getType());
    }

    private static String shortType(String type) {
        return type.substring(type.lastIndexOf(':') + 1);
    }

    /** The title of the resource with that URN. */
    static String title(String urn) {
        String[] parts = urn.split("::");
        String types = parts[parts.length - 2];
        return shortType(types.substring(types.lastIndexOf('$') + 1)) + " " + parts[parts.length - 1];
    }

    /** The title of its parent; empty for one that has none. */
    String parent() {
        return request.getParent().isEmpty() ? "" : title(request.getParent());
    }

    Map<String, Value> inputs() {
        return request.getObject().getFieldsMap();
    }

    /** {@link Leaves} of its inputs. */
    Map<String, String> leaves() {
        return Leaves.of(request.getObject());
    }

    /** The text of an input. */
    String text(String input) {
        return request.getObject().getFieldsOrThrow(input).getStringValue();
    }

    /** What its inputs are made of: titles, by input. */
    Map<String, SortedSet<String>> inputsFrom() {
        Map<String, SortedSet<String>> from = new TreeMap<>();
        request.getPropertyDependenciesMap().forEach((input, urns) -> {
            SortedSet<String> titles = new TreeSet<>();
            urns.getUrnsList().forEach(urn -> titles.add(title(urn)));
            if (!titles.isEmpty()) {
                from.put(input, titles);
            }
        });
        return from;
    }

    /** What it waits for: titles. */
    SortedSet<String> dependencies() {
        SortedSet<String> dependencies = new TreeSet<>();
        request.getDependenciesList().forEach(urn -> dependencies.add(title(urn)));
        return dependencies;
    }

    /** What it waits for although no input comes from there: titles. */
    SortedSet<String> after() {
        SortedSet<String> after = dependencies();
        inputsFrom().values().forEach(after::removeAll);
        return after;
    }

    @Override
    public String toString() {
        return title();
    }

    /** What it is and its inputs as maps, lists, texts, numbers and truths. */
    Map<String, Object> plain() {
        Map<String, Object> plain = new TreeMap<>();
        plain.put("title", title());
        plain.put("type", request.getType());
        plain.put("inputs", plain(request.getObject()));
        return plain;
    }

    private static Map<String, Object> plain(Struct struct) {
        Map<String, Object> plain = new TreeMap<>();
        struct.getFieldsMap().forEach((key, value) -> plain.put(key, plain(value)));
        return plain;
    }

    private static Object plain(Value value) {
        return switch (value.getKindCase()) {
            case STRUCT_VALUE -> plain(value.getStructValue());
            case LIST_VALUE ->
                value.getListValue().getValuesList().stream()
                        .map(Registration::plain)
                        .toList();
            case STRING_VALUE -> value.getStringValue();
            case NUMBER_VALUE -> value.getNumberValue();
            case BOOL_VALUE -> value.getBoolValue();
            default -> throw new IllegalArgumentException("no value in " + value);
        };
    }

    /** What the engine is told of it beside its inputs. */
    List<String> options() {
        List<String> options = new ArrayList<>();
        if (request.getProtect()) {
            options.add("protect");
        }
        if (request.getRetainOnDelete()) {
            options.add("retainOnDelete");
        }
        if (request.getDeleteBeforeReplace()) {
            options.add("deleteBeforeReplace");
        }
        request.getIgnoreChangesList().forEach(input -> options.add("ignoreChanges " + input));
        request.getReplaceOnChangesList().forEach(input -> options.add("replaceOnChanges " + input));
        if (!request.getCustomTimeouts().getCreate().isEmpty()) {
            options.add("create within " + request.getCustomTimeouts().getCreate());
        }
        if (!request.getCustomTimeouts().getUpdate().isEmpty()) {
            options.add("update within " + request.getCustomTimeouts().getUpdate());
        }
        return options;
    }
}
