package io.trivet.rule;

import io.trivet.problem.Rule;

/** Rules of descriptions of every platform. */
public enum CommonRule implements Rule {
    ZONE_TWICE("Two entries for one zone would put replicas side by side that must not fail together."),
    ZONE_FORM("What is no zone of AWS is found out when half of the resources are there."),
    ZONE_OF_OTHER_REGION("Resources would be created in a region that the zone is not part of."),
    NODES_POSITIVE("A role without nodes cannot serve."),
    STACK_NAME("Pulumi takes no other name, and folders, logs and tags are called by it."),
    REGION("What is no region of AWS has no address that answers."),
    CLUSTER_NAME("The name is a DNS label of every node."),
    DELETION_ALLOWED("One command ends a cluster of production, and on MSK its data."),
    ENVIRONMENT_NAME("The environment is part of names of resources."),
    DNS_ZONE("Resolvers accept only well-formed names of up to 253 characters."),
    DNS_VPCS("Route 53 refuses to associate what is associated, and to find a network in a region that is none."),
    ZONE_NAME_TWICE("A network asks one zone of a name: Route 53 refuses the second."),
    DNS_TTL("Too long and a replaced node stays unreachable; too short and every lookup is paid for."),
    NETWORK_CIDR("AWS refuses blocks with host bits, and blocks too small or large for a VPC's zones."),
    NETWORK_PUBLIC("Addresses outside the private blocks belong to others on the internet."),
    NETWORK_OVERLAP("Overlapping networks can never be peered, so neither mirrored."),
    CLIENT_BLOCK("AWS refuses blocks with host bits."),
    CLIENT_TWICE("AWS refuses a rule that is there already, and what is inside of another changes nothing."),
    CLIENT_ANYONE("A port that is open to most of all addresses is guarded by the routes of the network alone."),
    SUBNETS("Each zone of a network that exists needs one subnet for its nodes."),
    SUBNET_BLOCK("Addresses are computed from the block: outside of the network, or shared by two, AWS refuses them."),
    ADDRESS_TWICE("Two stacks in one subnet compute the same addresses for their nodes."),
    RECORD_TWICE("Two stacks that write one DNS record overwrite each other in silence."),
    SETTING_UNKNOWN("Kafka ignores unknown settings in silence."),
    SETTING_VALUE("The broker does not start with a value that its own definition refuses."),
    SETTING_CLASS("A server that cannot make a class that its settings name ends at its start."),
    SETTING_UNREAD("A setting for what is not described is read by nothing, and a reader would believe that it is."),
    SETTINGS_CONFLICT(
            "Kafka takes each setting and refuses them together: a server does not start, a topic is not made."),
    REPLICAS_OVER_BROKERS("Each replica needs a broker of its own; creation of the topic fails."),
    REPLICAS_OVER_ZONES("Two replicas share a zone, and that zone's loss takes both."),
    REPLICAS_SINGLE("Any restart is an outage, any lost disk is lost data."),
    MIN_INSYNC_OVER_REPLICAS("Every write with acks=all fails, for ever."),
    MIN_INSYNC_ALL("One broker that restarts stops all writes: every roll is an outage."),
    MIN_INSYNC_ONE("An acknowledged record may live on one broker only."),
    UNCLEAN_ELECTION("A replica that lags may become leader and drop acknowledged records."),
    TRANSACTION_MIN_INSYNC("Transactional and idempotent producers cannot start."),
    PARTITIONS_POSITIVE("A topic has at least one partition."),
    TOPIC_NAME("Kafka accepts letters, digits, '.', '_' and '-', up to 249 of them."),
    TOPIC_OF_KAFKA("Kafka makes its own topics by settings of brokers, and a description of them changes nothing."),
    TOPIC_INTERNAL("Names that begin with two underscores are Kafka's own."),
    TOPIC_COLLISION("Metrics write '.' as '_', so the two topics share one series."),
    COMPRESSION("The broker packs every batch anew whose producer compresses in another way."),
    AUTO_CREATE("A misspelt topic comes into being with defaults, instead of an error."),
    RETENTION_TWICE("Milliseconds win over minutes over hours; the others are dead text."),
    RETENTION_VALUE("Kafka refuses a retention of 0 at start, and takes one below -1 for no limit."),
    RETENTION_UNBOUNDED("Records that are never deleted fill the disk, and a full disk stops the broker."),
    RETENTION_OVER_VOLUME("Retention by size counts for each replica; a full disk stops the broker."),
    SEGMENT_OUTLIVES_RETENTION("Records are deleted by whole segments, once the segment is closed."),
    OFFSETS_RETENTION("A group that was stopped longer than its offsets live starts over or skips."),
    MESSAGE_SIZE("A broker closes the connection on a request that is larger than it takes."),
    MESSAGE_LARGE("Every client must raise its own limits to match."),
    LOG_FLUSH("Flushing by count or time costs most of the throughput; replication is what protects."),
    CLEANER_OFF("Nothing compacts the offsets of groups; the topic grows until the disk is full."),
    CONTROLLED_SHUTDOWN("Each restart leaves partitions without a leader for as long as a session lasts."),
    SEGMENT_SMALL("Files and maps of a server are limited, and each segment takes some of both."),
    LAG_SHORT("A pause for garbage takes replicas out of sync, and with them the right to acknowledge."),
    MESSAGE_FORMAT("Kafka 3 ignores the format of messages, and a reader would believe that something does not."),
    CLIENT_DEFAULTS("Clients that keep Kafka's own defaults are refused."),
    CLIENT_NAME("The name is part of paths of files, and how brokers know the application."),
    CLIENT_ROLE("An application that neither writes nor reads has no settings."),
    CLIENT_VERSION("Which settings a library has, and by which defaults, follows from its version."),
    CLIENT_TOO_OLD("Brokers drop the protocols of old clients, and old clients lack what a preset is made of."),
    CLIENT_ZONE(
            "A client reads next door where it calls its zone as the brokers do, and else anywhere, without a word."),
    CLIENT_NEAREST("Brokers that only let leaders be read take no notice of the zone of a client."),
    CLIENT_GROUP("Kafka and its tools tell groups apart by their ids."),
    CLIENT_GROUP_TWICE("Two applications in one group share its partitions, and each misses what the other gets."),
    CLIENT_TOPIC("A topic that does not exist is an error of each write and a silence of each read."),
    CLIENT_OFFSETS("A group that is stopped for longer than its offsets live starts over, skips or fails."),
    CLIENT_OFFSETS_UNTOLD("How long offsets live is the service's own matter, and Kafka's default is a week."),
    CLIENT_RECORDS("What is deleted while a group is stopped is skipped, wherever it begins again."),
    CLIENT_ACKS("What acknowledged means is said twice, by the producer and by the topic, and the weaker one holds."),
    CLIENT_COMPRESSION("The broker unpacks every batch and packs it anew, in its own way."),
    CLIENT_UNREADABLE("A client that does not know a compression fails at the first batch of it."),
    CLIENT_TRANSACTIONS("The state of a transaction that is on one broker alone is lost with it."),
    CLIENT_ONCE("Exactly once holds where what was read and what is written are committed together."),
    CLIENT_SERVICE("Not every service that speaks Kafka's protocol has transactions."),
    BROKER_SESSION("A broker that sends fewer than two heartbeats a session is fenced by a single lost one."),
    TIERED("Tiered storage neither compacts, nor keeps more on the broker than in all."),
    INSTANCE_BURSTABLE("A broker runs all day; CPU credits run out."),
    TRAFFIC("Cost and capacity are computed from it."),
    CAPACITY_DISK("What producers write until it is deleted fills the disks of the brokers."),
    CAPACITY_VOLUME("Each broker writes its share of every replica to its volume."),
    CAPACITY_NETWORK("Without a zone, the brokers that are left serve all consumers and replicas."),
    TAG("AWS refuses the tag, and with it every resource."),
    TAG_RESERVED("The value is computed; nodes and people find resources by it.");

    private final String reason;

    CommonRule(String reason) {
        this.reason = reason;
    }

    @Override
    public String reason() {
        return reason;
    }
}
