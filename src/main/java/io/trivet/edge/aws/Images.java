package io.trivet.edge.aws;

import com.pulumi.aws.Provider;
import com.pulumi.aws.ssm.Parameter;
import com.pulumi.aws.ssm.ParameterArgs;
import com.pulumi.aws.ssm.SsmFunctions;
import com.pulumi.aws.ssm.inputs.GetParameterArgs;
import com.pulumi.aws.ssm.outputs.GetParameterResult;
import com.pulumi.core.Output;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.trivet.layout.Machine;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedRole;
import io.trivet.platform.Ec2Platform;

/**
 * What the machines of a role boot from: one image for all of them, whenever each of them is made.
 *
 * <p>The newest image is another one every week or two. So the id that was found first stays in a parameter of the
 * cluster, which is never written again. Another day, or another processor, is a parameter of another name: it is made
 * with what is the newest then, and the one before goes when all machines have changed.
 */
final class Images {
    private Images() {}

    /** The id of the image, as part of no resource: machines are replaced one wave at a time. */
    static Output<String> of(
            PlannedRole role, Plan<Ec2Platform> plan, Provider provider, Answers answers, Resource parent) {
        Machine.Image image = role.machine().image();
        if (image.pinned()) {
            return Output.of(image.name());
        }
        String cluster = plan.layout().cluster();
        String processor = image.name().substring(image.name().lastIndexOf('-') + 1);
        String name = cluster + "-" + role.role().word() + "-image-" + processor + "-" + image.taken();
        Output<String> newest = SsmFunctions.getParameter(
                        GetParameterArgs.builder().name(image.name()).build(),
                        InvokeOptions.builder().provider(provider).build())
                .applyValue(GetParameterResult::value);
        Parameter taken = new Parameter(
                name,
                ParameterArgs.builder()
                        .type("String")
                        // No secret, so that a preview shows it.
                        .insecureValue(newest)
                        .description("Trivet, cluster " + cluster + ": image of every "
                                + role.role().word())
                        .tags(Tags.named(name))
                        .build(),
                CustomResourceOptions.builder()
                        .parent(parent)
                        .ignoreChanges("insecureValue")
                        .build());
        return answers.alone(taken.insecureValue());
    }
}
