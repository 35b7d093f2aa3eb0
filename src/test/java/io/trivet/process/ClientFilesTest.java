package io.trivet.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.Golden;
import io.trivet.kafka.ClientProtocol;
import io.trivet.kafka.KafkaService;
import io.trivet.kafka.SaslMechanism;
import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a client of each service is given, every line of it. */
final class ClientFilesTest {
    private static final Map<String, ClientAccess> ACCESS = access();

    private static Map<String, ClientAccess> access() {
        Map<String, ClientAccess> access = new LinkedHashMap<>();
        access.put("confluent-cloud", of(KafkaService.CONFLUENT_CLOUD, "pkc-2396y.us-east-1.aws.confluent.cloud:9092"));
        access.put("aiven", of(KafkaService.AIVEN, "orders-acme.a.aivencloud.com:12847"));
        access.put(
                "aiven-certificate",
                ClientAccess.of(
                        KafkaService.AIVEN,
                        List.of("orders-acme.a.aivencloud.com:12835"),
                        ClientProtocol.SSL,
                        SaslMechanism.PLAIN,
                        true,
                        "/etc/kafka/ca.pem"));
        access.put("instaclustr", of(KafkaService.INSTACLUSTR, "3.19.204.3:9092", "3.19.204.4:9092"));
        access.put("cloudkarafka", of(KafkaService.CLOUDKARAFKA, "moped-01.srvs.cloudkafka.com:9094"));
        access.put("upstash", of(KafkaService.UPSTASH, "late-waterfall-1133-kafka.upstash.io:9092"));
        access.put(
                "other",
                ClientAccess.of(
                        KafkaService.OTHER,
                        List.of("kafka.example.com:9092"),
                        ClientProtocol.PLAINTEXT,
                        SaslMechanism.PLAIN,
                        false,
                        ""));
        return access;
    }

    /** As the documentation of the service recommends it. */
    private static ClientAccess of(KafkaService service, String... bootstrap) {
        KafkaService.Connection connection = service.connection();
        return ClientAccess.of(
                service,
                List.of(bootstrap),
                connection.protocols().get(0),
                connection.mechanisms().get(0),
                true,
                connection.authority() == KafkaService.Authority.OWN ? "/etc/kafka/ca.pem" : "");
    }

    @TestFactory
    Stream<DynamicNode> the_clients_of_each_service_get_these_files() {
        return Golden.of(ClientFilesTest.class, "clients")
                .cases(folder -> outputs(folder.getFileName().toString()));
    }

    private static SortedMap<String, String> outputs(String name) {
        ClientAccess access = ACCESS.get(name);
        SortedMap<String, String> outputs = new TreeMap<>();
        for (ConfigFile file : ClientFiles.of(access)) {
            outputs.put(file.path().substring(1), file.text());
        }
        ConfigFile mirror = ClientFiles.mirror("orders", access);
        outputs.put(mirror.path().substring(1), mirror.text());
        return outputs;
    }

    @Test
    void every_service_has_a_case() {
        assertThat(KafkaService.values())
                .extracting(KafkaService::word)
                .allSatisfy(word -> assertThat(ACCESS).containsKey(word));
    }

    @Test
    void kafka_knows_every_setting_and_takes_every_value() {
        ACCESS.values()
                .forEach(access -> ClientFiles.of(access).forEach(file -> {
                    Map<String, String> settings = read(file.text());
                    settings.keySet().removeIf(key -> key.startsWith("config.providers"));
                    ConfigDef known = file.path().contains("producer")
                            ? ProducerConfig.configDef()
                            : file.path().contains("consumer")
                                    ? ConsumerConfig.configDef()
                                    : AdminClientConfig.configDef();
                    assertThat(known.names()).as(file.path()).containsAll(settings.keySet());
                    settings.forEach((key, value) -> assertThat(ConfigDef.parseType(
                                    key, value, known.configKeys().get(key).type))
                            .as(key)
                            .isNotNull());
                }));
    }

    private static Map<String, String> read(String text) {
        java.util.Properties properties = new java.util.Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        Map<String, String> settings = new TreeMap<>();
        properties.forEach((key, value) -> settings.put(key.toString(), value.toString()));
        return settings;
    }
}
