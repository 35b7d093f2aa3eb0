package io.trivet.process.client;

import static io.trivet.process.client.SchemaRegistry.row;

import io.trivet.kafka.SettingDefault;
import io.trivet.process.ClientAccess;
import io.trivet.stack.Client;
import io.trivet.stack.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Apicurio Registry by its own API. Both lines have the same classes and names of settings but for the login.
 *
 * <p>Source: io.apicurio.registry.serde.SerdeConfig of apicurio-registry-serde-common 2.6.13.Final and
 * io.apicurio.registry.resolver.config.SchemaResolverConfig of apicurio-registry-schema-resolver 3.1.6, which
 * {@code RegistryKeysIT} reads.
 *
 * @param address without the path of an API and without a slash at its end
 * @param line 2 or 3
 */
record ApicurioRegistry(String address, int line, Optional<Registry.Login> login) implements SchemaRegistry {
    /** Where the API of a line is, without its number. */
    private static final String API = "/apis/registry/v";

    /** Where both lines speak that of Confluent's. */
    private static final String CONFLUENT_API = "/apis/ccompat/v7";

    private static final String SERDES = "io.apicurio.registry.serde.";
    private static final int SECOND = 2;

    static ApicurioRegistry of(Registry described) {
        String url = described.url().orElse("").replaceFirst("/+$", "");
        int api = url.indexOf(API);
        return new ApicurioRegistry(api < 0 ? url : url.substring(0, api), described.line(), described.login());
    }

    @Override
    public String title() {
        return "Apicurio Registry " + line;
    }

    @Override
    public String where() {
        return address + API + line;
    }

    @Override
    public List<SettingDefault> ofProducer(Client.Format format, boolean registers) {
        List<SettingDefault> rows = new ArrayList<>();
        rows.add(row(SERIALIZER, type(format) + "Serializer", library(format)));
        rows.addAll(connection());
        rows.add(row("apicurio.registry.auto-register", "" + registers, SchemaRegistry.registration(registers)));
        return List.copyOf(rows);
    }

    @Override
    public List<SettingDefault> ofConsumer(Client.Format format) {
        List<SettingDefault> rows = new ArrayList<>();
        rows.add(row(DESERIALIZER, type(format) + "Deserializer", library(format)));
        rows.addAll(connection());
        return List.copyOf(rows);
    }

    private List<SettingDefault> connection() {
        List<SettingDefault> rows = new ArrayList<>(List.of(row("apicurio.registry.url", where(), "")));
        if (login.isPresent()) {
            String prefix = line == SECOND ? "apicurio.auth." : "apicurio.registry.auth.";
            rows.add(row(prefix + "username", ClientAccess.reference(USER), ""));
            rows.add(row(prefix + "password", ClientAccess.reference(PASSWORD), ""));
        }
        return rows;
    }

    private static String type(Client.Format format) {
        return SERDES
                + switch (format) {
                    case AVRO -> "avro.AvroKafka";
                    case JSON -> "jsonschema.JsonSchemaKafka";
                    case PROTOBUF -> "protobuf.ProtobufKafka";
                };
    }

    private String library(Client.Format format) {
        String word = switch (format) {
            case AVRO -> "avro";
            case JSON -> "jsonschema";
            case PROTOBUF -> "protobuf";
        };
        return "of io.apicurio:apicurio-registry-"
                + (line == SECOND ? "serdes-" + word + "-serde" : word + "-serde-kafka");
    }

    @Override
    public Optional<String> confluentUrl() {
        return Optional.of(address + CONFLUENT_API);
    }

    @Override
    public List<String> variables() {
        return SchemaRegistry.variables(login);
    }

    @Override
    public String ofLibrdkafka() {
        return "librdkafka writes bytes: the program has serialisers of its own, with " + where()
                + (login.isPresent() ? ", and logs in with " + USER + " and " + PASSWORD : "") + ".";
    }
}
