package io.trivet.edge.aws;

import com.pulumi.aws.iam.Policy;
import com.pulumi.aws.iam.PolicyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import io.trivet.plan.Plan;
import io.trivet.platform.MskPlatform;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The policies of IAM of described users of a cluster on Amazon MSK. Roles that have them are none of ours. */
final class UserPolicies {
    private UserPolicies() {}

    /**
     * Asks for those of a plan.
     *
     * @param cluster its ARN
     * @return what the stack tells: their ARNs, by the name of the user; nothing where there are none
     */
    static SortedMap<String, Output<?>> of(
            Plan<MskPlatform> plan, Output<String> cluster, CustomResourceOptions child) {
        SortedMap<String, Output<String>> arns = new TreeMap<>();
        plan.platform()
                .policies()
                .forEach(described -> arns.put(
                        described.user(),
                        new Policy(
                                        plan.layout().cluster() + "-" + described.user(),
                                        PolicyArgs.builder()
                                                .name(described.name())
                                                // IAM changes no description: one that varied would be another policy.
                                                .description("Trivet, cluster "
                                                        + plan.platform().name() + ": what comes as "
                                                        + described.user())
                                                .policy(cluster.applyValue(described::text))
                                                .tags(Tags.named(described.name()))
                                                .build(),
                                        child)
                                .arn()));
        return outputs(arns);
    }

    private static SortedMap<String, Output<?>> outputs(SortedMap<String, Output<String>> arns) {
        if (arns.isEmpty()) {
            return Collections.emptySortedMap();
        }
        List<String> users = List.copyOf(arns.keySet());
        SortedMap<String, Output<?>> outputs = new TreeMap<>();
        outputs.put("userPolicies", Output.all(List.copyOf(arns.values())).applyValue(known -> {
            SortedMap<String, String> named = new TreeMap<>();
            known.forEach(arn -> named.put(users.get(named.size()), arn));
            return named;
        }));
        return outputs;
    }
}
