package io.trivet.stack;

import io.trivet.kafka.MetadataMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The description of one cluster on EC2, as the user wrote it: what was left out stays absent here, and gets its
 * effective value in {@code layout}.
 */
public record OnEc2(
        @Doc("Version of Kafka, and where it keeps its metadata")
        Kafka kafka,

        @Doc("The three availability zones; node n of a role is placed in zone (n - 1) mod 3")
        List<String> zones,

        @Doc("Where the nodes get their addresses") Network network,
        @Doc("Where the nodes get their names") Dns dns,

        @Doc("The ZooKeeper ensemble, when kafka.metadata is zookeeper")
        Optional<ZooKeeper> zookeeper,

        @Doc("The KRaft controllers, when kafka.metadata is kraft")
        Optional<Controllers> controllers,

        @Doc("The brokers") BrokerNodes brokers,

        @Doc("A cluster of Kafka Connect beside the brokers; none when left out")
        Optional<Connect> connect,

        @Doc("What copies topics of other clusters to this one; nothing when left out")
        Optional<Mirrors> mirrors,

        @Doc(
                value =
                        "Machine image of every node; when left out Amazon Linux 2023, the newest at the birth of a role or on the day of rollout.images",
                example = "ami-0abcdef1234567890")
        Optional<String> image,

        @Doc("How a change goes through the brokers") Optional<Rollout> rollout,

        @Doc("What is seen and kept of the machines") Optional<Machines> machines,

        @Doc("The key of all disks and of the cluster's bucket; keys of AWS when left out")
        Optional<Encryption> encryption,

        @Doc("TLS on every listener, and who may come; in plain text and open to all when left out")
        Optional<Security> security,

        @Doc("Who may do what, by the name in the certificate, with security; what is not described is left alone")
        SortedMap<String, User> users,

        @Doc("What the brokers will carry, so that cost and capacity can be told")
        Optional<Traffic> traffic)
        implements Brokers {
    @Override
    public <T> T on(Function<OnEc2, T> ec2, Function<OnMsk, T> msk, Function<OnService, T> service) {
        return ec2.apply(this);
    }

    /** Whether a ZooKeeper ensemble holds the metadata. */
    public boolean usesZooKeeper() {
        return kafka.mode() == MetadataMode.ZOOKEEPER;
    }

    /**
     * How many brokers there may be that are the controllers, too: an odd number, of which a zone holds no majority.
     */
    public static final List<Integer> COMBINED = List.of(3, 5);

    /** Whether each broker is a controller of the KRaft quorum, too, beside which there are no others. */
    public boolean combined() {
        return !usesZooKeeper() && brokers.controllers().orElse(false);
    }

    /** The workers of Kafka Connect where servers ask them for a certificate. */
    public Optional<Connect> securedWorkers() {
        return security.isPresent() ? connect : Optional.empty();
    }

    /** The mirrors where servers ask them for a certificate. */
    public Optional<Mirrors> securedMirrors() {
        return security.isPresent() ? mirrors : Optional.empty();
    }

    /** The topics to which described sinks write what they leave out, sorted. */
    public SortedSet<String> deadLetterTopics() {
        SortedSet<String> topics = new TreeSet<>();
        connect.ifPresent(workers -> workers.connectors()
                .forEach((name, connector) -> connector.deadLetterTopic(name).ifPresent(topics::add)));
        return topics;
    }

    /** Whether users may come with a password. */
    public boolean hasPasswords() {
        return security.filter(Security::hasPasswords).isPresent();
    }

    /** What is described of nodes, by key: the brokers, and what keeps the metadata in this mode. */
    public SortedMap<String, Nodes> described() {
        SortedMap<String, Nodes> described = new TreeMap<>();
        described.put("brokers", brokers);
        if (usesZooKeeper()) {
            zookeeper.ifPresent(ensemble -> described.put("zookeeper", ensemble));
        } else if (!combined()) {
            controllers.ifPresent(quorum -> described.put("controllers", quorum));
        }
        connect.ifPresent(workers -> described.put("connect", workers));
        mirrors.ifPresent(nodes -> described.put("mirrors", nodes));
        return described;
    }

    /** Version and metadata mode. */
    public record Kafka(
            @Doc(value = "Kafka release", example = "4.3.1") String version,

            @Doc("Where Kafka keeps its metadata; kraft when left out")
            Optional<MetadataMode> metadata,

            @Doc(
                    value =
                            "Release whose metadata.version stays the finalised one after an upgrade, so that this release can be started again; that of kafka.version when left out",
                    example = "3.9.2")
            Optional<String> metadataVersion,

            @Doc("Id of a cluster that already exists; computed from name, environment and region when left out")
            Optional<String> clusterId,

            @Doc("Where nodes get Kafka from; the archive of the Apache Software Foundation when left out")
            Optional<Archive> archive,

            @Doc("Jars of others on the class path of brokers and controllers, by a name for each")
            SortedMap<String, Plugin> plugins) {
        /** Where it keeps its metadata. */
        public MetadataMode mode() {
            return metadata.orElse(MetadataMode.KRAFT);
        }
    }

    /** Jars of others: one file, from one of two places. */
    public record Plugin(
            @Doc(
                    value = "A jar on Maven Central, group:artifact:version; without what it depends on",
                    example = "io.strimzi:kafka-quotas-plugin:0.3.1")
            Optional<String> artifact,

            @Doc(
                    value =
                            "Address of a .jar, or of a .tgz or .zip with jars in it, with https:// or, for an object in a bucket, s3://",
                    example = "s3://our-software/s3-1.0.0.tgz")
            Optional<String> url,

            @Doc(
                    value = "SHA-512 of that file, which is checked before anything of it is used",
                    example = "128 hexadecimal digits, as sha512sum prints them")
            String sha512) {}

    /** A release to download. */
    public record Archive(
            @Doc(
                    value = "Address of the .tgz, with https:// or, for an object in a bucket, s3://",
                    example = "s3://our-software/kafka_2.13-3.9.2.tgz")
            String url,

            @Doc(
                    value = "SHA-512 of the .tgz, which nodes check before they unpack it",
                    example = "128 hexadecimal digits, as sha512sum prints them")
            String sha512) {}

    /** Addresses of the nodes. */
    public record Network(
            @Doc(
                    value =
                            "Private block of addresses, /16 to /22; a quarter for each zone, the last one for what is no node",
                    example = "10.20.0.0/16")
            Cidr cidr,

            @Doc(
                    value = "Id of a VPC that exists, whose block network.cidr is; a VPC is made when left out",
                    example = "vpc-0abcdef1234567890")
            Optional<String> vpc,

            @Doc("Private subnets of that VPC for the nodes, by zone")
            SortedMap<String, Subnet> subnets,

            @Doc(
                    "How nodes of a VPC that is made reach AWS: nat, which lets them reach the internet, or endpoints; nat when left out")
            Optional<Egress> egress,

            @Doc(
                    "Who may reach the ports of clients besides the security group of clients: blocks of addresses and ids of security groups")
            Optional<List<ClientSource>> clients,

            @Doc("Further listeners of every broker, by name, for clients that reach them from elsewhere")
            SortedMap<String, Listener> listeners)
            implements BrokerNetwork {}

    /** A further listener of every broker. */
    public record Listener(
            @Doc(value = "Port on every broker", example = "9094")
            int port,

            @Doc(
                    value =
                            "What the names end in that brokers tell clients there: broker4.<domain>, and bootstrap.<domain> for all; those of the nodes when left out",
                    example = "kafka.partners.example.com")
            Optional<String> domain,

            @Doc(
                    value =
                            "Id of a hosted zone that exists, in which these names are kept; whoever has the zone keeps them when left out",
                    example = "Z0123456789ABCDEFGHIJ")
            Optional<String> zoneId,

            @Doc(value = "Who may reach it: blocks of addresses and ids of security groups", example = "[10.80.0.0/16]")
            List<ClientSource> clients,

            @Doc("How clients speak there; plaintext when left out, or TLS with security")
            Optional<ListenerProtocol> protocol) {}

    /** How clients speak to a listener. */
    public enum ListenerProtocol {
        PLAINTEXT
    }

    /** How nodes reach what lies outside of their network. */
    public enum Egress {
        /** Through a NAT gateway in each zone. */
        NAT,
        /** Not at all, but for the services of AWS that have an endpoint in the network. */
        ENDPOINTS
    }

    /** An EBS volume for data. */
    public record Volume(
            @Doc(value = "Size of the volume of one node", example = "1TiB")
            DataSize size,

            @Doc("EBS volume type; gp3 when left out") Optional<VolumeType> type,

            @Doc(
                    "Provisioned operations per second of gp3, io1 or io2; 3000 when left out, or what the size of an io1 allows")
            Optional<Integer> iops,

            @Doc(
                    value = "Provisioned throughput of gp3; what it includes, 125MiB/s, when left out",
                    example = "250MiB/s")
            Optional<Throughput> throughput) {}

    /** EBS volume types that a Kafka node can keep data on. */
    public enum VolumeType {
        GP3,
        GP2,
        IO2,
        IO1,
        ST1,
        SC1
    }

    /** The nodes of one role, as machines. */
    public interface Nodes {
        /** How many. */
        int nodes();

        /** Type of the EC2 instance. */
        String instance();

        /** Machine image; empty for that of all nodes. */
        Optional<String> image();

        /** Volume for data of each. */
        Volume volume();

        /** How many such volumes each has. */
        default int volumeCount() {
            return 1;
        }

        /** Heap of the JVM; empty for one that fits the instance. */
        Optional<DataSize> heap();

        /** Other options of the JVM, in the order in which it reads them. */
        Optional<List<String>> jvmOptions();

        /** Levels of logging, by logger. */
        SortedMap<String, LogLevel> logLevels();
    }

    /** The ZooKeeper ensemble. */
    public record ZooKeeper(
            @Doc("How many servers, an odd number: 3 survive one zone")
            int nodes,

            @Doc(value = "ZooKeeper release", example = "3.9.5")
            Optional<String> version,

            @Doc("Where nodes get ZooKeeper from; the archive of the Apache Software Foundation when left out")
            Optional<Archive> archive,

            @Doc(value = "EC2 instance type", example = "m7g.large")
            String instance,

            @Doc(
                    value = "Machine image of these nodes; that of all nodes when left out",
                    example = "ami-0abcdef1234567890")
            Optional<String> image,

            @Doc("Volume for snapshots and transaction logs")
            Volume volume,

            @Doc(value = "Heap of the JVM; sized by the instance when left out", example = "1GiB")
            Optional<DataSize> heap,

            @Doc(
                    value = "Path under which the cluster keeps its tree; /kafka-<name> when left out",
                    example = "/kafka-orders")
            Optional<String> chroot,

            @Doc(
                    "Options of the JVM besides those of Trivet: system properties, -Dname=value, and -XX: options; the heap has a key of its own")
            Optional<List<String>> jvmOptions,

            @Doc("Least level that is logged, by logger; root is that of all others")
            SortedMap<String, LogLevel> logLevels,

            @Doc("Settings of zoo.cfg, by name") SortedMap<String, String> settings)
            implements Nodes {}

    /** The KRaft controllers. */
    public record Controllers(
            @Doc("How many voters, an odd number: 3 survive one zone")
            int nodes,

            @Doc(value = "EC2 instance type", example = "m7g.large")
            String instance,

            @Doc(
                    value = "Machine image of these nodes; that of all nodes when left out",
                    example = "ami-0abcdef1234567890")
            Optional<String> image,

            @Doc("Volume for the metadata log") Volume volume,

            @Doc(value = "Heap of the JVM; sized by the instance when left out", example = "2GiB")
            Optional<DataSize> heap,

            @Doc(
                    "Options of the JVM besides those of Trivet: system properties, -Dname=value, and -XX: options; the heap has a key of its own")
            Optional<List<String>> jvmOptions,

            @Doc("Least level that is logged, by logger; root is that of all others")
            SortedMap<String, LogLevel> logLevels,

            @Doc("Settings of Kafka for the controllers only, by name")
            SortedMap<String, String> settings)
            implements Nodes {}

    /** The brokers. */
    public record BrokerNodes(
            @Doc("How many brokers; a multiple of three fills the zones evenly")
            int nodes,

            @Doc(
                    "Whether 3 or 5 brokers are the controllers, too, so that there are no machines of controllers; no when left out")
            Optional<Boolean> controllers,

            @Doc(value = "EC2 instance type", example = "m7g.xlarge")
            String instance,

            @Doc(
                    value = "Machine image of these nodes; that of all nodes when left out",
                    example = "ami-0abcdef1234567890")
            Optional<String> image,

            @Doc("Volume for the partitions") Volume volume,

            @Doc(
                    value =
                            "How many such volumes each broker has, 1 to 11, with a folder of partitions on each; more can come, none can go; 1 when left out",
                    example = "3")
            Optional<Integer> volumes,

            @Doc(value = "Heap of the JVM; sized by the instance when left out", example = "6GiB")
            Optional<DataSize> heap,

            @Doc(
                    "Options of the JVM besides those of Trivet: system properties, -Dname=value, and -XX: options; the heap has a key of its own")
            Optional<List<String>> jvmOptions,

            @Doc("Least level that is logged, by logger; root is that of all others")
            SortedMap<String, LogLevel> logLevels,

            @Doc("Settings of Kafka for all brokers, by name")
            SortedMap<String, String> settings,

            @Doc("What single brokers have of their own, by the name of the broker, as broker4")
            SortedMap<String, OfBroker> overrides)
            implements Nodes {
        @Override
        public int volumeCount() {
            return volumes.orElse(1);
        }
    }

    /** A cluster of Kafka Connect: workers that share the connectors which they are given among themselves. */
    public record Connect(
            @Doc("How many workers; a multiple of three fills the zones evenly")
            int nodes,

            @Doc(value = "EC2 instance type", example = "m7g.large")
            String instance,

            @Doc(
                    value = "Machine image of these nodes; that of all nodes when left out",
                    example = "ami-0abcdef1234567890")
            Optional<String> image,

            @Doc("Volume for what connectors write beside them, the one place where they can")
            Volume volume,

            @Doc(value = "Heap of the JVM; sized by the instance when left out", example = "2GiB")
            Optional<DataSize> heap,

            @Doc(
                    "Options of the JVM besides those of Trivet: system properties, -Dname=value, and -XX: options; the heap has a key of its own")
            Optional<List<String>> jvmOptions,

            @Doc("Least level that is logged, by logger; root is that of all others")
            SortedMap<String, LogLevel> logLevels,

            @Doc("Settings of the workers, by name; behind producer., consumer. and admin. those of their clients")
            SortedMap<String, String> settings,

            @Doc(
                    "Connectors, converters and transformations of others, by a name for each; each is loaded apart from the others")
            SortedMap<String, Plugin> plugins,

            @Doc(
                    "Who may reach the REST API besides the workers: blocks of addresses and ids of security groups, each of which may do there all that the workers may")
            Optional<List<ClientSource>> clients,

            @Doc("Connectors that the workers are to run, by name")
            SortedMap<String, Connector> connectors)
            implements Nodes {}

    /** What one broker has of its own. */
    public record OfBroker(
            @Doc("Settings of Kafka for this broker alone, which go before those of all brokers, by name")
            SortedMap<String, String> settings) {}

    /** How a change goes through the brokers. */
    public record Rollout(
            @Doc("What restarts together: all brokers of a zone, or one broker; zone when left out")
            Optional<Unit> by,

            @Doc(
                    value =
                            "Day of the machine images: with another one, machines that pin none are made anew, wave by wave, from what is then the newest",
                    example = "2026-11-25")
            Optional<LocalDate> images,

            @Doc(
                    value =
                            "Day of a restart: with another one, every node is started again, wave by wave, with nothing else changed",
                    example = "2026-11-25")
            Optional<LocalDate> restart) {}

    /** What is seen and kept of the machines. */
    public record Machines(
            @Doc(
                    "Where disk and memory of each machine are measured, with alarms on them; cloudwatch in production, none elsewhere, when left out")
            Optional<Watch> metrics,

            @Doc(
                    "Where the logs of servers and agents go; to CloudWatch for 30 days in production, nowhere elsewhere, when left out")
            Optional<Logs> logs,

            @Doc("Who is told by the alarms") Optional<Alarms> alarms,

            @Doc("Snapshots of the data volumes by AWS Backup, one a day; none when left out")
            Optional<Backups> backups) {}

    /** What watches machines. */
    public enum Watch {
        CLOUDWATCH,
        NONE
    }

    /** Logs of servers and agents. */
    public record Logs(
            @Doc("Where they go") Watch to,

            @Doc(value = "How long they are kept; 30 days when left out", example = "30d")
            Optional<Span> retention) {}

    /** Alarms on machines. */
    public record Alarms(
            @Doc(
                    value = "ARN of the SNS topic that is told",
                    example = "arn:aws:sns:us-east-1:123456789012:kafka-alarms")
            String topic) {}

    /** Snapshots of data volumes. */
    public record Backups(
            @Doc(value = "How long each snapshot is kept", example = "7d")
            Span keep) {}

    /** Encryption by a key of one's own. */
    public record Encryption(
            @Doc(
                    value = "ARN of a KMS key that exists",
                    example = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab")
            String key) {}

    /** Brokers that restart together. */
    public enum Unit {
        ZONE,
        NODE
    }
}
