package io.trivet.gen;

import io.trivet.kafka.KafkaService;
import io.trivet.stack.MskType;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The least that can be described on Amazon MSK and at each service without breaking a rule. */
public final class Least {
    private static final Sample NAMED = new Sample(0, "prod-us-east-1", "us-east-1", new TreeMap<>())
            .with("name", "films")
            .with("environment", "prod");

    private Least() {}

    /** One of each flavour, and one of each service. */
    public static Stream<Sample> all() {
        return Stream.concat(
                Stream.of(MskType.values()).map(Least::onMsk),
                Stream.of(KafkaService.values()).map(Least::onService));
    }

    public static Sample onMsk(MskType type) {
        Sample cluster = NAMED.with("platform", "msk")
                .with("zones", List.of("us-east-1a", "us-east-1b", "us-east-1c"))
                .with("network.cidr", "10.20.0.0/16")
                .with("msk.type", type.word());
        if (!type.provisioned()) {
            return cluster;
        }
        Sample provisioned = cluster.with("kafka.version", "3.9.x")
                .with("kafka.metadata", "kraft")
                .with("brokers.nodes", 6)
                .with("brokers.instance", "m7g.xlarge");
        return type == MskType.STANDARD ? provisioned.with("brokers.volume.size", "1TiB") : provisioned;
    }

    public static Sample onService(KafkaService service) {
        Sample cluster = NAMED.with("platform", "external")
                .with("external.service", service.word())
                .with("external.bootstrap", List.of("kafka-films.example.com:9092"))
                .with("external.credentials.secret", "prod/films/kafka");
        return service.connection().authority() == KafkaService.Authority.OWN
                ? cluster.with("external.ca", "/etc/kafka/ca.pem")
                : cluster;
    }
}
