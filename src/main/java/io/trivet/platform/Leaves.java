package io.trivet.platform;

import io.trivet.stack.Address;
import io.trivet.stack.Cidr;
import io.trivet.stack.DataSize;
import io.trivet.stack.Span;
import io.trivet.stack.Throughput;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Facts as flat text: the value of each leaf by its JSON pointer, {@code /topics/orders/partitions} to {@code 18}. An
 * absent or empty value has no leaf.
 *
 * <p>Source: RFC 6901 (JSON pointer), section 3 for {@code ~0} and {@code ~1}.
 */
public final class Leaves {
    private Leaves() {}

    /** All leaves of facts, sorted by pointer. */
    public static SortedMap<String, String> of(SortedMap<String, Object> value) {
        SortedMap<String, String> leaves = new TreeMap<>();
        write("", value, leaves);
        return leaves;
    }

    /**
     * The leaves in which two maps of facts differ; whatever is equal is not looked into.
     *
     * @param before gets those that the first has
     * @param after gets those that the second has
     */
    public static void difference(
            SortedMap<String, Object> one,
            SortedMap<String, Object> other,
            SortedMap<String, String> before,
            SortedMap<String, String> after) {
        difference("", one, other, before, after);
    }

    private static void difference(
            String at,
            @Nullable Object one,
            @Nullable Object other,
            SortedMap<String, String> before,
            SortedMap<String, String> after) {
        if (one == null ? other == null : one.equals(other)) {
            return;
        }
        if (one instanceof SortedMap<?, ?> left && other instanceof SortedMap<?, ?> right) {
            Set<Object> keys = new LinkedHashSet<>(left.keySet());
            keys.addAll(right.keySet());
            keys.forEach(key -> difference(child(at, key.toString()), left.get(key), right.get(key), before, after));
        } else if (one != null && other != null && isRecord(one.getClass()) && one.getClass() == other.getClass()) {
            for (RecordComponent component : one.getClass().getRecordComponents()) {
                difference(child(at, component.getName()), get(component, one), get(component, other), before, after);
            }
        } else {
            write(at, one, before);
            write(at, other, after);
        }
    }

    /** The pointer of a key beneath a pointer. */
    static String child(String at, String key) {
        return at + "/" + key.replace("~", "~0").replace("/", "~1");
    }

    /** The keys that a pointer goes through. */
    public static List<String> keys(String pointer) {
        return Arrays.stream(pointer.substring(1).split("/", -1))
                .map(key -> key.replace("~1", "/").replace("~0", "~"))
                .toList();
    }

    private static void write(String at, @Nullable Object value, SortedMap<String, String> leaves) {
        if (value instanceof Optional<?> optional) {
            optional.ifPresent(inner -> write(at, inner, leaves));
        } else if (value instanceof SortedMap<?, ?> map) {
            map.forEach((key, inner) -> write(child(at, key.toString()), inner, leaves));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                write(child(at, Integer.toString(i)), list.get(i), leaves);
            }
        } else if (value != null && isRecord(value.getClass())) {
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                write(child(at, component.getName()), get(component, value), leaves);
            }
        } else if (value instanceof Enum<?> constant) {
            leaves.put(at, constant.name());
        } else if (value != null) {
            leaves.put(at, value.toString());
        }
    }

    /** Whether a type is looked into; values with a text of their own are leaves. */
    private static boolean isRecord(Class<?> type) {
        return type.isRecord()
                && type != Address.class
                && type != Cidr.class
                && type != DataSize.class
                && type != Throughput.class
                && type != Span.class;
    }

    private static @Nullable Object get(RecordComponent component, Object record) {
        try {
            // What only its own package knows is compared as well.
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("this is a bug in Trivet: a component that cannot be read", e);
        }
    }
}
