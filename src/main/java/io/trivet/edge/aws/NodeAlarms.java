package io.trivet.edge.aws;

import com.pulumi.aws.cloudwatch.MetricAlarm;
import com.pulumi.aws.cloudwatch.MetricAlarmArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import io.trivet.platform.Ec2Platform;
import io.trivet.platform.ec2.NodeAlarm;
import io.trivet.platform.ec2.Upkeep;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The alarms on a machine, where CloudWatch measures it. */
final class NodeAlarms {
    private static final int MINUTE = 60;

    private NodeAlarms() {}

    static void of(PlannedNode node, Output<String> instance, Plan<Ec2Platform> plan, Resource parent) {
        Upkeep upkeep = plan.platform().upkeep();
        if (!upkeep.metrics()) {
            return;
        }
        List<String> data = node.processes().get(0).launch().dataFolders();
        for (NodeAlarm alarm : NodeAlarm.of(plan.id(), node.node().name(), data)) {
            MetricAlarmArgs.Builder args = MetricAlarmArgs.builder()
                    .name(alarm.name())
                    .alarmDescription(alarm.tells())
                    .namespace(alarm.namespace())
                    .metricName(alarm.metric())
                    .dimensions(dimensions(alarm, instance))
                    .statistic(alarm.statistic())
                    .comparisonOperator("GreaterThanThreshold")
                    .threshold(alarm.threshold())
                    .period(MINUTE)
                    .evaluationPeriods(alarm.minutes())
                    .treatMissingData(alarm.silence())
                    .tags(Tags.named(alarm.name()));
            upkeep.told().ifPresent(topic -> args.alarmActions(topic).okActions(topic));
            new MetricAlarm(
                    alarm.name(),
                    args.build(),
                    CustomResourceOptions.builder().parent(parent).build());
        }
    }

    private static Output<Map<String, String>> dimensions(NodeAlarm alarm, Output<String> instance) {
        return alarm.namespace().equals(NodeAlarm.EC2)
                ? instance.applyValue(id -> {
                    Map<String, String> dimensions = new TreeMap<>(alarm.dimensions());
                    dimensions.put("InstanceId", id);
                    return dimensions;
                })
                : Output.of(alarm.dimensions());
    }
}
