package io.trivet.edge.aws;

import io.trivet.plan.Plan;
import io.trivet.plan.PlannedRole;
import io.trivet.plan.Release;
import io.trivet.platform.Ec2Platform;
import io.trivet.platform.ec2.NodeAlarm;
import io.trivet.platform.ec2.Upkeep;
import java.util.ArrayList;
import java.util.List;

/**
 * What the nodes of a role may do, as JSON with one statement a block. A node reads what every node boots from, and
 * what its role is and must be; and its software where that lies in a bucket of others, else the first node that needs
 * it writes it. It writes what it says of itself, there and to CloudWatch.
 */
final class NodePolicy {
    private NodePolicy() {}

    static String of(String bucketArn, PlannedRole role, Plan<Ec2Platform> plan) {
        String partition = Policies.partition(bucketArn);
        String nodes = role.role().prefix() + "*";
        Release release = role.release();
        Upkeep upkeep = plan.platform().upkeep();
        List<String> read = new ArrayList<>(List.of(
                bucketArn + "/boot/*", bucketArn + "/" + role.role().word() + "/*", bucketArn + "/desired/" + nodes));
        List<String> written =
                new ArrayList<>(List.of(bucketArn + "/reports/" + nodes, bucketArn + "/health/" + nodes));
        List<String> statements = new ArrayList<>();
        release.object()
                .ifPresentOrElse(
                        object -> read.add(partition + ":s3:::" + object),
                        () -> written.add(bucketArn + "/release/" + release.file()));
        statements.add(statement("\"s3:GetObject\"", lines(read), ""));
        statements.add(statement("[\"s3:GetObject\", \"s3:PutObject\", \"s3:DeleteObject\"]", lines(written), ""));
        release.object().ifPresent(object -> statements.add(decrypted(partition + ":s3:::" + object)));
        upkeep.key()
                .ifPresent(key ->
                        statements.add(statement("[\"kms:Decrypt\", \"kms:GenerateDataKey\"]", "\"" + key + "\"", "")));
        if (upkeep.metrics()) {
            statements.add(statement("\"cloudwatch:PutMetricData\"", "\"*\"", """
                    ,
                      "Condition": {"StringEquals": {"cloudwatch:namespace": "%s"}}""".formatted(NodeAlarm.OURS)));
        }
        if (upkeep.logDays().isPresent()) {
            String group = partition + ":logs:" + plan.region() + ":*:log-group:"
                    + Upkeep.logGroup(plan.id(), role.role().word()) + ":*";
            statements.add(statement(
                    "[\"logs:CreateLogStream\", \"logs:DescribeLogStreams\", \"logs:PutLogEvents\"]",
                    "\"" + group + "\"",
                    ""));
        }
        return "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n"
                + String.join(",\n", statements).indent(4).stripTrailing() + "\n  ]\n}\n";
    }

    private static String lines(List<String> resources) {
        return "[\n    \"" + String.join("\",\n    \"", resources) + "\"\n  ]";
    }

    private static String statement(String action, String resource, String condition) {
        return """
                {
                  "Effect": "Allow",
                  "Action": %s,
                  "Resource": %s%s
                }""".formatted(action, resource, condition);
    }

    /**
     * What an object takes whose bucket encrypts with a key of its own, whichever: S3 names the object, or with a
     * bucket key its bucket, to the key. Source:
     * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html, encryption context.
     */
    private static String decrypted(String objectArn) {
        return statement(
                "\"kms:Decrypt\"", "\"*\"", """
                ,
                  "Condition": {
                    "StringLike": {"kms:ViaService": "s3.*.amazonaws.com*"},
                    "StringEquals": {"kms:EncryptionContext:aws:s3:arn": ["%s", "%s"]}
                  }""".formatted(objectArn, objectArn.substring(0, objectArn.indexOf('/'))));
    }
}
