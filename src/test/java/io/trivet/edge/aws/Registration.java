package io.trivet.edge.aws;

import com.google.protobuf.ListValue;
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
    /** What marks an asset within a request; source: pulumi/pulumi sdk/go/common/resource/sig. */
    private static final String SIGNATURE = "4dabf18193072939515e22adb298388d";

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

    /** What it waits for although no input comes from there: titles. */
    SortedSet<String> after() {
        SortedSet<String> after = new TreeSet<>();
        request.getDependenciesList().forEach(urn -> after.add(title(urn)));
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

    /** Every line of it, sorted. */
    String canonical() {
        StringBuilder text = new StringBuilder();
        text.append(title()).append("  (").append(request.getType()).append(")\n");
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
        options.forEach(option -> text.append("  ! ").append(option).append('\n'));
        after().forEach(title -> text.append("  > after ").append(title).append('\n'));
        fields(text, "  ", request.getObject());
        return text.toString();
    }

    private static void fields(StringBuilder text, String indent, Struct struct) {
        new TreeMap<>(struct.getFieldsMap()).forEach((key, value) -> {
            text.append(indent).append(key).append(':');
            value(text, indent, value);
        });
    }

    private static void value(StringBuilder text, String indent, Value value) {
        switch (value.getKindCase()) {
            case STRUCT_VALUE -> {
                if (value.getStructValue().containsFields(SIGNATURE)) {
                    text.append(" file ")
                            .append(value.getStructValue()
                                    .getFieldsOrThrow("path")
                                    .getStringValue())
                            .append('\n');
                } else {
                    text.append('\n');
                    fields(text, indent + "  ", value.getStructValue());
                }
            }
            case LIST_VALUE -> {
                text.append('\n');
                items(text, indent + "  ", value.getListValue());
            }
            case STRING_VALUE -> string(text, indent + "  ", value.getStringValue());
            case NUMBER_VALUE ->
                text.append(' ').append(number(value.getNumberValue())).append('\n');
            case BOOL_VALUE -> text.append(' ').append(value.getBoolValue()).append('\n');
            default -> text.append(" null\n");
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) ? "" + (long) value : "" + value;
    }

    private static void items(StringBuilder text, String indent, ListValue list) {
        for (Value item : list.getValuesList()) {
            text.append(indent).append('-');
            value(text, indent, item);
        }
    }

    private static void string(StringBuilder text, String indent, String string) {
        if (!string.contains("\n")) {
            text.append(' ').append(string).append('\n');
            return;
        }
        text.append(" |\n");
        string.lines()
                .forEach(line ->
                        text.append(line.isEmpty() ? "" : indent).append(line).append('\n'));
    }
}
