package io.trivet.platform;

import io.trivet.process.client.GlueRegistry;
import io.trivet.process.client.SchemaRegistry;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What can be compared of registries of schemas. One in AWS Glue is known by its name there, since another name is
 * another registry; one that runs already by the name under which it is described.
 */
public final class RegistryFacts {
    private static final String GLUE = "glue";

    private RegistryFacts() {}

    /** One that runs already. */
    private record Served(String kind, String url, Optional<String> login) {}

    /** The facts, by what they are of and by name: {@code glue}, a name and the region, or {@code served}. */
    public static SortedMap<String, SortedMap<String, ?>> of(SortedMap<String, SchemaRegistry> registries) {
        SortedMap<String, String> glue = new TreeMap<>();
        SortedMap<String, Served> served = new TreeMap<>();
        registries.forEach((entry, registry) -> {
            if (registry instanceof GlueRegistry made) {
                glue.put(made.name(), made.region());
            } else {
                served.put(
                        entry,
                        new Served(
                                registry.title(),
                                registry.where(),
                                registry.variables().isEmpty()
                                        ? Optional.empty()
                                        : Optional.of(String.join(" ", registry.variables()))));
            }
        });
        SortedMap<String, SortedMap<String, ?>> facts = new TreeMap<>();
        facts.put(GLUE, Collections.unmodifiableSortedMap(glue));
        facts.put("served", Collections.unmodifiableSortedMap(served));
        return Collections.unmodifiableSortedMap(facts);
    }

    /** @param keys {@code registries}, then {@code glue} and the name, or those of one that runs already */
    public static Reason reason(List<String> keys, Optional<String> was) {
        if (!keys.get(1).equals(GLUE)) {
            return Reason.CLIENT_FILES;
        }
        return was.isPresent() ? Reason.REGISTRY_REMOVED : Reason.REGISTRY_ADDED;
    }

    /** What is at stake with one that goes; empty for other changes. */
    static Optional<Stakes.Stake> stake(Change change) {
        return change.reason() == Reason.REGISTRY_REMOVED
                ? Optional.of(new Stakes.Stake(
                        "registries",
                        "without " + change.keys().get(2) + " of AWS Glue in "
                                + change.before().orElse("")
                                + change.after()
                                        .map(now -> ", which is described in " + now)
                                        .orElse(""),
                        "describe it as long as there are records that were written with its schemas: without these no"
                                + " consumer reads them",
                        "keep it, or wait until such records are gone; it stays on AWS, but where deletion is allowed"
                                + " it is deleted with all its schemas, for good"))
                : Optional.empty();
    }
}
