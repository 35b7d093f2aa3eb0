package io.trivet.rule;

/** Every rule, by its stable id, with why it is one. An id that is given up is never given to another rule. */
public enum Rule {
    ZONES_THREE(
            "zones-three",
            "Two zones cannot lose one and keep a majority of voters; a fourth adds cost and no safety."),
    ZONE_TWICE("zone-twice", "Two entries for one zone would put replicas side by side that must not fail together."),
    ZONE_OF_OTHER_REGION(
            "zone-of-other-region", "Resources would be created in a region that the zone is not part of."),
    NODES_POSITIVE("nodes-positive", "A role without nodes cannot serve."),
    QUORUM_EVEN(
            "quorum-even",
            "An even number of voters tolerates no more failures than one fewer, and has one more to fail."),
    QUORUM_SINGLE("quorum-single", "A single voter is a single point of failure for the whole cluster."),
    QUORUM_LARGE("quorum-large", "Each write waits for a majority: more than five voters slow the cluster down."),
    ZONES_UNEVEN("zones-uneven", "The brokers of the smallest zone carry more replicas than the others."),
    BROKERS_MANY("brokers-many", "Operators of the largest fleets keep clusters under 200 brokers."),
    BOOTSTRAP_FEW("bootstrap-few", "With fewer than three brokers, clients may find none when one zone is lost."),

    CLUSTER_NAME("cluster-name", "The name is a DNS label of every node."),
    ENVIRONMENT_NAME("environment-name", "The environment is part of names of resources."),
    DNS_ZONE("dns-zone", "Resolvers accept only well-formed names of up to 253 characters."),
    DNS_TTL("dns-ttl", "Too long and a replaced node stays unreachable; too short and every lookup is paid for."),
    CLUSTER_ID(
            "cluster-id", "Kafka reads the id as 16 bytes in URL-safe base64 and refuses to start with another form."),
    NETWORK_CIDR("network-cidr", "AWS refuses blocks with host bits, and blocks too small or large for a VPC's zones."),
    NETWORK_PUBLIC("network-public", "Addresses outside the private blocks belong to somebody else on the internet."),
    NETWORK_FULL("network-full", "The quarter of a zone has no address left for the last nodes."),
    NETWORK_OVERLAP("network-overlap", "Overlapping networks can never be peered, so neither mirrored."),
    SUBNETS("subnets", "Each zone of a network that exists needs one subnet for its nodes."),
    SUBNET_BLOCK(
            "subnet-block",
            "Addresses are computed from the block: outside of the network, or shared by two, AWS refuses them."),
    ADDRESS_TWICE("address-twice", "Two stacks in one subnet compute the same addresses for their nodes."),
    EGRESS_UNUSED("egress-unused", "A network that exists has its own way out; nothing would follow the description."),
    AWS_ID("aws-id", "AWS refuses an id of another form only when half of the resources are there."),
    RECORD_TWICE("record-twice", "Two stacks that write one DNS record overwrite each other in silence."),

    KAFKA_VERSION("kafka-version", "Trivet knows the settings of each version by heart, and no others."),
    KAFKA_METADATA("kafka-metadata", "Kafka 4 has no ZooKeeper mode."),
    ARCHIVE_URL("archive-url", "Nodes fetch their software by https or from S3, and by nothing less."),
    ARCHIVE_SHA512("archive-sha512", "A node refuses an archive whose checksum it cannot check."),
    ARCHIVE_VERSION(
            "archive-version",
            "An archive that stays behind an upgrade would install the old software as the new one."),
    ARCHIVE_UNREACHABLE("archive-unreachable", "Without NAT a node reaches S3 and Systems Manager, and nothing else."),
    ZOOKEEPER_VERSION("zookeeper-version", "Only this line of ZooKeeper has been run with the Kafka versions here."),
    ZOOKEEPER_MISSING("zookeeper-missing", "In ZooKeeper mode the ensemble holds the metadata."),
    ZOOKEEPER_IN_KRAFT(
            "zookeeper-in-kraft", "Nothing would use the ensemble, and a reader would believe that something does."),
    CONTROLLERS_MISSING("controllers-missing", "In KRaft mode the controllers hold the metadata."),
    CONTROLLERS_IN_ZOOKEEPER(
            "controllers-in-zookeeper", "In ZooKeeper mode the brokers elect their controller themselves."),
    ZOOKEEPER_CHROOT("zookeeper-chroot", "The chroot stands once, at the very end of the connection string."),
    ZOOKEEPER_SETTING(
            "zookeeper-setting", "ZooKeeper ignores what it does not know, and stops at what it cannot read."),
    ZOOKEEPER_SESSION("zookeeper-session", "ZooKeeper silently clamps a session timeout outside its bounds."),

    SETTING_UNKNOWN("setting-unknown", "Kafka ignores unknown settings in silence."),
    SETTING_VALUE("setting-value", "The broker does not start with a value that its own definition refuses."),
    SETTING_OWNED("setting-owned", "The value is computed from the layout; a second one would contradict it."),
    SETTING_SECRET("setting-secret", "Whatever is described is shown in previews, files and state."),
    SETTING_OTHER_MODE("setting-other-mode", "A setting of the other metadata mode is ignored in silence."),

    REPLICAS_OVER_BROKERS(
            "replicas-over-brokers", "Each replica needs a broker of its own; creation of the topic fails."),
    REPLICAS_OVER_ZONES("replicas-over-zones", "Two replicas share a zone, and that zone's loss takes both."),
    REPLICAS_SINGLE("replicas-single", "Any restart is an outage, any lost disk is lost data."),
    MIN_INSYNC_OVER_REPLICAS("min-insync-over-replicas", "Every write with acks=all fails, for ever."),
    MIN_INSYNC_ALL("min-insync-all", "One broker that restarts stops all writes: every roll is an outage."),
    MIN_INSYNC_ONE("min-insync-one", "An acknowledged record may live on one broker only."),
    UNCLEAN_ELECTION("unclean-election", "A replica that lags may become leader and drop acknowledged records."),
    TRANSACTION_MIN_INSYNC("transaction-min-insync", "Transactional and idempotent producers cannot start."),

    PARTITIONS_POSITIVE("partitions-positive", "A topic has at least one partition."),
    PARTITIONS_PER_BROKER(
            "partitions-per-broker", "Beyond about 4,000 replicas a broker, fail-over and restarts take minutes."),
    TOPIC_NAME("topic-name", "Kafka accepts letters, digits, '.', '_' and '-', up to 249 of them."),
    TOPIC_INTERNAL("topic-internal", "Names that begin with two underscores are Kafka's own."),
    TOPIC_COLLISION("topic-collision", "Metrics write '.' as '_', so the two topics share one series."),
    COMPRESSION("compression", "The broker unpacks and packs every batch anew and cannot send from the page cache."),
    AUTO_CREATE("auto-create", "A misspelt topic comes into being with defaults, instead of an error."),
    RETENTION_TWICE("retention-twice", "Milliseconds win over minutes over hours; the others are dead text."),
    RETENTION_VALUE("retention-value", "Kafka refuses a retention of 0, or below -1, at start."),
    RETENTION_UNBOUNDED(
            "retention-unbounded", "Records that are never deleted fill the disk, and a full disk stops the broker."),
    RETENTION_OVER_VOLUME(
            "retention-over-volume", "Retention by size counts for each replica; a full disk stops the broker."),
    SEGMENT_OUTLIVES_RETENTION(
            "segment-outlives-retention", "Records are deleted by whole segments, once the segment is closed."),
    OFFSETS_RETENTION(
            "offsets-retention", "A group that was stopped longer than its offsets live starts over or skips."),
    MESSAGE_SIZE("message-size", "A record that followers cannot fetch is never replicated."),
    MESSAGE_LARGE("message-large", "Every client must raise its own limits to match."),
    LOG_FLUSH("log-flush", "Flushing by count or time costs most of the throughput; replication is what protects."),
    REPLICA_WAIT("replica-wait", "Kafka refuses to start: followers would be thrown out while they wait."),
    BROKER_SESSION(
            "broker-session",
            "A broker that sends fewer than two heartbeats a session is fenced by a single lost one."),
    TIERED("tiered", "Tiered storage neither compacts, nor keeps more on the broker than in all."),

    MSK_PART_MISSING("msk-part-missing", "AWS refuses the cluster, or would choose for you."),
    MSK_PART_UNUSED("msk-part-unused", "What a flavour of MSK does not have would be dropped in silence."),
    MSK_ZONES("msk-zones", "MSK refuses a cluster in another number of zones."),
    MSK_ZONES_TWO("msk-zones-two", "With a replica in each of two zones, one broker that is away leaves one copy."),
    MSK_BROKERS_UNEVEN("msk-brokers-uneven", "MSK has as many brokers in each zone, and refuses another number."),
    MSK_BROKERS_QUOTA("msk-brokers-quota", "MSK refuses more brokers than the quota until AWS raises it."),
    MSK_ACCOUNT_QUOTA("msk-account-quota", "The brokers of all clusters of an account and region share one quota."),
    MSK_NAME("msk-name", "MSK refuses a longer name."),
    MSK_VERSION("msk-version", "MSK creates clusters of few lines of Kafka versions."),
    MSK_VERSION_MODE(
            "msk-version-mode", "Each flavour has few versions, and the metadata mode is part of their names."),
    MSK_SUPPORT_ENDED("msk-support-ended", "AWS upgrades a cluster whose version it no longer supports by itself."),
    MSK_INSTANCE("msk-instance", "MSK refuses another type of broker."),
    MSK_INSTANCE_SMALL("msk-instance-small", "MSK refuses these features on its smallest type of broker."),
    MSK_SETTING("msk-setting", "MSK refuses a whole configuration for one setting that its flavour does not take."),
    MSK_TOPIC_REPLICAS("msk-topic-replicas", "Where MSK decides, another number is changed to three in silence."),
    MSK_PARTITIONS_RECOMMENDED(
            "msk-partitions-recommended", "Beyond what AWS recommends, rolls and fail-over take longer."),
    MSK_PARTITIONS_MAX(
            "msk-partitions-max", "Beyond this, MSK refuses further partitions or any change of the cluster."),
    MSK_THROUGHPUT("msk-throughput", "MSK refuses the volume."),
    MSK_AUTOSCALING("msk-autoscaling", "Autoscaling refuses the bounds, or could never grow a volume."),
    MSK_TIERED("msk-tiered", "MSK refuses the topic, or never moves any of its segments."),
    MSK_AUTHENTICATION("msk-authentication", "MSK refuses a cluster that nobody can come in to."),
    MSK_UNAUTHENTICATED("msk-unauthenticated", "No ACL and no policy holds for clients that say no name."),
    MSK_SCRAM("msk-scram", "MSK associates only secrets of its own prefix, for clusters that take SCRAM."),
    MSK_CERTIFICATES("msk-certificates", "Brokers trust certificates of clients by who signed them."),
    MSK_PLAINTEXT("msk-plaintext", "Records cross the network for anybody to read, or MSK refuses the cluster."),
    MSK_EVERYONE("msk-everyone", "A cluster without ACLs, super users and IAM lets nobody do anything, for ever."),
    MSK_PUBLIC("msk-public", "MSK opens no port to the internet that asks for no name or speaks plain text."),
    MSK_ACCESS("msk-access", "MSK refuses the access, in the middle of a deployment."),
    MSK_NAMES("msk-names", "A client that asks for one name and is shown the certificate of another goes away."),
    MSK_ARN(
            "msk-arn",
            "AWS refuses a name of another form, service or region only when half of the resources are there."),
    MSK_LOGS("msk-logs", "AWS refuses logs that go nowhere, and days that CloudWatch does not know."),
    MSK_LEVEL("msk-level", "At the finest level CloudWatch is paid for each partition."),
    MSK_SUBNET_SMALL("msk-subnet-small", "A replacement of a broker fails in a subnet without a free address."),
    MSK_TRAFFIC("msk-traffic", "MSK throttles clients beyond the rate of its brokers."),

    INSTANCE_UNKNOWN("instance-unknown", "Heap, threads and limits are computed from the instance type."),
    INSTANCE_BURSTABLE("instance-burstable", "A broker runs all day; CPU credits run out."),
    HEAP_OVER_HALF("heap-over-half", "Consumers are served from the page cache, which gets what the heap leaves."),
    HEAP_LARGE("heap-large", "Kafka gains nothing from more; collection pauses do."),
    HEAP_OVER_32("heap-over-32", "From 32 GiB on, object references double in size and the heap holds less."),
    HEAP_SMALL("heap-small", "The server does not get through its own start."),
    VOLUME_SIZE("volume-size", "EBS refuses the volume."),
    VOLUME_IOPS("volume-iops", "EBS refuses the volume."),
    VOLUME_THROUGHPUT("volume-throughput", "EBS refuses the volume."),
    VOLUME_OVER_INSTANCE(
            "volume-over-instance", "Throughput that the instance cannot carry is paid for and never used."),
    TRAFFIC("traffic", "Cost and capacity are computed from it."),
    CAPACITY_DISK("capacity-disk", "What producers write until it is deleted fills the disks of the brokers."),
    CAPACITY_VOLUME("capacity-volume", "Each broker writes its share of every replica to its volume."),
    CAPACITY_NETWORK("capacity-network", "Without a zone, the brokers that are left serve all consumers and replicas."),
    IMAGE_ARCHITECTURE("image-architecture", "A machine whose processor is not that of its image never boots."),
    ROLLOUT_ZONE(
            "rollout-zone", "The gate of a roll refuses to stop a zone without which partitions could not be written."),
    SERVICE_CLOSED(
            "service-closed", "Nobody answers any more, and what is still read there must be brought elsewhere."),
    BOOTSTRAP("bootstrap", "A client that cannot read the address fails when it starts, and not before."),
    EXTERNAL_PROTOCOL("external-protocol", "A client waits in vain for an answer in a protocol that nobody speaks."),
    EXTERNAL_MECHANISM("external-mechanism", "The service refuses a login by a mechanism that it does not have."),
    CLEARTEXT("cleartext", "Records, and with PLAIN passwords too, cross networks of others for anybody to read."),
    CREDENTIALS("credentials", "Clients read their secret from where the description says that it lives."),
    SECRET_ITSELF("secret-itself", "A secret in a description is in previews, files, state and the history of git."),
    AUTHORITY("authority", "Without the authority of the service every client refuses its brokers."),
    MIRROR_ALIAS("mirror-alias", "MirrorMaker builds names of settings and topics from it."),
    ALIAS_ZONE("alias-zone", "A name that cannot be resolved where clients are helps nobody."),
    ALIAS_TLS("alias-tls", "Clients refuse a broker whose certificate does not hold the name that they asked for."),
    EXTERNAL_METRICS("external-metrics", "Prometheus reads metrics where the service shows them, or nowhere."),
    EXTERNAL_PARTITIONS(
            "external-partitions", "The guideline goes by the number of brokers, which only the service knows."),
    EXTERNAL_REPLICAS("external-replicas", "The service refuses the topic."),
    EXTERNAL_SETTING("external-setting", "The service refuses the setting, and with it the topic."),
    TAG("tag", "AWS refuses the tag, and with it every resource."),
    TAG_RESERVED("tag-reserved", "The value is computed; nodes and people find resources by it.");

    private final String id;
    private final String reason;

    Rule(String id, String reason) {
        this.id = id;
        this.reason = reason;
    }

    /** The stable id. */
    public String id() {
        return id;
    }

    /** Why it is a rule. */
    public String reason() {
        return reason;
    }
}
