package io.trivet.edge.aws;

import io.trivet.layout.Role;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedRole;
import io.trivet.plan.Release;
import io.trivet.platform.Ec2Platform;
import io.trivet.platform.ec2.NodeAlarm;
import io.trivet.platform.ec2.Upkeep;
import io.trivet.process.Mirrored;
import io.trivet.process.Plugin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the nodes of a role may do. A node reads what every node boots from, and what its role is and must be; and its
 * software where that lies in a bucket of others, else the first node that needs it writes it. It writes what it says
 * of itself, there and to CloudWatch.
 */
final class NodePolicy {
    private static final List<String> EVERYTHING = List.of(Statement.EVERYTHING);

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
        List<Statement> statements = new ArrayList<>();
        List<String> software = new ArrayList<>(release.object().stream().toList());
        for (Plugin plugin : role.launch().plugins().values()) {
            new Release(plugin.url(), Optional.of(plugin.sha512()))
                    .object()
                    .ifPresentOrElse(software::add, () -> written.add(bucketArn + "/release/" + plugin.copy()));
        }
        software.forEach(object -> read.add(partition + ":s3:::" + object));
        if (release.object().isEmpty()) {
            written.add(bucketArn + "/release/" + release.file());
        }
        statements.add(Statement.allow("s3:GetObject").with(read));
        statements.add(Statement.allow("s3:GetObject", "s3:PutObject", "s3:DeleteObject")
                .with(written));
        software.forEach(object -> statements.add(decrypted(partition + ":s3:::" + object)));
        upkeep.key()
                .ifPresent(key -> statements.add(
                        Statement.allow("kms:Decrypt", "kms:GenerateDataKey").with(List.of(key))));
        if (upkeep.metrics()) {
            statements.add(Statement.allow("cloudwatch:PutMetricData")
                    .with(EVERYTHING)
                    .when("StringEquals", "cloudwatch:namespace", List.of(NodeAlarm.OURS)));
        }
        if (upkeep.logDays().isPresent()) {
            String group = Upkeep.logGroup(plan.id(), role.role().word());
            statements.add(Statement.allow("logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents")
                    .with(List.of(partition + ":logs:" + plan.region() + ":*:log-group:" + group + ":*")));
        }
        plan.platform()
                .security()
                .ifPresent(security -> statements.addAll(
                        certified(partition, "EndEntityCertificate", List.of(security.authorities()))));
        if (role.role().equals(Role.MIRROR)) {
            List<List<String>> others = plan.platform().mirrored().stream()
                    .flatMap(source -> source.login().stream().map(Mirrored.Login::authorities))
                    .distinct()
                    .toList();
            if (!others.isEmpty()) {
                statements.addAll(certified(partition, "EndEntityClientAuthCertificate", others));
            }
        }
        return Statement.policy(statements);
    }

    /**
     * What the certificates of a node take. It can be issued those that sign no other, and of the authorities of
     * clusters that it copies from those with which no server begins. Of those that are trusted besides it asks who
     * they are.
     *
     * @param trusted authorities of each cluster, of which the first signs
     *     <p>Source: https://docs.aws.amazon.com/privateca/latest/userguide/UsingTemplates.html.
     */
    private static List<Statement> certified(String partition, String template, List<List<String>> trusted) {
        List<String> authorities =
                trusted.stream().map(each -> each.get(0)).distinct().toList();
        List<String> others = trusted.stream()
                .flatMap(List::stream)
                .distinct()
                .filter(arn -> !authorities.contains(arn))
                .toList();
        List<Statement> statements = new ArrayList<>(List.of(
                Statement.allow("acm-pca:IssueCertificate")
                        .with(authorities)
                        .when(
                                "StringEquals",
                                "acm-pca:TemplateArn",
                                List.of(partition + ":acm-pca:::template/" + template + "/V1")),
                Statement.allow("acm-pca:GetCertificate", "acm-pca:GetCertificateAuthorityCertificate")
                        .with(authorities)));
        if (!others.isEmpty()) {
            statements.add(Statement.allow("acm-pca:GetCertificateAuthorityCertificate")
                    .with(others));
        }
        return statements;
    }

    /**
     * What an object takes whose bucket encrypts with a key of its own, whichever: S3 names the object, or with a
     * bucket key its bucket, to the key. Source:
     * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html, encryption context.
     */
    private static Statement decrypted(String objectArn) {
        return Statement.allow("kms:Decrypt")
                .with(EVERYTHING)
                .when("StringLike", "kms:ViaService", List.of("s3.*.amazonaws.com*"))
                .when(
                        "StringEquals",
                        "kms:EncryptionContext:aws:s3:arn",
                        List.of(objectArn, objectArn.substring(0, objectArn.indexOf('/'))));
    }
}
