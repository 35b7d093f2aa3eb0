package io.trivet.stack;

import io.trivet.kafka.MetadataMode;
import io.trivet.kafka.Replicas;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * The description of a cluster on Amazon MSK, as the user wrote it. What means the same as on EC2 has the same key.
 *
 * <p>Source: https://docs.aws.amazon.com/msk/latest/developerguide/what-is-msk.html.
 */
public record OnMsk(
        @Doc("Version of Kafka, and where it keeps its metadata; left out on a serverless cluster")
        Optional<Kafka> kafka,

        @Doc("The availability zones of the brokers: three, or two on a standard cluster")
        List<String> zones,

        @Doc("Where the brokers get their addresses") Network network,

        @Doc("A name in front of the cluster, with msk.names")
        Optional<Dns> dns,

        @Doc("What only Amazon MSK has") Msk msk,

        @Doc("The brokers; left out on a serverless cluster")
        Optional<BrokerNodes> brokers,

        @Doc("Who may do what, by the name of the user, of which each has a policy of IAM")
        SortedMap<String, User> users,

        @Doc("What the brokers will carry, so that cost and capacity can be told")
        Optional<Traffic> traffic)
        implements Brokers {
    @Override
    public <T> T on(Function<OnEc2, T> ec2, Function<OnMsk, T> msk, Function<OnService, T> service) {
        return msk.apply(this);
    }

    /** How clients may prove who they are; IAM when nothing is described. */
    public List<Authentication> authentication() {
        return msk.authentication().orElse(List.of(Authentication.IAM));
    }

    /** How many brokers; a serverless cluster shows none, and counts as one in each of three zones. */
    public int brokerCount() {
        return brokers.map(BrokerNodes::nodes).orElse(Replicas.ZONES);
    }

    /** Where the cluster keeps its metadata; one that does not say so has no ZooKeeper. */
    public MetadataMode metadata() {
        return kafka.map(Kafka::metadata).orElse(MetadataMode.KRAFT);
    }

    /** Version and metadata mode. */
    public record Kafka(
            @Doc(value = "Kafka line that MSK offers, or a release of it", example = "3.9.x")
            String version,

            @Doc("Where Kafka keeps its metadata") MetadataMode metadata) {}

    /** Addresses of the brokers. */
    public record Network(
            @Doc(value = "Private block of addresses, /16 to /22; a quarter for each zone", example = "10.20.0.0/16")
            Cidr cidr,

            @Doc(
                    value = "Id of a VPC that exists, whose block network.cidr is; a VPC is made when left out",
                    example = "vpc-0abcdef1234567890")
            Optional<String> vpc,

            @Doc("Private subnets of that VPC for the brokers, by zone")
            SortedMap<String, Subnet> subnets,

            @Doc(
                    "Who may reach the ports of clients besides the security group of clients: blocks of addresses and ids of security groups")
            Optional<List<ClientSource>> clients)
            implements BrokerNetwork {}

    /** What only Amazon MSK has. */
    public record Msk(
            @Doc("Type of the cluster") MskType type,

            @Doc(
                    value =
                            "Name of the cluster on MSK as it is, for one that exists; <name>-<environment> when left out",
                    example = "Orders-1")
            Optional<String> name,

            @Doc("How clients prove who they are; [iam] when left out")
            Optional<List<Authentication>> authentication,

            @Doc("Between clients and brokers; tls when left out")
            Optional<ClientEncryption> clientEncryption,

            @Doc("The users of SASL/SCRAM, with authentication scram")
            Optional<Scram> scram,

            @Doc("ARNs of certificate authorities in AWS Private CA, with authentication tls")
            Optional<List<String>> certificateAuthorities,

            @Doc(
                    value = "ARN of a KMS key that exists, for data at rest; one is made when left out",
                    example = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab")
            Optional<String> kmsKey,

            @Doc(
                    "Level of the metrics in CloudWatch; when left out per-broker in production, else default, which costs nothing")
            Optional<Level> level,

            @Doc("Storage beyond the size of the volumes") Optional<Storage> storage,
            @Doc("Where the logs of the brokers go") Optional<Logs> logs,
            @Doc("Alarms on the golden metrics") Optional<Alarms> alarms,
            @Doc("Access from outside of the VPC") Optional<Access> access,

            @Doc("Names of your own for the brokers, in place of those of MSK")
            Optional<Names> names) {
        /** One of which no more is said than how clients prove who they are, and not even that where it is empty. */
        public static Msk of(MskType type, Optional<List<Authentication>> authentication) {
            return new Msk(
                    type,
                    Optional.empty(),
                    authentication,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    /** How clients prove who they are. */
    public enum Authentication {
        /** SASL with the identity of AWS, port 9098. */
        IAM,
        /** SASL/SCRAM-SHA-512 with users in Secrets Manager, port 9096. */
        SCRAM,
        /** Client certificates, port 9094. */
        TLS,
        /** Not at all. */
        UNAUTHENTICATED
    }

    /** What clients and brokers speak. */
    public enum ClientEncryption {
        /** TLS only. */
        TLS,
        /** TLS, or plain text for those who come without authentication. */
        TLS_PLAINTEXT
    }

    /** Users of SASL/SCRAM. */
    public record Scram(
            @Doc(
                    value =
                            "ARNs of secrets in AWS Secrets Manager, named AmazonMSK_*, encrypted by a key of your own, one a user",
                    example = "[\"arn:aws:secretsmanager:us-east-1:123456789012:secret:AmazonMSK_orders_web-AbCdEf\"]")
            List<String> secrets) {}

    /** Levels of metrics; each holds those before it. */
    public enum Level {
        DEFAULT,
        PER_BROKER,
        PER_TOPIC_PER_BROKER,
        PER_TOPIC_PER_PARTITION
    }

    /** Storage beyond the size of the volumes. */
    public record Storage(
            @Doc("Grows the volumes when they fill up; MSK never shrinks them")
            Optional<Autoscaling> autoscaling,

            @Doc(
                    "Whether old segments of topics with remote.storage.enable move to cheaper storage; false when left out")
            Optional<Boolean> tiered) {}

    /** Growth of volumes. */
    public record Autoscaling(
            @Doc(value = "Size beyond which no volume grows", example = "4TiB")
            DataSize max,

            @Doc("Percent in use at which volumes grow; 60 when left out")
            Optional<Integer> target) {}

    /** Logs of the brokers. */
    public record Logs(
            @Doc(
                    value = "How long the log group in CloudWatch keeps them; there is none when left out",
                    example = "14d")
            Optional<Span> retention,

            @Doc(value = "Name of an S3 bucket that exists", example = "our-kafka-logs")
            Optional<String> bucket) {}

    /** Alarms. */
    public record Alarms(
            @Doc(
                    value = "ARN of the SNS topic that is told",
                    example = "arn:aws:sns:us-east-1:123456789012:kafka-alarms")
            String topic) {}

    /**
     * Access from outside of the VPC. AWS takes it only on a cluster that is there, so it comes with the second
     * deployment.
     */
    public record Access(
            @Doc("Whether brokers get public addresses; false when left out")
            Optional<Boolean> internet,

            @Doc("How clients in other VPCs prove who they are: iam, scram, tls; none may connect when left out")
            Optional<List<Authentication>> vpcs,

            @Doc("AWS accounts whose VPCs may connect") Optional<List<String>> accounts) {}

    /**
     * Names of your own: a load balancer with your certificate stands in front of the brokers, and the brokers
     * advertise it.
     */
    public record Names(
            @Doc(
                    value = "ARN of a certificate in ACM for bootstrap.<cluster name>.<dns.zone>",
                    example = "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012")
            String certificate) {}

    /** The brokers. */
    public record BrokerNodes(
            @Doc("How many brokers; a multiple of the zones")
            int nodes,

            @Doc(
                    value = "Instance type as EC2 names it; the prefix of MSK follows from msk.type",
                    example = "m7g.large")
            String instance,

            @Doc("Volume for the partitions of a standard broker")
            Optional<Volume> volume,

            @Doc("Settings of Kafka that this type of cluster takes, by name")
            SortedMap<String, String> settings) {}

    /** The volume of a broker. */
    public record Volume(
            @Doc(value = "Size of the volume of one broker", example = "1TiB")
            DataSize size,

            @Doc(value = "Provisioned throughput; what the instance includes when left out", example = "250MiB/s")
            Optional<Throughput> throughput) {}
}
