package io.trivet.edge.aws;

import java.util.List;

/** What IAM is told, as JSON. */
final class Policies {
    /** Only EC2 may act as a node. */
    static final String ASSUMED_BY_EC2 = assumedBy("ec2.amazonaws.com");

    /** Only AWS Backup may make snapshots. */
    static final String ASSUMED_BY_BACKUP = assumedBy("backup.amazonaws.com");

    private Policies() {}

    private static String assumedBy(String service) {
        return Statement.policy(List.of(Statement.allow("sts:AssumeRole").by("Service", List.of(service))));
    }

    /** The bucket is read and written over TLS alone. */
    static String onlyEncryptedTransport(String bucketArn) {
        return Statement.policy(List.of(Statement.deny("s3:*")
                .byAll()
                .with(List.of(bucketArn, bucketArn + "/*"))
                .when("Bool", "aws:SecureTransport", List.of("false"))));
    }

    /** These accounts may make connections to a cluster from their own networks. */
    static String connections(String clusterArn, List<String> accounts) {
        List<String> principals = accounts.stream()
                .map(account -> partition(clusterArn) + ":iam::" + account + ":root")
                .toList();
        return Statement.policy(List.of(Statement.allow(
                        "kafka:CreateVpcConnection",
                        "kafka:DescribeCluster",
                        "kafka:DescribeClusterV2",
                        "kafka:GetBootstrapBrokers")
                .by("AWS", principals)
                .with(List.of(clusterArn))));
    }

    /** What Systems Manager needs to reach a node, in the partition of that bucket. */
    static String systemsManagerCore(String bucketArn) {
        return partition(bucketArn) + ":iam::aws:policy/AmazonSSMManagedInstanceCore";
    }

    /** What AWS Backup needs to make snapshots, in the partition of that bucket. */
    static String backup(String bucketArn) {
        return partition(bucketArn) + ":iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup";
    }

    /** {@code arn:aws}, or {@code arn:aws-cn} in China. */
    static String partition(String arn) {
        return arn.substring(0, arn.indexOf(':', "arn:".length()));
    }
}
