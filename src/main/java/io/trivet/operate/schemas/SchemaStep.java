package io.trivet.operate.schemas;

import io.trivet.stack.Client;
import io.trivet.stack.Schema;
import java.util.List;
import java.util.Optional;

/** One thing that a registry is told, so that a subject is as described. */
public sealed interface SchemaStep {
    /** Of which subject. */
    String subject();

    /** The first version of a subject that is not there yet. */
    record Creation(String subject, Client.Format format) implements SchemaStep {}

    /**
     * One more version.
     *
     * @param latest the last one that there is
     * @param because subjects that it refers to and that change themselves; empty where its own text does
     */
    record Version(String subject, int latest, List<String> because) implements SchemaStep {
        public Version {
            because = List.copyOf(because);
        }
    }

    /**
     * Another compatibility.
     *
     * @param from as the registry calls it; empty where the subject has none of its own
     */
    record Level(String subject, Optional<String> from, Schema.Compatibility to) implements SchemaStep {}
}
