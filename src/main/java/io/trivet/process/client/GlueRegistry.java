package io.trivet.process.client;

import static io.trivet.process.client.SchemaRegistry.row;

import io.trivet.kafka.SettingDefault;
import io.trivet.stack.Client;
import io.trivet.stack.Description;
import io.trivet.stack.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A registry in AWS Glue, to which clients log in with their role in AWS.
 *
 * <p>Source: com.amazonaws.services.schemaregistry.utils.AWSSchemaRegistryConstants of
 * software.amazon.glue:schema-registry-common 1.1.25, which {@code RegistryKeysIT} reads.
 *
 * @param name on AWS
 * @param compatibility of the schemas that applications register
 */
public record GlueRegistry(String name, String region, Registry.Compatibility compatibility) implements SchemaRegistry {
    private static final String LIBRARY =
            "of software.amazon.glue:schema-registry-serde; logs in with the role that the program has in AWS";

    static GlueRegistry of(String entry, Registry described, Description<?> description) {
        return new GlueRegistry(
                described.glueName(entry, description),
                description.regionOrOfZones(),
                described.compatibility().orElse(Registry.Compatibility.BACKWARD));
    }

    @Override
    public String title() {
        return "AWS Glue";
    }

    @Override
    public String where() {
        return name + " in " + region;
    }

    @Override
    public List<SettingDefault> ofProducer(Client.Format format, boolean registers) {
        List<SettingDefault> rows = new ArrayList<>();
        rows.add(row(
                SERIALIZER,
                "com.amazonaws.services.schemaregistry.serializers.GlueSchemaRegistryKafkaSerializer",
                LIBRARY));
        rows.add(row("region", region, ""));
        rows.add(row("registry.name", name, ""));
        rows.add(row("dataFormat", format.name(), ""));
        rows.add(row("schemaAutoRegistrationEnabled", "" + registers, SchemaRegistry.registration(registers)));
        if (registers) {
            rows.add(row("compatibility", compatibility.name(), "of the schemas that it registers"));
        }
        return List.copyOf(rows);
    }

    @Override
    public List<SettingDefault> ofConsumer(Client.Format format) {
        List<SettingDefault> rows = new ArrayList<>();
        rows.add(row(
                DESERIALIZER,
                "com.amazonaws.services.schemaregistry.deserializers.GlueSchemaRegistryKafkaDeserializer",
                LIBRARY));
        rows.add(row("region", region, ""));
        if (format == Client.Format.AVRO) {
            rows.add(row("avroRecordType", "GENERIC_RECORD", "SPECIFIC_RECORD where its classes are generated"));
        } else if (format == Client.Format.PROTOBUF) {
            rows.add(row("protobufMessageType", "DYNAMIC_MESSAGE", "POJO where its classes are generated"));
        }
        return List.copyOf(rows);
    }

    @Override
    public Optional<String> confluentUrl() {
        return Optional.empty();
    }

    @Override
    public Optional<Registry.Login> login() {
        return Optional.empty();
    }

    @Override
    public List<String> variables() {
        return List.of();
    }

    @Override
    public String ofLibrdkafka() {
        return "librdkafka writes bytes: the program has serialisers for AWS Glue of its own, with the registry " + name
                + " in " + region + ".";
    }
}
