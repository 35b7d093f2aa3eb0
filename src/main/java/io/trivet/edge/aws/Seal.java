package io.trivet.edge.aws;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import com.pulumi.resources.ResourceTransformation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What stands between a cluster and its end: a component without anything on AWS, which depends on every resource of
 * the cluster and is protected. The engine deletes what nothing depends on first, and of a cluster that is this alone,
 * so that {@code pulumi destroy} stops before anything is gone. An ordinary update never deletes it, and what an update
 * takes away is no part of the new one.
 *
 * <p>Where the description says that the cluster may end, nothing is protected.
 *
 * <p>Source: pulumi/pulumi, pkg/resource/deploy/step_generator.go ({@code ScheduleDeletes}) and step.go (a protected
 * resource fails when its own step runs, so those that come before it are gone by then).
 */
final class Seal implements ResourceTransformation {
    private final boolean mayEnd;
    private final List<Resource> resources = new ArrayList<>();

    /** Of a cluster whose description says whether it may end. */
    Seal(boolean mayEnd) {
        this.mayEnd = mayEnd;
    }

    /** Takes down each resource beneath the one that has this transformation. */
    @Override
    public Optional<Result> apply(Args args) {
        if (!(args.resource() instanceof CustomResource)) {
            return Optional.empty();
        }
        resources.add(args.resource());
        return mayEnd && args.options() instanceof CustomResourceOptions options
                ? Optional.of(new Result(
                        args.args(),
                        CustomResourceOptions.merge(
                                options,
                                CustomResourceOptions.builder().protect(false).build())))
                : Optional.empty();
    }

    /**
     * Asks for the seal of the resources so far; where there is none there is nothing to keep. What is returned is
     * known when all of them are as described.
     *
     * @param cluster names the seal
     */
    Output<String> closed(String cluster, Resource parent) {
        return resources.isEmpty() ? parent.urn() : new Kept(cluster, options(parent)).urn();
    }

    private ComponentResourceOptions options(Resource parent) {
        return ComponentResourceOptions.builder()
                .parent(parent)
                .dependsOn(List.copyOf(resources))
                .protect(!mayEnd)
                .build();
    }

    private static final class Kept extends ComponentResource {
        Kept(String cluster, ComponentResourceOptions options) {
            super("trivet:aws:Seal", cluster, options);
        }
    }
}
