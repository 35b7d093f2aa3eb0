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
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.trivet.plan.Bundles;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import io.trivet.plan.PlannedRole;
import io.trivet.platform.Ec2Platform;
import java.util.ArrayList;
import java.util.List;

/**
 * The bucket from which nodes fetch what they are.
 *
 * <p>{@code boot/} holds what every node runs: {@code boot.sh}, {@code gate.sh}, {@code trivet.jar} with the agent, and
 * the exporter. {@code <role>/shared.txt} holds the files that the nodes of a role share, {@code <role>/<node>.txt}
 * those that are a node's own, each as a {@link io.trivet.plan.Bundle}.
 *
 * @param bundles what nodes are
 * @param boot the objects that a node needs to start, whichever it is
 */
record Store(BucketV2 bucket, Bundles bundles, List<Resource> boot) {
    static Store of(Plan<Ec2Platform> plan, Resource parent) {
        String name = plan.layout().cluster() + "-nodes";
        // What it holds is computed anew by each update, so it may go with the cluster.
        BucketV2 bucket = new BucketV2(
                name,
                BucketV2Args.builder().forceDestroy(true).tags(Tags.named(name)).build(),
                CustomResourceOptions.builder().parent(parent).build());
        List<Resource> boot = new ArrayList<>();
        boot.add(locked(bucket, name, parent));
        boot.add(text("boot/boot.sh", Scripts.BOOT, bucket, parent));
        boot.add(text("boot/gate.sh", Scripts.GATE, bucket, parent));
        boot.add(file("boot/trivet.jar", "target/trivet.jar", bucket, parent));
        boot.add(
                file("boot/jmx_prometheus_javaagent.jar", "target/agent/jmx_prometheus_javaagent.jar", bucket, parent));
        return new Store(bucket, Bundles.of(plan), List.copyOf(boot));
    }

    /**
     * Closes the bucket to the public and to plain text, encrypts it and keeps its versions; the policy is what holds
     * last.
     */
    private static Resource locked(BucketV2 bucket, String name, Resource parent) {
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
                        .rules(BucketServerSideEncryptionConfigurationV2RuleArgs.builder()
                                .applyServerSideEncryptionByDefault(
                                        BucketServerSideEncryptionConfigurationV2RuleApplyServerSideEncryptionByDefaultArgs
                                                .builder()
                                                .sseAlgorithm("AES256")
                                                .build())
                                .build())
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

    /** The object with what the nodes of a role share. */
    Resource shared(PlannedRole role, Resource parent) {
        return text(
                role.role().word() + "/shared.txt", bundles.shared(role.role()).text(), bucket, parent);
    }

    /** The object with what is a node's own. */
    Resource own(PlannedNode node, Resource parent) {
        String key = node.node().role().word() + "/" + node.node().name() + ".txt";
        return text(key, bundles.own(node.node()).text(), bucket, parent);
    }

    private static Resource text(String key, String text, BucketV2 bucket, Resource parent) {
        return new BucketObjectv2(
                key,
                BucketObjectv2Args.builder()
                        .bucket(bucket.id())
                        .key(key)
                        .content(text)
                        .contentType("text/plain; charset=utf-8")
                        .build(),
                CustomResourceOptions.builder().parent(parent).build());
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
