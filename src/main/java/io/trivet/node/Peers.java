package io.trivet.node;

import io.trivet.kafka.Catalogue;
import java.util.List;

/**
 * What nodes need to know of the others.
 *
 * @param brokers {@code host:port,…} at which brokers answer
 * @param controllers {@code host:port,…} of the KRaft controllers; empty with ZooKeeper
 * @param zookeeper {@code host:port} of each ZooKeeper server; empty with KRaft
 * @param catalogue of the Kafka that runs
 * @param patience time without any change after which a wait is given up
 */
public record Peers(
        String brokers,
        String controllers,
        List<String> zookeeper,
        Difference.CatalogueSource catalogue,
        java.time.Duration patience) {
    Catalogue settings() {
        return catalogue.read();
    }
}
