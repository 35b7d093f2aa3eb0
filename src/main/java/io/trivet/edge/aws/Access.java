package io.trivet.edge.aws;

import com.pulumi.aws.iam.InstanceProfile;
import com.pulumi.aws.iam.InstanceProfileArgs;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicy;
import com.pulumi.aws.iam.RolePolicyArgs;
import com.pulumi.aws.iam.RolePolicyAttachment;
import com.pulumi.aws.iam.RolePolicyAttachmentArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedRole;
import io.trivet.platform.Ec2Platform;
import java.util.List;

/**
 * What the nodes of a role may do on AWS: read and write their part of the bucket, and open a shell with Systems
 * Manager.
 *
 * @param profile name of the instance profile
 * @param ready the policies without which a node gets nothing
 */
record Access(Output<String> profile, List<Resource> ready) {
    static Access of(PlannedRole described, Plan<Ec2Platform> plan, Store store, Resource parent) {
        CustomResourceOptions child =
                CustomResourceOptions.builder().parent(parent).build();
        String name = plan.layout().cluster() + "-" + described.role().word();
        Output<String> bucket = store.bucket().arn();
        com.pulumi.aws.iam.Role role = new com.pulumi.aws.iam.Role(
                name,
                RoleArgs.builder()
                        .description("Trivet, cluster " + plan.layout().cluster() + ": "
                                + described.role().word())
                        .assumeRolePolicy(Policies.ASSUMED_BY_EC2)
                        .tags(Tags.named(name))
                        .build(),
                child);
        RolePolicy bucketPolicy = new RolePolicy(
                name,
                RolePolicyArgs.builder()
                        .role(role.name())
                        .policy(bucket.applyValue(arn -> NodePolicy.of(arn, described, plan)))
                        .build(),
                child);
        RolePolicyAttachment systemsManager = new RolePolicyAttachment(
                name,
                RolePolicyAttachmentArgs.builder()
                        .role(role.name())
                        .policyArn(bucket.applyValue(Policies::systemsManagerCore))
                        .build(),
                child);
        InstanceProfile profile = new InstanceProfile(
                name,
                InstanceProfileArgs.builder()
                        .role(role.name())
                        .tags(Tags.named(name))
                        .build(),
                child);
        return new Access(profile.name(), List.of(bucketPolicy, systemsManager));
    }
}
