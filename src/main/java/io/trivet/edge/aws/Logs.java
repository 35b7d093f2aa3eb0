package io.trivet.edge.aws;

import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedRole;
import io.trivet.platform.Ec2Platform;
import io.trivet.platform.ec2.Upkeep;
import java.util.List;
import java.util.Optional;

/** The log group of each role, in which a node has a stream of its name. */
final class Logs {
    private Logs() {}

    /** What must be there before a node writes. */
    static List<Resource> of(PlannedRole role, Plan<Ec2Platform> plan, Resource parent) {
        Optional<Integer> days = plan.platform().upkeep().logDays();
        if (days.isEmpty()) {
            return List.of();
        }
        String word = role.role().word();
        String name = Upkeep.logGroup(plan.id(), word);
        return List.of(new LogGroup(
                plan.layout().cluster() + "-" + word,
                LogGroupArgs.builder()
                        .name(name)
                        .retentionInDays(days.get())
                        .tags(Tags.named(name))
                        .build(),
                CustomResourceOptions.builder().parent(parent).build()));
    }
}
