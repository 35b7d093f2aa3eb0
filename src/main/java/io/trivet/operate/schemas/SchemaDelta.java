package io.trivet.operate.schemas;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/**
 * What a registry must be told so that it holds what is described. Subjects that are not described are left alone, and
 * no version is ever deleted.
 *
 * @param steps in the order in which they are taken but for compatibility, which comes before all versions
 * @param refused why the registry takes no such version, in its own words, by subject
 * @param untested subjects whose new version is tested when it is registered, and why not before
 * @param older subjects of which the registry has a later version than the one described, and what is there
 * @param others subjects that are not described
 */
public record SchemaDelta(
        List<SchemaStep> steps,
        SortedMap<String, String> refused,
        SortedMap<String, String> untested,
        SortedMap<String, String> older,
        List<String> others) {
    public SchemaDelta {
        steps = List.copyOf(steps);
        refused = Collections.unmodifiableSortedMap(refused);
        untested = Collections.unmodifiableSortedMap(untested);
        older = Collections.unmodifiableSortedMap(older);
        others = List.copyOf(others);
    }
}
