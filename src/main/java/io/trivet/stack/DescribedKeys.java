package io.trivet.stack;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Which keys each platform has, by their paths. */
final class DescribedKeys {
    private DescribedKeys() {}

    /** The platforms on which a path may be described, in the order of {@link Stack.Platform}. */
    static List<String> platformsWith(String path) {
        List<String> platforms = new ArrayList<>();
        List<Class<?>> types = List.of(Stack.class, MskStack.class, ExternalStack.class);
        for (int i = 0; i < types.size(); i++) {
            TreeSet<String> paths = new TreeSet<>();
            collect(types.get(i), "", paths);
            if (paths.contains(path)) {
                platforms.add(Binder.constants(Stack.Platform.class).get(i));
            }
        }
        return platforms;
    }

    private static void collect(Class<?> type, String parent, TreeSet<String> paths) {
        for (RecordComponent component : type.getRecordComponents()) {
            String path = Places.join(parent, component.getName());
            paths.add(path);
            Type value = component.getType() == Optional.class
                    ? ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0]
                    : component.getType();
            if (value instanceof Class<?> inner
                    && inner.isRecord()
                    && Binder.Scalar.of(inner).isEmpty()) {
                collect(inner, path, paths);
            }
        }
    }
}
