package io.trivet.edge.aws;

import com.pulumi.aws.Provider;
import com.pulumi.aws.route53.Record;
import com.pulumi.aws.route53.RecordArgs;
import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import com.pulumi.resources.ResourceArgs;
import io.trivet.plan.Plan;
import io.trivet.platform.ServicePlatform;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What stands on AWS around a cluster that a service runs: names in front of it, registries of schemas, and nothing of
 * itself.
 */
public final class External {
    private final Plan<ServicePlatform> plan;
    private final SortedMap<String, Output<?>> around = new TreeMap<>();
    private final Seal seal;
    private final Output<String> done;

    public External(Plan<ServicePlatform> plan) {
        this.plan = plan;
        this.seal = new Seal(plan.mayEnd());
        boolean none = plan.platform().zone().isEmpty() && plan.glueRegistries().isEmpty();
        Resource cluster = none ? new Cluster(plan, options().build()) : around();
        this.done = seal.closed(plan.layout().cluster(), cluster);
    }

    private static ComponentResourceOptions.Builder options() {
        return ComponentResourceOptions.builder();
    }

    /** The parent of what stands on AWS, with that. */
    private Resource around() {
        Provider provider = RegionProvider.of(plan.region(), plan.tags());
        Resource parent = new Cluster(
                plan,
                options().providers(provider).resourceTransformations(seal).build());
        plan.platform().zone().ifPresent(described -> names(described, parent));
        around.putAll(Registries.outputs(Registries.of(plan, parent)));
        return parent;
    }

    private void names(ServicePlatform.Zone described, Resource parent) {
        Output<String> id = HostedZone.of(
                        plan.layout().names(),
                        plan.layout().cluster(),
                        plan.region(),
                        Output.of(described.vpc()),
                        false,
                        parent)
                .id();
        around.put("hostedZone", id);
        for (ServicePlatform.Alias alias : plan.platform().aliases()) {
            new Record(
                    alias.name()
                            .substring(
                                    0, alias.name().length() - described.name().length() - 1),
                    RecordArgs.builder()
                            .zoneId(id)
                            .name(alias.name())
                            .type("CNAME")
                            .ttl(described.ttlSeconds())
                            .records(alias.host())
                            .build(),
                    CustomResourceOptions.builder().parent(parent).build());
        }
    }

    /** Known when what stands around the cluster is as described. */
    public Output<String> done() {
        return done;
    }

    /** What a user of the cluster, or another stack, wants to know of it. */
    public SortedMap<String, Output<?>> outputs() {
        SortedMap<String, Output<?>> outputs = new TreeMap<>(around);
        outputs.put(
                "bootstrapServers",
                Output.of(String.join(",", plan.platform().access().bootstrap())));
        outputs.put("securityProtocol", Output.of(plan.platform().securityProtocol()));
        if (!plan.platform().secret().isEmpty()) {
            outputs.put("clientSecret", Output.of(plan.platform().secret()));
        }
        return outputs;
    }

    /** The parent of all that stands around a cluster. Its inputs are what a reader of a preview wants to see first. */
    private static final class Cluster extends ComponentResource {
        Cluster(Plan<ServicePlatform> plan, ComponentResourceOptions options) {
            super("trivet:aws:External", plan.layout().cluster(), new Inputs(plan), options);
        }
    }

    private static final class Inputs extends ResourceArgs {
        @Import(name = "environment")
        private final Output<String> environment;

        @Import(name = "service")
        private final Output<String> service;

        @Import(name = "bootstrapServers")
        private final Output<List<String>> bootstrapServers;

        @Import(name = "securityProtocol")
        private final Output<String> securityProtocol;

        @Import(name = "topics")
        private final Output<Map<String, String>> topics;

        Inputs(Plan<ServicePlatform> plan) {
            SortedMap<String, String> topics = new TreeMap<>();
            plan.topics()
                    .forEach(topic -> topics.put(
                            topic.name(), topic.partitions() + " partitions, " + topic.replicas() + " replicas"));
            this.environment = Output.of(plan.environment());
            this.service = Output.of(plan.platform().serviceWord());
            this.bootstrapServers = Output.of(plan.platform().access().bootstrap());
            this.securityProtocol = Output.of(plan.platform().securityProtocol());
            this.topics = Output.of(topics);
        }
    }
}
