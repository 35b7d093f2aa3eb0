package io.trivet.process.client;

import io.trivet.kafka.SettingDefault;
import io.trivet.process.client.RoleSettings.Part;
import io.trivet.stack.Client;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * How an application writes and reads values with schemas.
 *
 * @param registers whether it puts the schemas that it writes with into the registry
 */
record Schemas(SchemaRegistry registry, Client.Format format, boolean registers) {
    /** Those of an application; empty where it names no registry that is described, or no format. */
    static Optional<Schemas> of(Client client, SortedMap<String, SchemaRegistry> registries) {
        return client.registry()
                .flatMap(name -> Optional.ofNullable(registries.get(name)))
                .flatMap(registry ->
                        client.format().map(format -> new Schemas(registry, format, client.isRegistering())));
    }

    /** What a producer is set to. */
    Part ofProducer() {
        return part(registry.ofProducer(format, registers));
    }

    /** What a consumer is set to. */
    Part ofConsumer() {
        return part(registry.ofConsumer(format));
    }

    private Part part(List<SettingDefault> rows) {
        return new Part("Schemas of values: " + registry.title() + ", " + registry.where(), rows);
    }
}
