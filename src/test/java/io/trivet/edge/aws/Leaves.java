package io.trivet.edge.aws;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The inputs of a resource, each on one line where it fits: {@code metadataOptions} is {@code {httpTokens: required}}.
 *
 * <p>No two values are written alike: a string that reads as something else is quoted. A string of several lines is
 * written as it is; a bundle of files is one for each, and a long map is one with a line for each of its entries.
 */
final class Leaves {
    /** What marks an asset or a secret within a request; source: pulumi/pulumi sdk/go/common/resource/sig. */
    private static final String SIGNATURE = "4dabf18193072939515e22adb298388d";

    private static final String ASSET = "c44067f5952c0a294b673a41bacd8c17";
    private static final Set<String> ASSET_OF_PATH = new TreeSet<>(List.of(SIGNATURE, "path"));

    /** Entries of a map that is long. */
    private static final int LONG = 10;

    /** Letters of a map, or of a list that is not one of words only. */
    private static final int WIDTH = 140;

    private static final Pattern QUOTED = Pattern.compile(
            "|true|false|null|-?\\d+(\\.\\d+)?(E-?\\d+)?|[\"\\[{| ].*|.* |file .*|sha256 .*|.*\\{[a-zA-Z]+}.*");

    /** What may stand within brackets without one reading as another. */
    private static final Pattern ITEM =
            Pattern.compile("\"[^\"{}\\[\\], \n]*\"|(?:[^\"{}\\[\\],:\n]|[,:](?! |$)|\\$\\{[^\"{}\\[\\],:\n]*})+");

    private static final Pattern FILE_OF_BUNDLE = Pattern.compile("(?m)^==> .* <==\n");

    private final Map<String, String> leaves = new LinkedHashMap<>();

    private Leaves() {}

    /** By path, in order; a value with a line feed is a text. */
    static Map<String, String> of(Struct inputs) {
        Leaves leaves = new Leaves();
        leaves.fields("", inputs.getFieldsMap());
        return leaves.leaves;
    }

    private void fields(String parent, Map<String, Value> fields) {
        new TreeMap<>(fields)
                .forEach(
                        (key, value) -> value(parent + key.replace("\\", "\\\\").replace(".", "\\."), value));
    }

    private void value(String path, Value value) {
        switch (value.getKindCase()) {
            case LIST_VALUE -> list(path, value);
            case STRUCT_VALUE -> struct(path, value);
            case STRING_VALUE -> string(path, value.getStringValue());
            default -> put(path, plain(value));
        }
    }

    private void list(String path, Value list) {
        List<Value> values = list.getListValue().getValuesList();
        boolean words = values.stream().noneMatch(value -> value.hasListValue() || value.hasStructValue());
        Optional<String> flow = flow(list).filter(line -> words || line.length() <= WIDTH);
        flow.ifPresent(line -> put(path, line));
        for (int i = 0; i < values.size() && flow.isEmpty(); i++) {
            value(path + "." + i, values.get(i));
        }
    }

    private void struct(String path, Value struct) {
        Map<String, Value> fields = new TreeMap<>(struct.getStructValue().getFieldsMap());
        Optional<String> flow = flow(struct);
        if (flow.isPresent()
                && (flow.get().startsWith("file ") || fields.size() < LONG)
                && flow.get().length() <= WIDTH) {
            put(path, flow.get());
        } else if (flow.isPresent() && fields.size() >= LONG) {
            StringBuilder lines = new StringBuilder();
            fields.forEach((key, value) -> lines.append(key)
                    .append(": ")
                    .append(flow(value).orElseThrow())
                    .append('\n'));
            put(path + " {}", lines.toString());
        } else {
            fields(path + ".", fields);
        }
    }

    private void string(String path, String string) {
        List<MatchResult> heads = FILE_OF_BUNDLE.matcher(string).results().toList();
        String before =
                heads.isEmpty() ? string : string.substring(0, heads.get(0).start());
        if (heads.isEmpty() || !before.isEmpty()) {
            put(path, scalar(before));
        }
        for (int i = 0; i < heads.size(); i++) {
            int end = i + 1 < heads.size() ? heads.get(i + 1).start() : string.length();
            put(
                    path + " " + heads.get(i).group().strip(),
                    string.substring(heads.get(i).end(), end));
        }
    }

    private void put(String path, String leaf) {
        if (leaves.put(path, leaf) != null) {
            throw new AssertionError(path + " stands twice");
        }
    }

    /** On one line, where that can be read back. */
    private static Optional<String> flow(Value value) {
        List<Optional<String>> items = new ArrayList<>();
        switch (value.getKindCase()) {
            case LIST_VALUE -> value.getListValue().getValuesList().forEach(item -> items.add(flow(item)));
            case STRUCT_VALUE -> {
                Map<String, Value> fields = new TreeMap<>(value.getStructValue().getFieldsMap());
                if (fields.keySet().equals(ASSET_OF_PATH)
                        && fields.get(SIGNATURE).getStringValue().equals(ASSET)) {
                    return Optional.of("file " + fields.get("path").getStringValue())
                            .filter(file -> ITEM.matcher(file).matches());
                }
                fields.forEach((key, item) -> items.add(flow(item)
                        .map(text -> key + ": " + text)
                        .filter(text -> ITEM.matcher(key).matches())));
            }
            case STRING_VALUE -> {
                return Optional.of(scalar(value.getStringValue()))
                        .filter(text -> ITEM.matcher(text).matches());
            }
            default -> {
                return Optional.of(plain(value));
            }
        }
        if (items.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        String inner = items.stream().map(Optional::orElseThrow).collect(Collectors.joining(", "));
        return Optional.of(value.hasListValue() ? "[" + inner + "]" : "{" + inner + "}");
    }

    /** A string, in quotes where it would read as something else. */
    static String scalar(String string) {
        return QUOTED.matcher(string).matches() ? "\"" + string + "\"" : string;
    }

    private static String plain(Value value) {
        return switch (value.getKindCase()) {
            case NUMBER_VALUE -> number(value.getNumberValue());
            case BOOL_VALUE -> "" + value.getBoolValue();
            case NULL_VALUE -> "null";
            default -> throw new IllegalArgumentException("no value in " + value);
        };
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? "" + (long) value : "" + value;
    }
}
