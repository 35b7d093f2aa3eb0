package io.trivet.kafka;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The defaults together, before {@code KafkaConfig} of their version, which also holds settings against each other. */
final class BrokerDefaultsIT {
    @ParameterizedTest
    @EnumSource
    void kafka_takes_the_defaults_of_brokers_and_controllers_of_every_size(KafkaVersion version) throws IOException {
        try (KafkaJars jars = KafkaJars.of(version)) {
            for (BrokerDefaultsTest.Case one : BrokerDefaultsTest.cases()) {
                if (one.catalogue().version() != version) {
                    continue;
                }
                take(jars, broker(one));
                if (one.size().metadata() == MetadataMode.KRAFT) {
                    take(jars, controller(one));
                }
            }
        }
    }

    private static SortedMap<String, String> broker(BrokerDefaultsTest.Case one) {
        SortedMap<String, String> settings =
                BrokerDefaults.brokerSettings(one.catalogue(), one.size(), new TreeMap<>());
        settings.put("listeners", "PLAINTEXT://127.0.0.1:9092");
        if (one.size().metadata() == MetadataMode.ZOOKEEPER) {
            settings.put("broker.id", "1");
            settings.put("zookeeper.connect", "127.0.0.1:2181");
        } else {
            settings.put("node.id", "1");
            settings.put("process.roles", "broker");
            quorum(settings);
        }
        return settings;
    }

    private static SortedMap<String, String> controller(BrokerDefaultsTest.Case one) {
        SortedMap<String, String> settings =
                BrokerDefaults.controllerSettings(one.catalogue(), one.size(), new TreeMap<>());
        settings.put("node.id", "10001");
        settings.put("process.roles", "controller");
        settings.put("listeners", "CONTROLLER://127.0.0.1:9093");
        quorum(settings);
        return settings;
    }

    private static void quorum(SortedMap<String, String> settings) {
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("controller.quorum.bootstrap.servers", "127.0.0.1:9093");
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    }

    private static void take(KafkaJars jars, SortedMap<String, String> settings) {
        Properties properties = new Properties();
        properties.putAll(settings);
        assertThatCode(() -> jars.withLoader(() -> jars.type("kafka.server.KafkaConfig")
                        .getMethod("fromProps", Properties.class)
                        .invoke(null, properties)))
                .as(settings.toString())
                .doesNotThrowAnyException();
    }
}
