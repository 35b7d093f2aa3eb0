package io.trivet.operate.schemas;

import io.trivet.stack.Schema;
import io.trivet.stack.SchemaFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A described schema with the text of its file.
 *
 * @param level what a new version must be; empty where that is left to the registry
 * @param references by the name that the schema calls each
 */
public record WantedSchema(
        String subject,
        SchemaFile file,
        Optional<Schema.Compatibility> level,
        SortedMap<String, Schema.Reference> references) {
    public WantedSchema {
        references = Collections.unmodifiableSortedMap(references);
    }

    /**
     * The described schemas of a registry without errors, each behind those that it refers to, else by subject.
     *
     * @param files by subject
     */
    public static List<WantedSchema> of(SortedMap<String, Schema> described, SortedMap<String, SchemaFile> files) {
        SortedMap<String, WantedSchema> left = new TreeMap<>();
        files.forEach((subject, file) -> Optional.ofNullable(described.get(subject))
                .ifPresent(schema -> left.put(
                        subject, new WantedSchema(subject, file, schema.compatibility(), schema.references()))));
        List<WantedSchema> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            WantedSchema next = left.values().stream()
                    .filter(schema -> schema.floating().stream().noneMatch(left::containsKey))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("this is a bug in Trivet: a circle of schemas"));
            ordered.add(next);
            left.remove(next.subject());
        }
        return List.copyOf(ordered);
    }

    /** The subjects whose described version it refers to, sorted. */
    List<String> floating() {
        TreeSet<String> subjects = new TreeSet<>();
        references.values().stream()
                .filter(reference -> reference.version().isEmpty())
                .forEach(reference -> subjects.add(reference.subject()));
        return List.copyOf(subjects);
    }
}
