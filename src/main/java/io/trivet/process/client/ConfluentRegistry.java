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
 * A registry that is spoken to by the API of Confluent's: that one, Karapace, and Apicurio Registry under
 * {@code /apis/ccompat/v7}.
 *
 * <p>Source: confluentinc/schema-registry at 8.x, AbstractKafkaSchemaSerDeConfig and SchemaRegistryClientConfig;
 * https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/index.html.
 *
 * @param kind of which the title is made
 */
record ConfluentRegistry(Registry.Kind kind, String url, Optional<Registry.Login> login) implements SchemaRegistry {
    private static final String SERIALIZERS = "io.confluent.kafka.serializers.";

    static ConfluentRegistry of(Registry described) {
        return new ConfluentRegistry(
                described.kind(), described.url().orElse("").replaceFirst("/+$", ""), described.login());
    }

    @Override
    public String title() {
        return kind == Registry.Kind.KARAPACE ? "Karapace" : "Confluent Schema Registry";
    }

    @Override
    public String where() {
        return url;
    }

    @Override
    public List<SettingDefault> ofProducer(Client.Format format, boolean registers) {
        List<SettingDefault> rows = new ArrayList<>();
        rows.add(row(SERIALIZER, type(format) + "Serializer", library(format)));
        rows.addAll(connection());
        rows.add(row("auto.register.schemas", "" + registers, SchemaRegistry.registration(registers)));
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
        List<SettingDefault> rows = new ArrayList<>(List.of(row("schema.registry.url", url, "")));
        login.ifPresent(way -> rows.addAll(
                switch (way) {
                    case BASIC ->
                        List.of(
                                row("basic.auth.credentials.source", "USER_INFO", ""),
                                row(
                                        "basic.auth.user.info",
                                        ClientAccess.reference(USER) + ":" + ClientAccess.reference(PASSWORD),
                                        ""));
                    case TOKEN ->
                        List.of(
                                row("bearer.auth.credentials.source", "STATIC_TOKEN", ""),
                                row("bearer.auth.token", ClientAccess.reference(TOKEN), ""));
                }));
        return rows;
    }

    private static String type(Client.Format format) {
        return SERIALIZERS
                + switch (format) {
                    case AVRO -> "KafkaAvro";
                    case JSON -> "json.KafkaJsonSchema";
                    case PROTOBUF -> "protobuf.KafkaProtobuf";
                };
    }

    private static String library(Client.Format format) {
        return "of io.confluent:kafka-"
                + switch (format) {
                    case AVRO -> "avro";
                    case JSON -> "json-schema";
                    case PROTOBUF -> "protobuf";
                }
                + "-serializer, which is in Confluent's own Maven repository";
    }

    @Override
    public Optional<String> confluentUrl() {
        return Optional.of(url);
    }

    @Override
    public List<String> variables() {
        return SchemaRegistry.variables(login);
    }

    @Override
    public String ofLibrdkafka() {
        return "librdkafka writes bytes: the program gives the registry client of Confluent for its language url = "
                + url
                + login.map(way -> switch (way) {
                            case BASIC -> ", and basic.auth.user.info from " + USER + " and " + PASSWORD;
                            case TOKEN -> ", and bearer.auth.token from " + TOKEN;
                        })
                        .orElse("")
                + ".";
    }
}
