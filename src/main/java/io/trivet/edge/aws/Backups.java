package io.trivet.edge.aws;

import com.pulumi.aws.backup.PlanArgs;
import com.pulumi.aws.backup.Selection;
import com.pulumi.aws.backup.SelectionArgs;
import com.pulumi.aws.backup.Vault;
import com.pulumi.aws.backup.VaultArgs;
import com.pulumi.aws.backup.inputs.PlanRuleArgs;
import com.pulumi.aws.backup.inputs.PlanRuleLifecycleArgs;
import com.pulumi.aws.backup.inputs.SelectionSelectionTagArgs;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicyAttachment;
import com.pulumi.aws.iam.RolePolicyAttachmentArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.trivet.plan.Plan;
import io.trivet.platform.Ec2Platform;
import java.util.Map;
import java.util.Optional;

/**
 * Snapshots of the data volumes, one a day, by AWS Backup. Each is what a power cut would have left of one volume, and
 * no two are of the same moment. The vault outlives the cluster, with what is in it.
 */
final class Backups {
    /** The tag of what is backed up; its value is the name of the stack. */
    private static final String TAG = "trivet:backup";

    /** Three at night in the time of Greenwich. */
    private static final String NIGHTLY = "cron(0 3 * * ? *)";

    private Backups() {}

    /** Puts the tag on a volume that is backed up. */
    static void tag(Map<String, String> tags, Plan<Ec2Platform> plan) {
        if (plan.platform().upkeep().backupDays().isPresent()) {
            tags.put(TAG, plan.id());
        }
    }

    /**
     * The plan and all that it needs.
     *
     * @param bucketArn of which the partition of AWS is taken
     */
    static void of(Plan<Ec2Platform> plan, Output<String> bucketArn, Resource parent) {
        Optional<Integer> days = plan.platform().upkeep().backupDays();
        if (days.isEmpty()) {
            return;
        }
        CustomResourceOptions child =
                CustomResourceOptions.builder().parent(parent).build();
        String name = plan.layout().cluster() + "-backup";
        VaultArgs.Builder kept = VaultArgs.builder().tags(Tags.named(name));
        plan.platform().upkeep().key().ifPresent(kept::kmsKeyArn);
        Vault vault = new Vault(
                name,
                kept.build(),
                CustomResourceOptions.builder()
                        .parent(parent)
                        .retainOnDelete(true)
                        .build());
        com.pulumi.aws.iam.Role role = new com.pulumi.aws.iam.Role(
                name,
                RoleArgs.builder()
                        .description("Trivet, cluster " + plan.layout().cluster() + ": snapshots")
                        .assumeRolePolicy(Policies.ASSUMED_BY_BACKUP)
                        .tags(Tags.named(name))
                        .build(),
                child);
        RolePolicyAttachment allowed = new RolePolicyAttachment(
                name,
                RolePolicyAttachmentArgs.builder()
                        .role(role.name())
                        .policyArn(bucketArn.applyValue(Policies::backup))
                        .build(),
                child);
        com.pulumi.aws.backup.Plan nightly = new com.pulumi.aws.backup.Plan(
                name,
                PlanArgs.builder()
                        .rules(PlanRuleArgs.builder()
                                .ruleName("nightly")
                                .targetVaultName(vault.name())
                                .schedule(NIGHTLY)
                                .lifecycle(PlanRuleLifecycleArgs.builder()
                                        .deleteAfter(days.get())
                                        .build())
                                .build())
                        .tags(Tags.named(name))
                        .build(),
                child);
        new Selection(
                name,
                SelectionArgs.builder()
                        .planId(nightly.id())
                        .iamRoleArn(role.arn())
                        .selectionTags(SelectionSelectionTagArgs.builder()
                                .type("STRINGEQUALS")
                                .key(TAG)
                                .value(plan.id())
                                .build())
                        .build(),
                CustomResourceOptions.builder()
                        .parent(parent)
                        .dependsOn(allowed)
                        .build());
    }
}
