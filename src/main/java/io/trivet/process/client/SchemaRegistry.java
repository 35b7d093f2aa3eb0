package io.trivet.process.client;

import io.trivet.kafka.SettingDefault;
import io.trivet.stack.Client;
import io.trivet.stack.Description;
import io.trivet.stack.Registry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A registry of schemas, and what it asks of those who write and read values with it. Keys of records are a matter of
 * the program. No secret is in it: a login is read from the environment, as that of brokers.
 */
public sealed interface SchemaRegistry permits ApicurioRegistry, ConfluentRegistry, GlueRegistry {
    /** The variables of a user and its password, and of a token. */
    String USER = "SCHEMA_REGISTRY_USERNAME";

    String PASSWORD = "SCHEMA_REGISTRY_PASSWORD";
    String TOKEN = "SCHEMA_REGISTRY_TOKEN";

    /** What a writer is set to. */
    String SERIALIZER = "value.serializer";
    /** What a reader is set to. */
    String DESERIALIZER = "value.deserializer";

    /** The registries of a description without errors, by name. */
    static SortedMap<String, SchemaRegistry> of(Description<?> description) {
        SortedMap<String, SchemaRegistry> registries = new TreeMap<>();
        description
                .registries()
                .forEach((entry, described) -> registries.put(
                        entry,
                        switch (described.kind()) {
                            case GLUE -> GlueRegistry.of(entry, described, description);
                            case CONFLUENT, KARAPACE -> ConfluentRegistry.of(described);
                            case APICURIO -> ApicurioRegistry.of(described);
                        }));
        return Collections.unmodifiableSortedMap(registries);
    }

    /** What it is, for people. */
    String title();

    /** Where it is, for people: an address, or a name on AWS. */
    String where();

    /**
     * What a producer is set to.
     *
     * @param registers whether it puts the schemas that it writes with into the registry
     */
    List<SettingDefault> ofProducer(Client.Format format, boolean registers);

    /** What a consumer is set to. */
    List<SettingDefault> ofConsumer(Client.Format format);

    /** Where it speaks the API of Confluent's, as consoles do; empty where it speaks its own alone. */
    Optional<String> confluentUrl();

    /** How clients log in; empty where they do not, and at AWS Glue, where a role in AWS does. */
    Optional<Registry.Login> login();

    /** The variables that hold its login, sorted; none without one. */
    List<String> variables();

    /** What a program on librdkafka does itself, which writes bytes and knows no serialisers. */
    String ofLibrdkafka();

    /** A setting with the reason that is written above it; empty where the key says it. */
    static SettingDefault row(String key, String value, String reason) {
        return new SettingDefault(key, value, reason, "");
    }

    /** The variables of a login. */
    static List<String> variables(Optional<Registry.Login> login) {
        List<String> variables = new ArrayList<>();
        login.ifPresent(way -> variables.addAll(
                switch (way) {
                    case BASIC -> List.of(PASSWORD, USER);
                    case TOKEN -> List.of(TOKEN);
                }));
        return List.copyOf(variables);
    }

    /** Why a writer may put schemas into the registry, or may not. */
    static String registration(boolean registers) {
        return registers
                ? "it registers the schemas that it writes with"
                : "it writes with schemas that are registered already, and fails on others";
    }
}
