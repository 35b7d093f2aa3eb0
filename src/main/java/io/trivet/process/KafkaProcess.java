package io.trivet.process;

import io.trivet.kafka.KafkaVersion;
import java.util.List;

/** The process of a Kafka server, broker or controller: its start and its logging, which changed with Kafka 4. */
final class KafkaProcess {
    private KafkaProcess() {}

    static String loggingOption(KafkaVersion version) {
        return version.isAtLeast(KafkaVersion.V4_3_1)
                ? "-Dlog4j2.configurationFile=log4j2.properties\n"
                : "-Dlog4j.configuration=file:log4j.properties\n";
    }

    static ConfigFile logging(KafkaVersion version) {
        return version.isAtLeast(KafkaVersion.V4_3_1)
                ? new ConfigFile(KafkaBroker.FOLDER + "/log4j2.properties", Logging.LOG4J2)
                : new ConfigFile(KafkaBroker.FOLDER + "/log4j.properties", Logging.LOG4J1);
    }

    static Launch launch(KafkaVersion version, int exporterPort, Jvm jvm) {
        return new Launch(
                "kafka",
                new Software(Software.Product.KAFKA, version.text()),
                "kafka.Kafka",
                List.of("server.properties"),
                KafkaBroker.FOLDER,
                KafkaBroker.DATA,
                exporterPort,
                jvm.memory());
    }
}
