package io.trivet.edge.aws;

import com.pulumi.aws.appautoscaling.Policy;
import com.pulumi.aws.appautoscaling.PolicyArgs;
import com.pulumi.aws.appautoscaling.Target;
import com.pulumi.aws.appautoscaling.TargetArgs;
import com.pulumi.aws.appautoscaling.inputs.PolicyTargetTrackingScalingPolicyConfigurationArgs;
import com.pulumi.aws.appautoscaling.inputs.PolicyTargetTrackingScalingPolicyConfigurationPredefinedMetricSpecificationArgs;
import com.pulumi.aws.msk.Cluster;
import com.pulumi.resources.CustomResourceOptions;
import io.trivet.plan.Plan;
import io.trivet.platform.MskPlatform;
import io.trivet.platform.msk.MskVolume;

/**
 * The growth of the volumes of a cluster on MSK, which never shrink.
 *
 * <p>Source: https://docs.aws.amazon.com/msk/latest/developerguide/msk-autoexpand.html
 */
final class MskGrowth {
    private MskGrowth() {}

    static void of(MskVolume.Growth growth, Cluster cluster, Plan<MskPlatform> plan, CustomResourceOptions child) {
        Target target = new Target(
                plan.layout().cluster(),
                TargetArgs.builder()
                        .serviceNamespace("kafka")
                        .scalableDimension("kafka:broker-storage:VolumeSize")
                        .resourceId(cluster.arn())
                        .minCapacity(1)
                        .maxCapacity((int) growth.maxGib())
                        .build(),
                child);
        new Policy(
                plan.layout().cluster(),
                PolicyArgs.builder()
                        .name(plan.platform().name() + "-storage")
                        .policyType("TargetTrackingScaling")
                        .serviceNamespace(target.serviceNamespace())
                        .scalableDimension(target.scalableDimension())
                        .resourceId(target.resourceId())
                        .targetTrackingScalingPolicyConfiguration(
                                PolicyTargetTrackingScalingPolicyConfigurationArgs.builder()
                                        .predefinedMetricSpecification(
                                                PolicyTargetTrackingScalingPolicyConfigurationPredefinedMetricSpecificationArgs
                                                        .builder()
                                                        .predefinedMetricType("KafkaBrokerStorageUtilization")
                                                        .build())
                                        .targetValue((double) growth.percent())
                                        .disableScaleIn(true)
                                        .build())
                        .build(),
                child);
    }
}
