package io.trivet.stack;

import io.trivet.kafka.ClientProtocol;
import io.trivet.kafka.KafkaService;
import io.trivet.kafka.SaslMechanism;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

/** The description of a cluster that a service runs, as the user wrote it: where it is, and what stands around it. */
public record OnService(
        @Doc("The cluster that a service runs") External external,

        @Doc("The network in which the alias can be resolved, when the zone of the alias is made")
        Optional<Network> network,

        @Doc(
                "Where bootstrap.<cluster name>.<zone> stands for the cluster; without TLS only, or with a certificate that holds that name")
        Optional<Dns> dns,

        @Doc("Who may do what, by the name of the user; what is not described is left alone")
        SortedMap<String, User> users)
        implements Brokers {
    @Override
    public <T> T on(Function<OnEc2, T> ec2, Function<OnMsk, T> msk, Function<OnService, T> service) {
        return service.apply(this);
    }

    @Override
    public List<String> zones() {
        return List.of();
    }

    @Override
    public Optional<Traffic> traffic() {
        return Optional.empty();
    }

    /** A network that exists. */
    public record Network(
            @Doc(value = "Id of a VPC that exists", example = "vpc-0abcdef1234567890")
            Optional<String> vpc) {}

    /** A cluster that a service runs. */
    public record External(
            @Doc("Who runs it") KafkaService service,

            @Doc(value = "Where clients connect first, host:port", example = "[kafka-orders.example.com:9092]")
            List<String> bootstrap,

            @Doc("What clients speak; what the service recommends when left out")
            Optional<ClientProtocol> protocol,

            @Doc("How clients prove that they know the password; what the service recommends when left out")
            Optional<SaslMechanism> mechanism,

            @Doc("Where the secret of clients lives; left out where there is none")
            Optional<Credentials> credentials,

            @Doc(
                    value =
                            "PEM file with the authority that signed the brokers' certificates, where clients have it; left out where it is one that every Java trusts",
                    example = "/etc/kafka/ca.pem")
            Optional<String> ca,

            @Doc(value = "Id that the service gave the cluster, for its metrics", example = "lkc-abc123")
            Optional<String> cluster,

            @Doc(
                    value =
                            "Where the service shows the metrics of the cluster: host:port, or an https address that lists its nodes",
                    example = "orders-acme.a.aivencloud.com:9273")
            Optional<String> metrics,

            @Doc(
                    value =
                            "Name by which MirrorMaker 2 calls the cluster, and which it puts before topics that it copies from there; the cluster's name when left out",
                    example = "orders")
            Optional<String> alias) {}

    /** A secret that lives elsewhere. */
    public record Credentials(
            @Doc(
                    value =
                            "ARN or name of a secret in AWS Secrets Manager, with username and password, or with certificate and key; never the secret itself",
                    example = "prod/orders/kafka")
            String secret) {}
}
