package io.trivet.platform.ec2.rule;

import io.trivet.problem.Rule;

/** Rules of clusters on EC2. */
public enum Ec2Rule implements Rule {
    ZONES_THREE("Two zones cannot lose one and keep a majority of voters; a fourth adds cost and no safety."),
    QUORUM_EVEN("An even number of voters tolerates no more failures than one fewer, and has one more to fail."),
    ENSEMBLE_EVEN("An even ensemble is a step to an odd one: it survives no more failures than one fewer."),
    QUORUM_SINGLE("A single voter is a single point of failure for the whole cluster."),
    QUORUM_LARGE("Each write waits for a majority: more than five voters slow the cluster down."),
    ZONES_UNEVEN("The brokers of the smallest zone carry more replicas than the others."),
    BROKERS_MANY("Operators of the largest fleets keep clusters under 200 brokers."),
    BROKERS_FEW("With fewer brokers than zones, the loss of one leaves too few replicas for a write."),
    CONNECT_ZONES("With fewer workers than zones, the loss of one may take all of them."),
    CONNECT_SETTING(
            "Workers ignore unknown settings, and do not start with a value that their own definition refuses."),
    CONNECT_CLASS("A worker that cannot make a class that its settings name ends at its start."),
    CONNECT_CLIENTS("The REST API asks none for a name: who reaches it can do all that the workers can."),
    CONNECT_TOPIC("What workers keep in their topics is lost when another writes there, or cleans them otherwise."),
    CONNECT_USER("A client that comes as the workers do reads what connectors are told, with the secrets in it."),
    CONNECTOR_NAME("Paths of the REST API, groups of sinks and metrics are called by it."),
    CONNECTOR_CLASS("Workers refuse a connector, and stop one, of which they have not every class."),
    CONNECTOR_SETTING(
            "What only Connect can read it ignores where it is misspelt, and with a value that it refuses no connector comes to be."),
    CONNECTOR_UNREAD(
            "What needs another setting beside it is read by nothing without it, and a reader would believe that it is."),
    CONNECTOR_SPELLING("What is almost called as a setting of Connect is read by the connector alone, if at all."),
    CONNECTOR_TOPICS("Connect takes no sink that does not say, once, what it reads."),
    CONNECTOR_TOPIC("A sink that reads a topic that is not there waits for it, and says nothing."),
    CONNECTOR_LETTERS("Dead letters are those of sinks, and go where the sink does not read."),
    CONNECTOR_DROPS("A record that is left out and written nowhere is lost without a trace."),
    CONNECTOR_RIGHTS("A task fails at the first topic or group that the user of the workers may not use."),
    MIRROR_ZONES("With fewer nodes than zones, the loss of one may stop all copying."),
    MIRROR_SOURCE("What is copied comes from brokers that are known, and from others than those it is copied to."),
    MIRROR_NAME("By its prefix a mirror knows where a topic was written, and what it must not copy back."),
    MIRROR_LOOP("Records that two clusters copy from each other under one name go round for ever."),
    MIRROR_REACH("Mirrors copy nothing from brokers that they cannot reach, and read in private networks alone."),
    MIRROR_TOPICS("MirrorMaker does not start with an expression that it cannot read."),
    MIRROR_SETTING("MirrorMaker ignores unknown settings, and does not copy with a value that it refuses."),
    MIRROR_SECURITY("Mirrors that cannot prove who they are reach no broker that asks for it."),
    CLUSTER_ID("Kafka reads the id as 16 bytes in URL-safe base64 and refuses to start with another form."),
    NETWORK_FULL("The quarter of a zone has no address left for the last nodes."),
    EGRESS_UNUSED("A network that exists has its own way out; nothing would follow the description."),
    KAFKA_VERSION("Trivet knows the settings of each version by heart, and no others."),
    KAFKA_METADATA("Kafka 4 has no ZooKeeper mode."),
    METADATA_VERSION(
            "What is finalised must be known to every server, and to the release that is to be started again."),
    ARCHIVE_URL("Nodes fetch their software by https or from S3, and by nothing less."),
    ARCHIVE_SHA512("A node refuses an archive whose checksum it cannot check."),
    ARCHIVE_VERSION("An archive that stays behind an upgrade would install the old software as the new one."),
    ARCHIVE_UNREACHABLE("Without NAT a node reaches S3 and Systems Manager, and nothing else."),
    PLUGIN_NAME("Folders of nodes and the class path of Kafka are made of it."),
    PLUGIN_SOURCE("Nodes fetch a plugin from one place, by https or from S3."),
    PLUGIN_SHA512("A jar that was changed on its way runs in every broker, with all its rights."),
    PLUGIN_UNREAD("A class that is not there, or of another kind, ends a server at its start."),
    ZOOKEEPER_VERSION("Only this line of ZooKeeper has been run with the Kafka versions here."),
    ZOOKEEPER_MISSING("In ZooKeeper mode the ensemble holds the metadata."),
    ZOOKEEPER_IN_KRAFT("Nothing would use the ensemble, and a reader would believe that something does."),
    CONTROLLERS_MISSING("In KRaft mode the controllers hold the metadata."),
    COMBINED_CONTROLLERS("Brokers that vote have no other controllers beside them."),
    COMBINED_SIZE(
            "An odd number of voters, of which no zone has a majority; with more the load of brokers is in the way."),
    COMBINED_VOLUMES(
            "Metadata lie on one volume: with others beside it, what its loss means depends on which is lost."),
    COMBINED_ROLLOUT("Of voters one goes down at a time, whatever zone it is in."),
    COMBINED_PRODUCTION("A broker that is overloaded, or hangs, takes its vote along: Kafka advises against it."),
    CONTROLLERS_IN_ZOOKEEPER("In ZooKeeper mode the brokers elect their controller themselves."),
    ZOOKEEPER_CHROOT("The chroot stands once, at the very end of the connection string."),
    ZOOKEEPER_SETTING("ZooKeeper ignores what it does not know, and stops at what it cannot read."),
    ZOOKEEPER_SESSION("ZooKeeper silently clamps a session timeout outside its bounds."),
    SETTING_SECRET("Whatever is described is shown in previews, files and state."),
    SECURITY_NONE("In plain text each client is the same one, and may read, write and delete everything."),
    SECURITY_UNREAD(
            "Listeners are in plain text: a reader would believe in what nothing asks for, or that locks brokers out."),
    SECURITY_OWNED("Half of it would be what is described, and half what is set."),
    SECURITY_ZOOKEEPER(
            "Brokers with TLS beside an ensemble without would keep who may do what where all can write it."),
    SECURITY_AUTHENTICATION("Without a way to prove who they are, no client comes in."),
    SECURITY_LOGIN("A user that may come in one way, where brokers let it in by another, never comes in."),
    SECURITY_TRUSTS("An authority is trusted or not, and the one that signs is."),
    SECURITY_LISTENER("One listener in plain text is a door beside the locked one."),
    SETTING_OTHER_MODE("A setting of the other metadata mode is ignored in silence."),
    PARTITIONS_PER_BROKER("Beyond about 4,000 replicas a broker, fail-over and restarts take minutes."),
    INSTANCE_UNKNOWN("Heap, threads and limits are computed from the instance type."),
    HEAP_OVER_HALF("Consumers are served from the page cache, which gets what the heap leaves."),
    HEAP_LARGE("Kafka gains nothing from more; collection pauses do."),
    HEAP_OVER_32("From 32 GiB on, object references double in size and the heap holds less."),
    HEAP_SMALL("The server does not get through its own start."),
    HEAP_BUFFERS(
            "The log cleaner takes its buffers from the heap when it starts, and the server ends without room for them."),
    JVM_OPTION("A JVM does not start with an option that it does not know or cannot read."),
    JVM_OPTION_OWNED("Trivet writes it, another key says it, or it opens what is closed."),
    JVM_OPTION_TWICE("A JVM obeys the last of two, and does not start with two garbage collectors."),
    LOGGER("Logging ignores what is no name of a logger."),
    LOG_LEVEL("Logging that does not know a level takes another one in silence."),
    LOG_LEVEL_LOUD("Lines for each request slow a server down and fill its disk."),
    LOG_LEVEL_SILENT("What is not logged cannot tell why a server failed."),
    LISTENER_NAME("The name is part of settings of Kafka and of rules of security groups."),
    LISTENER_PORT("A server does not start on a port that is taken."),
    LISTENER_DOMAIN("Clients are sent to the names that brokers tell them, and nowhere else."),
    LISTENER_CLIENTS("A listener lets in whom the description names, once each."),
    LISTENER_PUBLIC("Whatever goes over the internet in plain text is read and changed on the way."),
    VOLUME_IOPS("EBS refuses the volume."),
    VOLUME_THROUGHPUT("EBS refuses the volume."),
    VOLUMES_COUNT("EBS has names for eleven volumes of data, and a broker needs one."),
    VOLUME_OVER_INSTANCE("Throughput that the instance cannot carry is paid for and never used."),
    VOLUME_SEEKS("A hard disk waits for its head at each jump from one file to another."),
    IMAGE_ARCHITECTURE("A machine whose processor is not that of its image never boots."),
    LOG_RETENTION("CloudWatch keeps logs for certain numbers of days."),
    ALARMS_UNSEEN("An alarm on what is not measured never tells anything."),
    BACKUP_DAYS("AWS Backup keeps a snapshot for whole days, one at least."),
    OVERRIDE_BROKER("Settings of a broker that is not there reach none."),
    OVERRIDE_SHARED("Brokers that disagree on this serve the same request in two ways."),
    BROKERS_DIFFER("Brokers that are not alike fail differently."),
    ROLLOUT_ZONE("The agents refuse to stop a zone without which partitions could not be written.");

    private final String reason;

    Ec2Rule(String reason) {
        this.reason = reason;
    }

    @Override
    public String reason() {
        return reason;
    }
}
