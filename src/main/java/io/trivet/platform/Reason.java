package io.trivet.platform;

/**
 * What a change means for a running cluster. Each has an id that is never given to another, the risk that it brings,
 * and a sentence for the reviewer. One that is refused is a problem of the same id.
 */
public enum Reason {
    LABEL("label", Risk.NONE, "A name or tag that no process reads."),
    DELETION("deletion", Risk.NONE, "Whether pulumi destroy may end the cluster; nothing that runs reads it."),
    ROLLOUT_UNIT("rollout-unit", Risk.NONE, "The next change goes through the brokers in other steps."),
    RECORD("record", Risk.NONE, "A name in DNS, as the nodes have it."),
    CLIENT_FILES(
            "client-files", Risk.NONE, "Files for those who reach the cluster; the cluster itself does not change."),
    FIREWALL("firewall", Risk.NONE, "Who reaches whom, as the nodes need it."),
    NAMES_RESOLVED("names-resolved", Risk.NONE, "Clients of another network resolve the names, or no longer do."),
    EGRESS("egress", Risk.NONE, "Nodes reach what lies outside of their network in another way."),
    FIRST_VOTERS("first-voters", Risk.NONE, "Read only where fresh storage is formatted."),
    RELEASE_SOURCE("release-source", Risk.NONE, "Read when the software of that version is installed next."),
    SETTINGS_FILE("settings-file", Risk.NONE, "What it takes is said at each setting of the file."),
    UPKEEP("upkeep", Risk.NONE, "What is seen and kept of the machines, beside their servers."),
    ALARM("alarm", Risk.NONE, "Who is told of what, outside of the brokers."),
    VOLUME_SIZE_KEPT(
            "volume-size-kept",
            Risk.NONE,
            "MSK grows the volumes by itself and keeps what they are: another described size changes nothing and costs"
                    + " nothing."),
    GROWTH("growth", Risk.NONE, "MSK grows the volumes by itself, in another way."),
    SETTING_SPELLING("setting-spelling", Risk.NONE, "The same value, written in another way."),
    NODE_ADDED("node-added", Risk.NONE, "A new broker holds nothing until partitions are moved to it."),
    WORKER_ADDED("worker-added", Risk.NONE, "A new worker takes its share of the connectors; no data moves."),
    TOPIC_ADDED("topic-added", Risk.NONE, "A new topic."),
    REGISTRY_ADDED("registry-added", Risk.NONE, "A new registry in AWS Glue, without a schema."),
    CONNECTOR_ADDED(
            "connector-added",
            Risk.NONE,
            "The workers run it, once trivet operate connectors has told them; no node restarts."),
    CONNECTOR_LEFT(
            "connector-left",
            Risk.NONE,
            "It runs on: trivet operate connectors deletes none, so that stopping it, or deleting it by the REST API of the"
                    + " workers, is left to you."),
    RIGHT_GIVEN("right-given", Risk.NONE, "The user may do more, once trivet operate users has told the cluster."),
    POLICY_GIVES("policy-gives", Risk.NONE, "Roles that have the policy of the user may do more from then on."),

    SETTING_DYNAMIC("setting-dynamic", Risk.DYNAMIC, "This Kafka version changes the setting while brokers run."),
    FILE_READ_AGAIN("file-read-again", Risk.DYNAMIC, "The program that reads the file reads it again by itself."),
    RIGHT_TAKEN(
            "right-taken",
            Risk.DYNAMIC,
            "A client that still needs it is refused, once trivet operate users has told the cluster; it tells of owned"
                    + " users only."),
    QUOTA_CHANGED(
            "quota-changed",
            Risk.DYNAMIC,
            "Each broker slows the user down to it, once trivet operate users has told the cluster."),
    LOGIN_CHANGED(
            "login-changed",
            Risk.DYNAMIC,
            "The user has a password, or no longer, once trivet operate users has told the cluster; its certificate, where it"
                    + " has one, stays as good as it was."),
    USER_OWNED(
            "user-owned",
            Risk.DYNAMIC,
            "What the user has besides is taken away by the next trivet operate users, which lists it first."),
    POLICY_TAKES(
            "policy-takes",
            Risk.DYNAMIC,
            "A client whose role has the policy and still needs it is refused, mostly within a minute; no broker restarts."),
    POLICY_GONE(
            "policy-gone",
            Risk.DYNAMIC,
            "IAM deletes no policy that a role still has, and pulumi up ends there: take it from its roles first."),
    CONNECTOR_CHANGED(
            "connector-changed",
            Risk.DYNAMIC,
            "Its tasks begin again where they were, once trivet operate connectors has told the workers; no node restarts."),
    CONNECTOR_STATE(
            "connector-state",
            Risk.DYNAMIC,
            "It stops, or goes on where it was, once trivet operate connectors has told the workers."),
    TOPIC_SETTING("topic-setting", Risk.DYNAMIC, "Settings of topics change while brokers run."),
    REPLICAS_MORE("replicas-more", Risk.DYNAMIC, "trivet operate replication copies them while brokers run."),
    PARTITIONS_MORE("partitions-more", Risk.DYNAMIC, "New partitions begin empty; producers find them by themselves."),
    FINALISED(
            "finalised",
            Risk.DYNAMIC,
            "The last step of an upgrade, once every server knows the level; no earlier release reads it from then on."),
    CONTROLLER_ADDED(
            "controller-added", Risk.DYNAMIC, "It follows the quorum until it has all records, then becomes a voter."),
    CONTROLLER_REMOVED(
            "controller-removed",
            Risk.DYNAMIC,
            "It leaves the quorum, of which a majority stays, and its machine goes then."),
    WORKER_REMOVED(
            "worker-removed",
            Risk.DYNAMIC,
            "The others take over what it ran; without any, connectors stand still, and their topics stay."),
    VOLUME_LARGER("volume-larger", Risk.DYNAMIC, "EBS grows a volume in use; the next change waits for six hours."),
    VOLUME_KIND("volume-kind", Risk.DYNAMIC, "EBS changes a volume in use; the next change waits for six hours."),

    MSK_CONNECTIVITY("msk-connectivity", Risk.ROLLING_RESTART, "MSK opens the brokers to other networks, one by one."),
    MSK_STORAGE("msk-storage", Risk.ROLLING_RESTART, "MSK changes how the brokers store, one by one."),
    MSK_MONITORING("msk-monitoring", Risk.ROLLING_RESTART, "MSK changes what it sees of the brokers, one by one."),
    PASSWORDS(
            "passwords",
            Risk.ROLLING_RESTART,
            "Brokers open the listener of users with a password, or close it, one after the other."),
    AUTHORITIES_TRUSTED(
            "authorities-trusted",
            Risk.ROLLING_RESTART,
            "Servers begin to let in certificates of an authority, or do so no more."),
    AUTHORITY_TURNED(
            "authority-turned",
            Risk.ROLLING_RESTART,
            "Nodes get certificates of another authority, which all of them let in already."),
    SOURCE_LOGIN(
            "source-login",
            Risk.ROLLING_RESTART,
            "Mirrors come to the cluster that they copy from with another certificate, or let another one in."),
    MSK_SECURITY("msk-security", Risk.ROLLING_RESTART, "MSK lets clients in by other ways, one broker at a time."),
    MSK_CONFIGURATION(
            "msk-configuration", Risk.ROLLING_RESTART, "MSK restarts the brokers with the new revision, one by one."),
    MSK_KRAFT("msk-kraft", Risk.ROLLING_RESTART, "MSK moves the metadata to KRaft, once clients are off ZooKeeper."),
    SETTING_STATIC("setting-static", Risk.ROLLING_RESTART, "The process reads the setting at its start only."),
    RESTART("restart", Risk.ROLLING_RESTART, "The process is started again, with nothing else changed."),
    PROCESS_OPTIONS("process-options", Risk.ROLLING_RESTART, "The process is started in another way."),
    PLUGIN("plugin", Risk.ROLLING_RESTART, "The process is started with other jars of others."),
    VERSION("version", Risk.ROLLING_RESTART, "The new release is installed, then started."),
    VERSION_BACK(
            "version-back",
            Risk.ROLLING_RESTART,
            "The release before is started again, since nothing newer is finalised."),
    INSTANCE("instance", Risk.ROLLING_RESTART, "The machine is stopped, changed and started again."),
    OWN_REPLICAS_MORE(
            "own-replicas-more",
            Risk.ROLLING_RESTART,
            "A topic of Kafka's own that is there gets its copies by trivet operate replication."),
    VOTER_ADDED("voter-added", Risk.ROLLING_RESTART, "Every node that asks the quorum learns of one more voter."),
    VOTER_REMOVED("voter-removed", Risk.ROLLING_RESTART, "Every node that asks the quorum learns of one voter less."),

    IMAGE("image", Risk.REPLACEMENT, "A machine boots from its image once, so it is made anew; its volume stays."),
    VOLUMES_MORE(
            "volumes-more",
            Risk.REPLACEMENT,
            "A machine knows its volumes from its birth, so it is made anew around those that it has; new partitions go to"
                    + " the new ones."),
    HOSTED_ZONE("hosted-zone", Risk.REPLACEMENT, "Records are made in another zone, and names are gone in between."),

    TOPIC_REMOVED("topic-removed", Risk.DATA_AT_STAKE, "Its records have no description any more."),
    TOPIC_KEEPS_LESS("topic-keeps-less", Risk.DATA_AT_STAKE, "Records that were to be kept are deleted."),
    KEEPS_LESS("keeps-less", Risk.DATA_AT_STAKE, "Records of topics without a retention of their own are deleted."),
    OFFSETS_KEPT_LESS(
            "offsets-kept-less",
            Risk.DATA_AT_STAKE,
            "The positions of groups that have stopped for longer are deleted: they start over or skip."),
    PRODUCERS_KEPT_LESS(
            "producers-kept-less",
            Risk.DATA_AT_STAKE,
            "Producers that pause for longer are forgotten: their repeated records are kept twice."),
    COMPACTS_SOONER("compacts-sooner", Risk.DATA_AT_STAKE, "Older records of a key are deleted sooner."),
    TOMBSTONES_KEPT_LESS(
            "tombstones-kept-less",
            Risk.DATA_AT_STAKE,
            "A reader that is behind by more never hears that a key was deleted."),
    SEGMENTS_SHORTER(
            "segments-shorter",
            Risk.DATA_AT_STAKE,
            "Records that outlive their retention in an open segment go with it sooner."),
    TIME_OF_PRODUCERS(
            "time-of-producers",
            Risk.DATA_AT_STAKE,
            "Retention goes by the time that producers write: records that say an old one go at once."),
    IN_SYNC_FEWER(
            "in-sync-fewer",
            Risk.DATA_AT_STAKE,
            "An acknowledged record may be on fewer brokers, and is lost with them."),
    LEADERS_UNCLEAN(
            "leaders-unclean",
            Risk.DATA_AT_STAKE,
            "A replica that lags may become leader, and acknowledged records are dropped."),
    COPIES_FEWER("copies-fewer", Risk.DATA_AT_STAKE, "New topics that say nothing get fewer replicas."),
    TIERED_ELSEWHERE(
            "tiered-elsewhere", Risk.DATA_AT_STAKE, "Records in tiered storage are looked for where they may not be."),
    GROWTH_LESS(
            "growth-less",
            Risk.DATA_AT_STAKE,
            "MSK grows the volumes less far or no more: a full one stops its broker."),
    LOGS_KEPT_LESS("logs-kept-less", Risk.DATA_AT_STAKE, "CloudWatch deletes older logs of the servers."),
    BACKUPS_FEWER("backups-fewer", Risk.DATA_AT_STAKE, "Snapshots are kept for fewer days, or made no more."),
    OWN_REPLICAS_FEWER(
            "own-replicas-fewer",
            Risk.DATA_AT_STAKE,
            "A topic of Kafka's own is on fewer brokers once trivet operate replication has run, and is lost with them."),
    REPLICAS_FEWER(
            "replicas-fewer",
            Risk.DATA_AT_STAKE,
            "Records are on fewer brokers once trivet operate replication has run, and are lost with them."),
    PARTITIONS_MORE_KEYED(
            "partitions-more-keyed", Risk.DATA_AT_STAKE, "A key goes to another partition than its older records."),
    REGISTRY_REMOVED(
            "registry-removed",
            Risk.DATA_AT_STAKE,
            "No consumer reads records whose schemas are gone: they have no description any more."),
    BROKER_REMOVED(
            "broker-removed", Risk.DATA_AT_STAKE, "The replicas that it holds must be elsewhere before it goes."),

    CLUSTER_NAME_CHANGED("cluster-name-changed", Risk.REFUSED, "Names, paths and ids follow from it."),
    CLUSTER_ID_CHANGED("cluster-id-changed", Risk.REFUSED, "A broker refuses to start on data of another cluster."),
    REGION_CHANGED("region-changed", Risk.REFUSED, "Nothing of a cluster can move to another region."),
    ZONES_CHANGED("zones-changed", Risk.REFUSED, "A volume never leaves its zone."),
    NETWORK_CHANGED("network-changed", Risk.REFUSED, "Every address follows from it."),
    DNS_ZONE_CHANGED("dns-zone-changed", Risk.REFUSED, "Every name follows from it."),
    MSK_TYPE_CHANGED("msk-type-changed", Risk.REFUSED, "A cluster stays of the type as which it was made."),
    MSK_KEY_CHANGED("msk-key-changed", Risk.REFUSED, "The key of data at rest is chosen when a cluster is made."),
    MSK_BROKERS_FEWER("msk-brokers-fewer", Risk.REFUSED, "MSK takes away one broker of each zone at a time."),
    MSK_GROWTH_SMALL("msk-growth-small", Risk.REFUSED, "MSK grows volumes by 10 GiB at least."),
    KEY_CHANGED("key-changed", Risk.REFUSED, "A volume keeps the key with which it was made."),
    NODE_IDENTITY("node-identity", Risk.REFUSED, "Data belongs to the id, zone and address of its node."),
    VERSION_LOWER("version-lower", Risk.REFUSED, "Kafka cannot read metadata that a later version wrote."),
    FINALISED_LOWER("finalised-lower", Risk.REFUSED, "Servers have written by it what an earlier one cannot read."),
    SECURITY_CHANGED(
            "security-changed",
            Risk.REFUSED,
            "Servers in plain text and servers with TLS do not understand each other."),
    AUTHORITY_CHANGED("authority-changed", Risk.REFUSED, "Nodes of one authority let in no certificate of the other."),
    METADATA_MOVED("metadata-moved", Risk.REFUSED, "Metadata moves in steps, or the cluster starts empty."),
    ROLES_CHANGED(
            "roles-changed",
            Risk.REFUSED,
            "Kafka knows no way between brokers that vote and controllers of their own."),
    VOTERS_MANY("voters-many", Risk.REFUSED, "A majority of the new voters may not know what the old ones decided."),
    CHROOT_CHANGED("chroot-changed", Risk.REFUSED, "Brokers would start with an empty cluster."),
    CONNECT_ONCE(
            "connect-once",
            Risk.REFUSED,
            "Workers with and without transactions do not understand each other: a roll through preparing parts them."),
    SETTING_FIXED("setting-fixed", Risk.REFUSED, "Kafka reads it once, when it makes the topic of its own."),
    STORAGE_SHRINK("storage-shrink", Risk.REFUSED, "EBS volumes cannot shrink."),
    VOLUMES_FEWER(
            "volumes-fewer", Risk.REFUSED, "The replicas on a volume would be gone: Kafka does not move them off it."),
    PARTITIONS_FEWER("partitions-fewer", Risk.REFUSED, "Kafka cannot take partitions away."),
    REPLICAS_CHANGED(
            "replicas-changed", Risk.REFUSED, "On Amazon MSK replicas are moved by a reassignment, not by an edit."),
    TIERED_OFF("tiered-off", Risk.REFUSED, "Records in tiered storage would be deleted for good.");

    private final String id;
    private final Risk risk;
    private final String sentence;

    Reason(String id, Risk risk, String sentence) {
        this.id = id;
        this.risk = risk;
        this.sentence = sentence;
    }

    /** Stable, in kebab case. */
    public String id() {
        return id;
    }

    /** What it costs. */
    public Risk risk() {
        return risk;
    }

    /**
     * What it always does to processes: a restart, a replacement, or {@link Risk#NONE}. A setting that puts data at
     * stake may take a restart besides, which {@link Change#interruption} says.
     */
    public Risk interruption() {
        return risk == Risk.ROLLING_RESTART || risk == Risk.REPLACEMENT ? risk : Risk.NONE;
    }

    /** Why, for a reader. */
    public String sentence() {
        return sentence;
    }
}
