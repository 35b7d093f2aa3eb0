package io.trivet.stack;

import io.trivet.problem.Place;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where each value of a description stands, by its dotted path.
 *
 * @param byPath sorted by path
 */
public record Places(Map<String, Place> byPath) {
    /** For a description that was made in memory. */
    public static final Places NONE = new Places(new TreeMap<>());

    static Places of(Tree tree) {
        Map<String, Place> byPath = new TreeMap<>();
        collect("", tree.place(), tree, byPath);
        return new Places(byPath);
    }

    private static void collect(String path, Place at, Tree tree, Map<String, Place> byPath) {
        byPath.put(path, new Place(at.file(), at.line(), at.column(), path));
        if (tree instanceof Tree.Fields fields) {
            fields.map().forEach((key, field) -> {
                // A map is known by its key; a value by itself, where an editor's cursor should land.
                Place place = field.value() instanceof Tree.Fields
                        ? field.key()
                        : field.value().place();
                collect(join(path, key), place, field.value(), byPath);
            });
        } else if (tree instanceof Tree.Items items) {
            for (int i = 0; i < items.list().size(); i++) {
                Tree item = items.list().get(i);
                collect(path + "[" + i + "]", item.place(), item, byPath);
            }
        }
    }

    /** The path of a key in a map that stands at {@code path}. */
    static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** The place of a path; that of its nearest ancestor, under the path asked for, when nothing is written there. */
    public Place at(String path) {
        String known = path;
        while (!byPath.containsKey(known)) {
            int end = Math.max(known.lastIndexOf('.'), known.lastIndexOf('['));
            if (end < 0) {
                known = "";
                break;
            }
            known = known.substring(0, end);
        }
        Place place = byPath.get(known);
        return place == null ? Place.ofPath(path) : new Place(place.file(), place.line(), place.column(), path);
    }

    /** Whether something is written at the path itself. */
    public boolean has(String path) {
        return byPath.containsKey(path);
    }
}
