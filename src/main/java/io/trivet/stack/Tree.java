package io.trivet.stack;

import io.trivet.problem.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a file says before it means anything: text, lists and maps, each with the place where it stands. */
sealed interface Tree {
    /** Where it stands; its path is filled in once the tree is merged. */
    Place place();

    /**
     * A scalar, as written.
     *
     * @param text the characters, so that {@code 3.10} stays what it is
     * @param isNull whether it is YAML's or JSON's null
     */
    record Leaf(Place place, String text, boolean isNull) implements Tree {}

    /** A list. */
    record Items(Place place, List<Tree> list) implements Tree {}

    /** A map in the order of the file. */
    record Fields(Place place, Map<String, Field> map) implements Tree {
        /** This map without the keys whose value is null. */
        Fields withoutNulls() {
            Map<String, Field> kept = new LinkedHashMap<>();
            map.forEach((key, field) -> {
                if (field.value() instanceof Fields inner) {
                    kept.put(key, new Field(field.key(), inner.withoutNulls()));
                } else if (!(field.value() instanceof Leaf leaf && leaf.isNull())) {
                    kept.put(key, field);
                }
            });
            return new Fields(place, kept);
        }

        /**
         * The base with these fields on top: maps are merged deeply, null takes a key of the base away, everything else
         * is replaced. A null over nothing stays, so that the reader can ask what it was meant for.
         */
        Fields over(Fields base) {
            Map<String, Field> merged = new LinkedHashMap<>(base.map);
            map.forEach((key, field) -> {
                Field below = merged.get(key);
                if (below != null && field.value() instanceof Leaf leaf && leaf.isNull()) {
                    merged.remove(key);
                } else if (below != null
                        && below.value() instanceof Fields lower
                        && field.value() instanceof Fields upper) {
                    merged.put(key, new Field(field.key(), upper.over(lower)));
                } else {
                    merged.put(key, field);
                }
            });
            return new Fields(place, merged);
        }
    }

    /**
     * A value and where its key stands.
     *
     * @param key place of the key, for what is wrong with the key itself
     */
    record Field(Place key, Tree value) {}
}
