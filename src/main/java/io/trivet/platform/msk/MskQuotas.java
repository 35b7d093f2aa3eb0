package io.trivet.platform.msk;

/**
 * Limits of Amazon MSK, as they are before AWS raises one for an account.
 *
 * <p>Source: https://docs.aws.amazon.com/msk/latest/developerguide/limits.html, read 2026-11; names and counts of zones
 * from badmintoncryer/cdk-preflight (rules/msk), tried on AWS 2026-09.
 */
public final class MskQuotas {
    /** Brokers of all clusters of an account in a region. */
    public static final int BROKERS_PER_ACCOUNT = 90;

    public static final int BROKERS_ZOOKEEPER = 30;
    public static final int BROKERS_KRAFT = 60;
    public static final int VOLUME_LEAST_GIB = 1;
    public static final int VOLUME_MOST_GIB = 16_384;
    /** The smallest step by which a volume grows, in GiB. */
    public static final int VOLUME_GROWTH_GIB = 10;
    /** The smallest volume, in GiB, whose throughput can be provisioned. */
    public static final int VOLUME_PROVISIONED_GIB = 10;
    /** The least throughput that can be provisioned, in MiB/s; the most depends on the instance. */
    public static final int THROUGHPUT_LEAST_MIB = 250;
    /** How full a volume may be, in percent, before autoscaling grows it: from here … */
    public static final int AUTOSCALING_LEAST_PERCENT = 10;
    /** … to here. */
    public static final int AUTOSCALING_MOST_PERCENT = 80;

    public static final int SCRAM_USERS = 1000;
    /** What the name of a secret with a user and password for SCRAM begins with. */
    public static final String SCRAM_SECRET_PREFIX = "AmazonMSK_";

    public static final int NAME_LENGTH = 64;

    /**
     * Characters in the name of a policy of IAM.
     *
     * <p>Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html, read 2026-11.
     */
    public static final int POLICY_NAME = 128;

    /** Characters of such a policy, blanks not counted; source as before. */
    public static final int POLICY_SIZE = 6144;

    /** Topic settings that tiered storage demands: the least {@code retention.ms}, three days. */
    public static final long TIERED_RETENTION_MS = 259_200_000;
    /** … and the least {@code segment.bytes}, 48 MiB. */
    public static final long TIERED_SEGMENT_BYTES = 50_331_648;
    /** … and the least {@code segment.ms}, ten minutes. */
    public static final long TIERED_SEGMENT_MS = 600_000;

    /** What producers of a Serverless cluster may send together, in MB/s. */
    public static final int SERVERLESS_IN = 200;
    /** What consumers of a Serverless cluster may read together, in MB/s. */
    public static final int SERVERLESS_OUT = 400;
    /** Partitions of a Serverless cluster, without replicas. */
    public static final int SERVERLESS_PARTITIONS = 2400;
    /** Of these, partitions that are compacted. */
    public static final int SERVERLESS_COMPACTED = 120;

    private MskQuotas() {}
}
