package io.trivet.edge.aws;

import io.trivet.plan.PlannedRole;
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

    private static final String S3 = "s3://";

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

    /**
     * A node reads what every node boots from, and what its role is and must be; and its software where that lies in a
     * bucket. It writes what it says of itself.
     */
    static String ofNode(String bucketArn, PlannedRole role) {
        String software = role.release().url().startsWith(S3)
                ? ",\n        \"" + partition(bucketArn) + ":s3:::"
                        + role.release().url().substring(S3.length()) + "\""
                : "";
        String nodes = role.role().prefix() + "*";
        return """
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {
                      "Effect": "Allow",
                      "Action": "s3:GetObject",
                      "Resource": [
                        "%1$s/boot/*",
                        "%1$s/%2$s/*",
                        "%1$s/desired/%3$s"%4$s
                      ]
                    },
                    {
                      "Effect": "Allow",
                      "Action": ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
                      "Resource": [
                        "%1$s/reports/%3$s",
                        "%1$s/health/%3$s"
                      ]
                    }
                  ]
                }
                """.formatted(bucketArn, role.role().word(), nodes, software);
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

    /** {@code arn:aws}, or {@code arn:aws-cn} in China. */
    private static String partition(String arn) {
        return arn.substring(0, arn.indexOf(':', "arn:".length()));
    }
}
