package io.trivet.stack;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The description of one cluster, as the user wrote it: what was left out stays absent here, and gets its effective
 * value in {@code layout}.
 *
 * @param name of the cluster
 * @param environment such as prod or dev; names that begin with {@code prod} get the rules of production
 * @param platform what runs the brokers
 * @param kafka version and metadata mode
 * @param zones the availability zones, in the order that places nodes
 * @param network where the nodes get their addresses
 * @param dns where the nodes get their names
 * @param zookeeper the ensemble; present when {@code kafka.metadata} is zookeeper
 * @param controllers the metadata quorum; present when {@code kafka.metadata} is kraft
 * @param brokers how many, on what, with which settings
 * @param monitoring what reads the exporters
 * @param topics by name
 */
public record Stack(
        @Doc(
                value = "Name of the cluster; part of DNS names, the cluster id and the ZooKeeper chroot",
                example = "orders")
        String name,

        @Doc(
                value = "Environment of the cluster; one that begins with prod gets the rules of production",
                example = "prod")
        String environment,

        @Doc("What runs the brokers") Platform platform,

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

        @Doc("The brokers") Brokers brokers,
        @Doc("What reads the exporters of the nodes") Optional<Monitoring> monitoring,
        @Doc("The topics that the cluster holds, by name") SortedMap<String, Topic> topics) {

    /** Whether the rules of production hold. */
    public boolean isProduction() {
        return environment.startsWith("prod");
    }

    /** Whether a ZooKeeper ensemble holds the metadata. */
    public boolean usesZooKeeper() {
        return kafka.metadata() == Metadata.ZOOKEEPER;
    }

    /** What runs the brokers. */
    public enum Platform {
        EC2
    }

    /** Where Kafka keeps its metadata. */
    public enum Metadata {
        ZOOKEEPER,
        KRAFT
    }

    /**
     * Version and metadata mode.
     *
     * @param version as released, {@code 3.9.2}
     * @param metadata zookeeper or kraft
     * @param clusterId 22 characters of URL-safe base64; computed from name, environment and region when left out
     */
    public record Kafka(
            @Doc(value = "Kafka release", example = "3.9.2") String version,
            @Doc("Where Kafka keeps its metadata") Metadata metadata,

            @Doc("Id of a cluster that already exists; computed from name, environment and region when left out")
            Optional<String> clusterId) {}

    /**
     * Addresses of the nodes.
     *
     * @param cidr the block that is cut in four: one part a zone, the last for what is no node
     */
    public record Network(
            @Doc(
                    value =
                            "Private block of addresses, /16 to /22; a quarter for each zone, the last one for what is no node",
                    example = "10.20.0.0/16")
            Cidr cidr) {}

    /**
     * Names of the nodes.
     *
     * @param zone the private zone under which every record lies
     * @param ttl how long a resolver keeps an answer
     */
    public record Dns(
            @Doc(
                    value = "Private DNS zone; a node is <node>.<cluster name>.<zone>",
                    example = "us-east-1.prod.internal")
            String zone,

            @Doc(value = "How long a resolver keeps an answer", example = "60s")
            Optional<Span> ttl) {}

    /**
     * An EBS volume for data.
     *
     * @param size of one volume
     * @param type as EBS names it
     * @param iops provisioned operations per second, gp3 and io2
     * @param throughput provisioned, gp3
     */
    public record Volume(
            @Doc(value = "Size of the volume of one node", example = "1TiB")
            DataSize size,

            @Doc("EBS volume type; gp3 when left out") Optional<VolumeType> type,

            @Doc("Provisioned operations per second; what the type includes when left out")
            Optional<Integer> iops,

            @Doc(value = "Provisioned throughput; what the type includes when left out", example = "250MiB/s")
            Optional<Throughput> throughput) {}

    /** EBS volume types that a Kafka node can keep data on. */
    public enum VolumeType {
        GP3,
        GP2,
        IO2,
        ST1
    }

    /**
     * The ZooKeeper ensemble.
     *
     * @param nodes how many servers, an odd number
     * @param version of ZooKeeper
     * @param instance EC2 instance type
     * @param volume where snapshots and transaction logs lie
     * @param heap of the JVM
     * @param chroot under which the cluster keeps its tree
     * @param settings of zoo.cfg
     */
    public record ZooKeeper(
            @Doc("How many servers, an odd number: 3 survive one zone")
            int nodes,

            @Doc(value = "ZooKeeper release", example = "3.9.5")
            Optional<String> version,

            @Doc(value = "EC2 instance type", example = "m7g.large")
            String instance,

            @Doc("Volume for snapshots and transaction logs")
            Volume volume,

            @Doc(value = "Heap of the JVM; sized by the instance when left out", example = "1GiB")
            Optional<DataSize> heap,

            @Doc(
                    value = "Path under which the cluster keeps its tree; /kafka-<name> when left out",
                    example = "/kafka-orders")
            Optional<String> chroot,

            @Doc("Settings of zoo.cfg, by name") SortedMap<String, String> settings) {}

    /**
     * The KRaft controllers.
     *
     * @param nodes how many voters, an odd number
     * @param instance EC2 instance type
     * @param volume where the metadata log lies
     * @param heap of the JVM
     * @param settings any broker setting that a controller reads
     */
    public record Controllers(
            @Doc("How many voters, an odd number: 3 survive one zone")
            int nodes,

            @Doc(value = "EC2 instance type", example = "m7g.large")
            String instance,

            @Doc("Volume for the metadata log") Volume volume,

            @Doc(value = "Heap of the JVM; sized by the instance when left out", example = "2GiB")
            Optional<DataSize> heap,

            @Doc("Settings of Kafka for the controllers only, by name")
            SortedMap<String, String> settings) {}

    /**
     * The brokers.
     *
     * @param nodes how many, a multiple of three to fill the zones evenly
     * @param instance EC2 instance type
     * @param volume where the partitions lie
     * @param heap of the JVM
     * @param settings any broker setting that this Kafka version knows
     */
    public record Brokers(
            @Doc("How many brokers; a multiple of three fills the zones evenly")
            int nodes,

            @Doc(value = "EC2 instance type", example = "m7g.xlarge")
            String instance,

            @Doc("Volume for the partitions") Volume volume,

            @Doc(value = "Heap of the JVM; sized by the instance when left out", example = "6GiB")
            Optional<DataSize> heap,

            @Doc("Settings of Kafka for all brokers, by name")
            SortedMap<String, String> settings) {}

    /**
     * What reads the exporters.
     *
     * @param tool the monitoring tool
     */
    public record Monitoring(
            @Doc("Monitoring tool that reads the exporters") MonitoringTool tool) {}

    /** Monitoring tools that read the exporters of the nodes. */
    public enum MonitoringTool {
        PROMETHEUS
    }

    /**
     * A topic.
     *
     * @param partitions how many; by the guideline when left out
     * @param replicas of each partition, over the zones; 3 when left out
     * @param settings of the topic
     */
    public record Topic(
            @Doc("How many partitions; by the guideline for the number of brokers when left out")
            Optional<Integer> partitions,

            @Doc("Replicas of each partition, spread over the zones; 3 when left out")
            Optional<Integer> replicas,

            @Doc("Settings of the topic, by name") SortedMap<String, String> settings) {}
}
