package io.trivet.stack;

import io.trivet.problem.Place;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Descriptions as the YAML that a person would write for them: the other way of what {@link Binder} does. What is
 * absent is not written.
 */
public final class StackYaml {
    private static final Place NOWHERE = Place.ofPath("");
    private static final int LONGEST_LINE = 100;
    private static final Pattern PLAIN = Pattern.compile("(-?[0-9.]+|[A-Za-z0-9/_.][A-Za-z0-9/_.@+-]*)");
    private static final Pattern NOTHING = Pattern.compile("(?i)null|~");

    private StackYaml() {}

    /** The value of {@code trivet:cluster} that describes this, in the order of the keys of its platform. */
    public static String of(Description<?> description) {
        return text(whole(description));
    }

    /**
     * The keys that turn one description into another when they are merged over it, {@code null} where one must go.
     *
     * @return empty text when both say the same
     */
    public static String changes(Description<?> before, Description<?> after) {
        Tree.Fields changes = difference(whole(before), whole(after));
        return changes.map().isEmpty() ? "" : text(changes);
    }

    private static Tree.Fields whole(Description<?> description) {
        Map<String, Tree.Field> said =
                new LinkedHashMap<>(fields(description.common()).map());
        said.putAll(fields((Record) description.on()).map());
        Map<String, Tree.Field> fields = new LinkedHashMap<>();
        DescribedKeys.of(description.on().getClass()).stream()
                .filter(said::containsKey)
                .forEach(key -> fields.put(key, said.get(key)));
        return new Tree.Fields(NOWHERE, fields);
    }

    private static Tree.Fields difference(Tree.Fields before, Tree.Fields after) {
        Map<String, Tree.Field> changes = new LinkedHashMap<>();
        after.map().forEach((key, field) -> {
            Tree.Field was = before.map().get(key);
            if (was != null && was.value() instanceof Tree.Fields lower && field.value() instanceof Tree.Fields upper) {
                Tree.Fields inner = difference(lower, upper);
                if (!inner.map().isEmpty()) {
                    changes.put(key, field(inner));
                }
            } else if (!field.equals(was)) {
                changes.put(key, field);
            }
        });
        before.map().forEach((key, was) -> {
            if (!after.map().containsKey(key)) {
                changes.put(key, field(new Tree.Leaf(NOWHERE, "null", true)));
            }
        });
        return new Tree.Fields(NOWHERE, changes);
    }

    private static Tree.Field field(Tree value) {
        return new Tree.Field(NOWHERE, value);
    }

    private static Tree.Fields fields(Record described) {
        Map<String, Tree.Field> fields = new LinkedHashMap<>();
        for (RecordComponent component : described.getClass().getRecordComponents()) {
            tree(value(component, described)).ifPresent(tree -> fields.put(component.getName(), field(tree)));
        }
        return new Tree.Fields(NOWHERE, fields);
    }

    private static Object value(RecordComponent component, Record described) {
        try {
            return component.getAccessor().invoke(described);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("this is a bug in Trivet: a record that hides " + component.getName(), e);
        }
    }

    /** What stands for a value; empty for what is absent. */
    private static Optional<Tree> tree(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.flatMap(StackYaml::tree);
        }
        if (value instanceof SortedMap<?, ?> map) {
            Map<String, Tree.Field> fields = new LinkedHashMap<>();
            map.forEach((key, inner) -> tree(inner).ifPresent(tree -> fields.put(key.toString(), field(tree))));
            return map.isEmpty() ? Optional.empty() : Optional.of(new Tree.Fields(NOWHERE, fields));
        }
        if (value instanceof List<?> list) {
            List<Tree> items = new ArrayList<>();
            list.forEach(item -> tree(item).ifPresent(items::add));
            return Optional.of(new Tree.Items(NOWHERE, items));
        }
        if (value instanceof Record described
                && Binder.Scalar.of(described.getClass()).isEmpty()) {
            return Optional.of(fields(described));
        }
        String text = value instanceof Enum<?> constant
                ? constant.name().toLowerCase(Locale.ROOT).replace('_', '-')
                : value.toString();
        return Optional.of(new Tree.Leaf(NOWHERE, text, false));
    }

    private static String text(Tree.Fields fields) {
        StringBuilder text = new StringBuilder();
        write(fields, "", text);
        return text.toString();
    }

    private static void write(Tree.Fields fields, String indent, StringBuilder text) {
        fields.map().forEach((key, field) -> {
            String line = indent + quoted(key) + ":";
            if (field.value() instanceof Tree.Fields inner && !fits(line, inner)) {
                text.append(line).append('\n');
                write(inner, indent + "  ", text);
            } else {
                text.append(line).append(' ').append(flow(field.value())).append('\n');
            }
        });
    }

    /** Whether a map of values alone has room behind its key. */
    private static boolean fits(String line, Tree.Fields fields) {
        return fields.map().values().stream().noneMatch(field -> field.value() instanceof Tree.Fields)
                && line.length() + flow(fields).length() < LONGEST_LINE;
    }

    private static String flow(Tree tree) {
        if (tree instanceof Tree.Fields fields) {
            return fields.map().entrySet().stream()
                    .map(entry -> quoted(entry.getKey()) + ": "
                            + flow(entry.getValue().value()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (tree instanceof Tree.Items items) {
            return items.list().stream().map(StackYaml::flow).collect(Collectors.joining(", ", "[", "]"));
        }
        return tree instanceof Tree.Leaf leaf && !leaf.isNull() ? quoted(leaf.text()) : "null";
    }

    /** The text as it is where YAML reads it so, else in double quotes. */
    private static String quoted(String text) {
        if (PLAIN.matcher(text).matches() && !NOTHING.matcher(text).matches()) {
            return text;
        }
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c < ' ' || c > '~') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }
}
