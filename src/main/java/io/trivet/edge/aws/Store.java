package io.trivet.edge.aws;

import com.pulumi.asset.FileAsset;
import com.pulumi.aws.s3.BucketObjectv2;
import com.pulumi.aws.s3.BucketObjectv2Args;
import com.pulumi.aws.s3.BucketOwnershipControls;
import com.pulumi.aws.s3.BucketOwnershipControlsArgs;
import com.pulumi.aws.s3.BucketPolicy;
import com.pulumi.aws.s3.BucketPolicyArgs;
import com.pulumi.aws.s3.BucketPublicAccessBlock;
import com.pulumi.aws.s3.BucketPublicAccessBlockArgs;
import com.pulumi.aws.s3.BucketServerSideEncryptionConfigurationV2;
import com.pulumi.aws.s3.BucketServerSideEncryptionConfigurationV2Args;
import com.pulumi.aws.s3.BucketV2;
import com.pulumi.aws.s3.BucketV2Args;
import com.pulumi.aws.s3.BucketVersioningV2;
import com.pulumi.aws.s3.BucketVersioningV2Args;
import com.pulumi.aws.s3.inputs.BucketOwnershipControlsRuleArgs;
import com.pulumi.aws.s3.inputs.BucketServerSideEncryptionConfigurationV2RuleApplyServerSideEncryptionByDefaultArgs;
import com.pulumi.aws.s3.inputs.BucketServerSideEncryptionConfigurationV2RuleArgs;
import com.pulumi.aws.s3.inputs.BucketVersioningV2VersioningConfigurationArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.trivet.layout.Role;
import io.trivet.plan.Bundle;
import io.trivet.plan.Bundles;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import io.trivet.plan.PlannedRole;
import io.trivet.platform.Ec2Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The bucket from which nodes fetch what they are.
 *
 * <p>{@code boot/} holds what every node runs: {@code boot.sh}, {@code trivet.jar} with the agent, the released
 * exporter, and {@code exporter.jar}, which is the exporter where there is TLS. {@code <role>/<digest>.txt} holds what
 * the nodes of a role share, as a {@link io.trivet.plan.Bundle}. {@code desired/<node>} says what a node must be: the
 * digest of all of it, the key of what its role shares, and what is its own. The agents write beside it, under
 * {@code reports/} and {@code health/}.
 *
 * @param bundles what nodes are
 * @param boot the objects that a node needs to start, whichever it is
 */
record Store(BucketV2 bucket, Bundles bundles, List<Resource> boot) {
    /** What stands before the name of a node in the key of what it must be. */
    static final String DESIRED = "desired/";

    static Store of(Plan<Ec2Platform> plan, Resource parent) {
        String name = plan.layout().cluster() + "-nodes";
        // What it holds is computed anew by each update, so it may go with the cluster.
        BucketV2 bucket = new BucketV2(
                name,
                BucketV2Args.builder().forceDestroy(true).tags(Tags.named(name)).build(),
                CustomResourceOptions.builder().parent(parent).build());
        List<Resource> boot = new ArrayList<>();
        boot.add(locked(bucket, name, plan.platform().upkeep().key(), parent));
        boot.add(text("boot/boot.sh", "boot/boot.sh", Output.of(Scripts.BOOT), List.of(), bucket, parent));
        boot.add(file("boot/trivet.jar", "target/trivet.jar", bucket, parent));
        boot.add(
                file("boot/jmx_prometheus_javaagent.jar", "target/agent/jmx_prometheus_javaagent.jar", bucket, parent));
        boot.add(file("boot/exporter.jar", "target/agent/trivet-exporter.jar", bucket, parent));
        return new Store(bucket, Bundles.of(plan, Scripts.USER_DATA), List.copyOf(boot));
    }

    /**
     * Closes the bucket to the public and to plain text, encrypts it and keeps its versions; the policy is what holds
     * last.
     */
    private static Resource locked(BucketV2 bucket, String name, Optional<String> key, Resource parent) {
        CustomResourceOptions child =
                CustomResourceOptions.builder().parent(parent).build();
        BucketPublicAccessBlock closed = new BucketPublicAccessBlock(
                name,
                BucketPublicAccessBlockArgs.builder()
                        .bucket(bucket.id())
                        .blockPublicAcls(true)
                        .blockPublicPolicy(true)
                        .ignorePublicAcls(true)
                        .restrictPublicBuckets(true)
                        .build(),
                child);
        new BucketOwnershipControls(
                name,
                BucketOwnershipControlsArgs.builder()
                        .bucket(bucket.id())
                        .rule(BucketOwnershipControlsRuleArgs.builder()
                                .objectOwnership("BucketOwnerEnforced")
                                .build())
                        .build(),
                child);
        new BucketVersioningV2(
                name,
                BucketVersioningV2Args.builder()
                        .bucket(bucket.id())
                        .versioningConfiguration(BucketVersioningV2VersioningConfigurationArgs.builder()
                                .status("Enabled")
                                .build())
                        .build(),
                child);
        new BucketServerSideEncryptionConfigurationV2(
                name,
                BucketServerSideEncryptionConfigurationV2Args.builder()
                        .bucket(bucket.id())
                        .rules(encryption(key))
                        .build(),
                child);
        return new BucketPolicy(
                name,
                BucketPolicyArgs.builder()
                        .bucket(bucket.id())
                        .policy(bucket.arn().applyValue(Policies::onlyEncryptedTransport))
                        .build(),
                CustomResourceOptions.builder().parent(parent).dependsOn(closed).build());
    }

    /** By a key of one's own, which S3 asks once for many objects, or by that of S3. */
    private static BucketServerSideEncryptionConfigurationV2RuleArgs encryption(Optional<String> key) {
        BucketServerSideEncryptionConfigurationV2RuleApplyServerSideEncryptionByDefaultArgs.Builder standard =
                BucketServerSideEncryptionConfigurationV2RuleApplyServerSideEncryptionByDefaultArgs.builder()
                        .sseAlgorithm(key.isPresent() ? "aws:kms" : "AES256");
        key.ifPresent(standard::kmsMasterKeyId);
        BucketServerSideEncryptionConfigurationV2RuleArgs.Builder rule =
                BucketServerSideEncryptionConfigurationV2RuleArgs.builder()
                        .applyServerSideEncryptionByDefault(standard.build());
        key.ifPresent(own -> rule.bucketKeyEnabled(true));
        return rule.build();
    }

    /**
     * The object with what the nodes of a role share. Its key is that of its text, and the engine deletes the one
     * before at the end of an update that succeeded: a roll that was cut off still finds both.
     *
     * @param ground what must be there before a node of the role is, as it is with this object
     */
    Resource shared(PlannedRole role, List<Resource> ground, Resource parent) {
        return text(
                role.role().word() + "/shared",
                key(role.role()),
                Output.of(bundles.shared(role.role()).text()),
                ground,
                bucket,
                parent);
    }

    private String key(Role role) {
        return role.word() + "/" + bundles.shared(role).digest() + ".txt";
    }

    /**
     * The object that says what a node must be, once that step is open, and what it names is there: what its role
     * shares, and with it an agent of this Trivet.
     */
    BucketObjectv2 desired(PlannedNode node, Resource shared, Answers answers, Output<?> open, Resource parent) {
        String key = DESIRED + node.node().name();
        String text = bundles.digest(node.node()) + "\n" + key(node.node().role()) + "\n"
                + bundles.own(node.node()).text();
        return text(key, key, answers.once(open, Output.of(text)), List.of(shared), bucket, parent);
    }

    /**
     * What a node must be that is to be nothing, so that it can go: no role has a part in it, and what is its own says
     * who takes over.
     *
     * @param stay ids of the nodes of its role that do not go
     */
    static Bundle nothing(List<Integer> stay) {
        return new Bundle("==> /etc/trivet/node <==\nSTAY="
                + stay.stream().map(String::valueOf).collect(Collectors.joining(",")) + "\n");
    }

    /** The object that says that a node must be nothing, once that step is open. */
    BucketObjectv2 desired(String node, Bundle nothing, Answers answers, Output<?> open, Resource parent) {
        String key = DESIRED + node;
        String text = nothing.digest() + "\n\n" + nothing.text();
        return text(key, key, answers.once(open, Output.of(text)), boot, bucket, parent);
    }

    private static BucketObjectv2 text(
            String title, String key, Output<String> text, List<Resource> after, BucketV2 bucket, Resource parent) {
        return new BucketObjectv2(
                title,
                BucketObjectv2Args.builder()
                        .bucket(bucket.id())
                        .key(key)
                        .content(text)
                        .contentType("text/plain; charset=utf-8")
                        .build(),
                CustomResourceOptions.builder().parent(parent).dependsOn(after).build());
    }

    private static Resource file(String key, String path, BucketV2 bucket, Resource parent) {
        return new BucketObjectv2(
                key,
                BucketObjectv2Args.builder()
                        .bucket(bucket.id())
                        .key(key)
                        .source(new FileAsset(path))
                        .contentType("application/java-archive")
                        .build(),
                CustomResourceOptions.builder().parent(parent).build());
    }
}
