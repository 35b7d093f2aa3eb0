package io.trivet.platform.msk.rule;

import io.trivet.problem.Rule;

/** Rules of clusters on Amazon MSK. */
public enum MskRule implements Rule {
    MSK_PART_MISSING("AWS refuses the cluster, or would choose for you."),
    MSK_PART_UNUSED("What a flavour of MSK does not have would be dropped in silence."),
    MSK_ZONES("MSK refuses a cluster in another number of zones."),
    MSK_ZONES_TWO("With a replica in each of two zones, one broker that is away leaves one copy."),
    MSK_BROKERS_UNEVEN("MSK has as many brokers in each zone, and refuses another number."),
    MSK_BROKERS_QUOTA("MSK refuses more brokers than the quota until AWS raises it."),
    MSK_ACCOUNT_QUOTA("The brokers of all clusters of an account and region share one quota."),
    MSK_NAME("MSK refuses a name that is longer, or of other characters."),
    MSK_VERSION("MSK creates clusters of few lines of Kafka versions."),
    MSK_VERSION_MODE("Each flavour has few versions, and the metadata mode is part of their names."),
    MSK_SUPPORT_ENDED("AWS upgrades a cluster whose version it no longer supports by itself."),
    MSK_INSTANCE("MSK refuses another type of broker."),
    MSK_INSTANCE_SMALL("MSK refuses these features on its smallest type of broker."),
    MSK_SETTING("MSK refuses a whole configuration for one setting that its flavour does not take."),
    MSK_TOPIC_REPLICAS("Where MSK decides, another number is changed to three in silence."),
    MSK_PARTITIONS_RECOMMENDED("Beyond what AWS recommends, rolls and fail-over take longer."),
    MSK_PARTITIONS_MAX("Beyond this, MSK refuses further partitions or any change of the cluster."),
    MSK_THROUGHPUT("MSK refuses the volume."),
    MSK_AUTOSCALING("Autoscaling refuses the bounds, or could never grow a volume."),
    MSK_TIERED("MSK refuses the topic, or never moves any of its segments."),
    MSK_AUTHENTICATION("MSK refuses a cluster that no client can come in to."),
    MSK_UNAUTHENTICATED("No ACL and no policy holds for clients that say no name."),
    MSK_SCRAM("MSK associates only secrets of its own prefix, for clusters that take SCRAM."),
    MSK_CERTIFICATES("Brokers trust certificates of clients by who signed them."),
    MSK_PLAINTEXT("Records cross the network in plain text, or MSK refuses the cluster."),
    MSK_EVERYONE("A cluster without ACLs, super users and IAM lets no client do anything, for ever."),
    MSK_POLICY("A policy of IAM cannot say it, or AWS refuses it in the middle of a deployment."),
    MSK_PUBLIC("MSK opens no port to the internet that asks for no name or speaks plain text."),
    MSK_ACCESS("MSK refuses the access, in the middle of a deployment."),
    MSK_NAMES("A client that asks for one name and is shown the certificate of another goes away."),
    MSK_ARN("AWS refuses a name of another form, service or region only when half of the resources are there."),
    MSK_LOGS("AWS refuses logs that go nowhere, and days that CloudWatch does not know."),
    MSK_LEVEL("At the finest level CloudWatch is paid for each partition."),
    MSK_SUBNET_SMALL("A replacement of a broker fails in a subnet without a free address."),
    MSK_TRAFFIC("MSK throttles clients beyond the rate of its brokers.");

    private final String reason;

    MskRule(String reason) {
        this.reason = reason;
    }

    @Override
    public String reason() {
        return reason;
    }
}
