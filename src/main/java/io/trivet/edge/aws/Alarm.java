package io.trivet.edge.aws;

import com.pulumi.aws.cloudwatch.MetricAlarm;
import com.pulumi.aws.cloudwatch.MetricAlarmArgs;
import com.pulumi.aws.cloudwatch.inputs.MetricAlarmMetricQueryArgs;
import com.pulumi.aws.cloudwatch.inputs.MetricAlarmMetricQueryMetricArgs;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.trivet.plan.Plan;
import io.trivet.platform.MskPlatform;
import io.trivet.platform.msk.MskAlarm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An alarm of CloudWatch on what MSK measures each minute. */
final class Alarm {
    private static final String NAMESPACE = "AWS/Kafka";
    private static final int MINUTE = 60;

    private Alarm() {}

    static void of(MskAlarm alarm, Plan<MskPlatform> plan, Resource parent) {
        MetricAlarmArgs.Builder args = MetricAlarmArgs.builder()
                .name(alarm.name())
                .alarmDescription(alarm.tells())
                .comparisonOperator(alarm.comparison())
                .threshold(alarm.threshold())
                .evaluationPeriods(alarm.minutes())
                .treatMissingData(alarm.silence())
                .tags(Tags.named(alarm.name()));
        plan.platform()
                .monitoring()
                .told()
                .ifPresent(topic -> args.alarmActions(topic).okActions(topic));
        Map<String, String> dimensions = new TreeMap<>();
        dimensions.put("Cluster Name", plan.platform().name());
        alarm.broker().ifPresent(id -> dimensions.put("Broker ID", "" + id));
        if (alarm.metrics().size() == 1) {
            args.namespace(NAMESPACE)
                    .metricName(alarm.metrics().get(0))
                    .dimensions(dimensions)
                    .statistic(alarm.statistic())
                    .period(MINUTE);
        } else {
            args.metricQueries(sum(alarm, dimensions));
        }
        new MetricAlarm(
                alarm.name(),
                args.build(),
                CustomResourceOptions.builder().parent(parent).build());
    }

    private static List<MetricAlarmMetricQueryArgs> sum(MskAlarm alarm, Map<String, String> dimensions) {
        List<MetricAlarmMetricQueryArgs> queries = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (String metric : alarm.metrics()) {
            String id = "m" + (ids.size() + 1);
            ids.add(id);
            queries.add(MetricAlarmMetricQueryArgs.builder()
                    .id(id)
                    .metric(MetricAlarmMetricQueryMetricArgs.builder()
                            .namespace(NAMESPACE)
                            .metricName(metric)
                            .dimensions(dimensions)
                            .stat(alarm.statistic())
                            .period(MINUTE)
                            .build())
                    .build());
        }
        queries.add(MetricAlarmMetricQueryArgs.builder()
                .id("sum")
                .label(String.join(" and ", alarm.metrics()))
                .expression(String.join("+", ids))
                .returnData(true)
                .build());
        return queries;
    }
}
