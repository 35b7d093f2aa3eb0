package io.trivet.edge.aws;

import com.pulumi.aws.glue.Registry;
import com.pulumi.aws.glue.RegistryArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.trivet.plan.Plan;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The registries of schemas in AWS Glue. Records are read with their schemas for as long as they live, so that one that
 * is described no more stays, but where the cluster may end.
 */
final class Registries {
    private Registries() {}

    /** Asks for those of a plan; their ARNs, by the names under which they are described. */
    static SortedMap<String, Output<String>> of(Plan<?> plan, Resource parent) {
        SortedMap<String, Output<String>> arns = new TreeMap<>();
        plan.glueRegistries().forEach((entry, registry) -> {
            Registry made = new Registry(
                    registry.name(),
                    RegistryArgs.builder()
                            .registryName(registry.name())
                            .description("Trivet, cluster " + plan.layout().cluster())
                            .build(),
                    CustomResourceOptions.builder()
                            .parent(parent)
                            .retainOnDelete(!plan.mayEnd())
                            .build());
            arns.put(entry, made.arn());
        });
        return arns;
    }

    /** Where the stack tells them: nowhere without any. */
    static SortedMap<String, Output<?>> outputs(SortedMap<String, Output<String>> arns) {
        if (arns.isEmpty()) {
            return Collections.emptySortedMap();
        }
        List<String> entries = List.copyOf(arns.keySet());
        SortedMap<String, Output<?>> outputs = new TreeMap<>();
        outputs.put("registries", Output.all(List.copyOf(arns.values())).applyValue(known -> {
            SortedMap<String, String> named = new TreeMap<>();
            known.forEach(arn -> named.put(entries.get(named.size()), arn));
            return named;
        }));
        return outputs;
    }
}
