package io.trivet.cli;

import io.trivet.kafka.KafkaVersion;
import io.trivet.process.ZooKeeperServer;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.IVersionProvider;

/** What {@code trivet --version} says: its own version, and those of the programs that it knows. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String own = Main.class.getPackage().getImplementationVersion();
        String kafka =
                Arrays.stream(KafkaVersion.values()).map(KafkaVersion::text).collect(Collectors.joining(", "));
        return new String[] {
            "trivet " + (own == null ? "from classes" : own),
            "Kafka " + kafka + "; ZooKeeper " + ZooKeeperServer.DEFAULT_VERSION,
            "Java " + Runtime.version()
        };
    }
}
