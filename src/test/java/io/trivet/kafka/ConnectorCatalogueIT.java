package io.trivet.kafka;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The catalogue of connectors against the very classes of the version that it describes. */
final class ConnectorCatalogueIT {
    @ParameterizedTest
    @EnumSource
    void the_resource_is_what_the_generator_makes_of_the_jars(KafkaVersion version) throws Exception {
        String generated;
        try (KafkaJars jars = KafkaJars.ofConnect(version)) {
            generated = new ConnectorCatalogueGenerator(jars).json(version);
        }
        CatalogueIT.accepted(CatalogueReader.resourceOfConnectors(version), generated);
    }
}
