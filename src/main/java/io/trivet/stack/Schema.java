package io.trivet.stack;

import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;

/** A schema that a registry holds under a subject. */
public record Schema(
        @Doc(value = "Its file, relative to the one that describes it", example = "schemas/viewing-events.avsc")
        String file,

        @Doc("What it is written in; what the ending of its file says (.avsc, .json, .proto) when left out")
        Optional<Client.Format> type,

        @Doc(
                "What a new version must be to the one before, or to all (-transitive); as the registry has it when left out")
        Optional<Compatibility> compatibility,

        @Doc(
                "The schemas that it uses, by the names that it calls them: that of a type of Avro, the path of an import, an address")
        SortedMap<String, Reference> references) {
    /**
     * What a registry asks of a new version, as the API of Confluent's calls it.
     *
     * <p>Source: https://docs.confluent.io/platform/current/schema-registry/fundamentals/schema-evolution.html.
     */
    public enum Compatibility {
        /** Anything. */
        NONE,
        /** Its readers read what was written with the one before. */
        BACKWARD,
        /** Its readers read what was written with any before. */
        BACKWARD_TRANSITIVE,
        /** Readers of the one before read what is written with it. */
        FORWARD,
        /** Readers of any before read what is written with it. */
        FORWARD_TRANSITIVE,
        /** Backward and forward. */
        FULL,
        /** Both, with all before. */
        FULL_TRANSITIVE;

        /** Whether all versions count, and not the last one alone. */
        public boolean isTransitive() {
            return this == BACKWARD_TRANSITIVE || this == FORWARD_TRANSITIVE || this == FULL_TRANSITIVE;
        }
    }

    /** Another schema of the same registry. */
    public record Reference(
            @Doc(value = "Its subject", example = "money-value")
            String subject,

            @Doc("Its version; the described one when left out")
            Optional<Integer> version) {}

    /** What it is written in; empty where neither is said. */
    public Optional<Client.Format> format() {
        String name = file.toLowerCase(Locale.ROOT);
        return type.or(() -> name.endsWith(".avsc")
                ? Optional.of(Client.Format.AVRO)
                : name.endsWith(".json")
                        ? Optional.of(Client.Format.JSON)
                        : name.endsWith(".proto") ? Optional.of(Client.Format.PROTOBUF) : Optional.empty());
    }
}
