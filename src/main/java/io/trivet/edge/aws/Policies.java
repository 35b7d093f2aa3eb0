package io.trivet.edge.aws;

import java.util.List;
import java.util.stream.Collectors;

/** What IAM is told, as JSON with one statement a block. */
final class Policies {
    /** Only EC2 may act as a node. */
    static final String ASSUMED_BY_EC2 = """
            {
              "Version": "2012-10-17",
              "Statement": [
                {
                  "Effect": "Allow",
                  "Principal": {"Service": "ec2.amazonaws.com"},
                  "Action": "sts:AssumeRole"
                }
              ]
            }
            """;

    /** Only AWS Backup may make snapshots. */
    static final String ASSUMED_BY_BACKUP = ASSUMED_BY_EC2.replace("ec2.amazonaws.com", "backup.amazonaws.com");

    private Policies() {}

    /** The bucket is read and written over TLS alone. */
    static String onlyEncryptedTransport(String bucketArn) {
        return """
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {
                      "Effect": "Deny",
                      "Principal": "*",
                      "Action": "s3:*",
                      "Resource": ["%s", "%s/*"],
                      "Condition": {"Bool": {"aws:SecureTransport": "false"}}
                    }
                  ]
                }
                """.formatted(bucketArn, bucketArn);
    }

    /** These accounts may make connections to a cluster from their own networks. */
    static String connections(String clusterArn, List<String> accounts) {
        String principals = accounts.stream()
                .map(account -> "\"" + partition(clusterArn) + ":iam::" + account + ":root\"")
                .collect(Collectors.joining(", "));
        return """
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {
                      "Effect": "Allow",
                      "Principal": {"AWS": [%s]},
                      "Action": [
                        "kafka:CreateVpcConnection",
                        "kafka:DescribeCluster",
                        "kafka:DescribeClusterV2",
                        "kafka:GetBootstrapBrokers"
                      ],
                      "Resource": "%s"
                    }
                  ]
                }
                """.formatted(principals, clusterArn);
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
