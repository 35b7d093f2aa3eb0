package io.trivet.plan;

import io.trivet.stack.Address;
import io.trivet.stack.Cidr;
import io.trivet.stack.DataSize;
import io.trivet.stack.Span;
import io.trivet.stack.Throughput;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A record as flat text and back: the value of each leaf by its JSON pointer, {@code /topics/orders/partitions} to
 * {@code 18}. An absent or empty value has no leaf.
 *
 * <p>Source: RFC 6901 (JSON pointer), section 3 for {@code ~0} and {@code ~1}.
 */
public final class Leaves {
    private Leaves() {}

    /** All leaves of a record, sorted by pointer. */
    static SortedMap<String, String> of(Record value) {
        SortedMap<String, String> leaves = new TreeMap<>();
        write("", value, leaves);
        return leaves;
    }

    /** The record that these are the leaves of. */
    static <T extends Record> T read(Class<T> type, SortedMap<String, String> leaves) {
        return type.cast(read(type, "", leaves));
    }

    /**
     * The leaves in which two records differ; whatever is equal is not looked into.
     *
     * @param before gets those that the first has
     * @param after gets those that the second has
     */
    public static void difference(
            Record one, Record other, SortedMap<String, String> before, SortedMap<String, String> after) {
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
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("this is a bug in Trivet: a component that cannot be read", e);
        }
    }

    private static Object read(Type type, String at, SortedMap<String, String> leaves) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == Optional.class) {
                return leaves.containsKey(at) || !beneath(at, leaves).isEmpty()
                        ? Optional.of(read(arguments[0], at, leaves))
                        : Optional.empty();
            }
            if (generic.getRawType() == List.class) {
                return list(arguments[0], at, leaves);
            }
            return map(arguments[1], at, leaves);
        }
        Class<?> plain = (Class<?>) type;
        return isRecord(plain) ? record(plain, at, leaves) : leaf(plain, at, leaves);
    }

    private static SortedMap<String, String> beneath(String at, SortedMap<String, String> leaves) {
        // '0' follows '/' in ASCII.
        return leaves.subMap(at + "/", at + "0");
    }

    private static List<Object> list(Type type, String at, SortedMap<String, String> leaves) {
        List<Object> list = new ArrayList<>();
        for (String item = child(at, "0");
                leaves.containsKey(item) || !beneath(item, leaves).isEmpty();
                item = child(at, Integer.toString(list.size()))) {
            list.add(read(type, item, leaves));
        }
        return Collections.unmodifiableList(list);
    }

    private static SortedMap<String, Object> map(Type type, String at, SortedMap<String, String> leaves) {
        Set<String> keys = new LinkedHashSet<>();
        for (String pointer : beneath(at, leaves).keySet()) {
            String rest = pointer.substring(at.length() + 1);
            keys.add(rest.contains("/") ? rest.substring(0, rest.indexOf('/')) : rest);
        }
        SortedMap<String, Object> map = new TreeMap<>();
        keys.forEach(key -> map.put(key.replace("~1", "/").replace("~0", "~"), read(type, at + "/" + key, leaves)));
        return Collections.unmodifiableSortedMap(map);
    }

    private static Object record(Class<?> type, String at, SortedMap<String, String> leaves) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = read(components[i].getGenericType(), child(at, components[i].getName()), leaves);
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this is a bug in Trivet: a record without its constructor", e);
        }
    }

    private static Object leaf(Class<?> type, String at, SortedMap<String, String> leaves) {
        String text = leaves.get(at);
        if (text == null) {
            throw new IllegalArgumentException("no leaf " + at);
        }
        if (type == int.class || type == Integer.class) {
            return Integer.valueOf(text);
        }
        if (type == long.class || type == Long.class) {
            return Long.valueOf(text);
        }
        if (type == boolean.class) {
            return Boolean.valueOf(text);
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(constant -> ((Enum<?>) constant).name().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(at + ": no " + type.getSimpleName() + " " + text));
        }
        Optional<?> value = type == Address.class
                ? Address.parse(text)
                : type == Cidr.class
                        ? Cidr.parse(text)
                        : type == DataSize.class
                                ? DataSize.parse(text)
                                : type == Throughput.class
                                        ? Throughput.parse(text)
                                        : type == Span.class ? Span.parse(text) : Optional.of(text);
        return value.orElseThrow(() -> new IllegalArgumentException(at + ": " + text));
    }
}
