package io.trivet.stack;

import java.util.Optional;
import java.util.SortedMap;

/** A registry that holds the schemas of records: one in AWS Glue, which is made, or one that runs already. */
public record Registry(
        @Doc("What it is, and so how clients speak to it") Kind kind,

        @Doc(
                value = "Where clients find one that runs already; over https in every environment but dev",
                example = "https://schemas.example.com")
        Optional<String> url,

        @Doc(
                "How clients log in, with what they read from their environment; not at all when left out, and to AWS Glue always with their role in AWS")
        Optional<Login> login,

        @Doc("The line of Apicurio Registry, 2 or 3, whose libraries differ; 3 when left out")
        Optional<Integer> version,

        @Doc(
                value = "Its name in AWS Glue; <name>-<environment>-<the name here> when left out",
                example = "orders-schemas")
        Optional<String> name,

        @Doc(
                "What a new version of a schema must be to the earlier ones, for schemas that applications register in AWS Glue; backward when left out")
        Optional<Compatibility> compatibility,

        @Doc("The schemas that it holds, by subject; given to it by trivet operate schemas")
        SortedMap<String, Schema> schemas) {
    /** The current line of Apicurio Registry. */
    private static final int CURRENT = 3;

    /** What a registry is. */
    public enum Kind {
        /** AWS Glue Schema Registry. */
        GLUE,
        /** Confluent Schema Registry, and whatever speaks its API. */
        CONFLUENT,
        /** Apicurio Registry by its own API. */
        APICURIO,
        /** Karapace of Aiven, which speaks the API of Confluent's. */
        KARAPACE
    }

    /** How a client logs in. */
    public enum Login {
        /** With a user and a password, in each request. */
        BASIC,
        /** With a token, in each request. */
        TOKEN
    }

    /**
     * What AWS Glue asks of a new version of a schema.
     *
     * <p>Source: https://docs.aws.amazon.com/glue/latest/dg/schema-registry.html, schema versioning and compatibility.
     */
    public enum Compatibility {
        /** Anything. */
        NONE,
        /** No new version at all. */
        DISABLED,
        /** Its readers read what was written with the one before. */
        BACKWARD,
        /** Its readers read what was written with any before. */
        BACKWARD_ALL,
        /** Readers of the one before read what is written with it. */
        FORWARD,
        /** Readers of any before read what is written with it. */
        FORWARD_ALL,
        /** Backward and forward. */
        FULL,
        /** Both, with all before. */
        FULL_ALL
    }

    /** The line of Apicurio Registry. */
    public int line() {
        return version.orElse(CURRENT);
    }

    /**
     * Its name in AWS Glue.
     *
     * @param entry the name by which it is described
     */
    public String glueName(String entry, Description<?> description) {
        return name.orElse(description.name() + "-" + description.environment() + "-" + entry);
    }
}
