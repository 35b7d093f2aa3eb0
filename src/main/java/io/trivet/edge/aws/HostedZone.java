package io.trivet.edge.aws;

import com.pulumi.aws.route53.Zone;
import com.pulumi.aws.route53.ZoneArgs;
import com.pulumi.aws.route53.ZoneAssociation;
import com.pulumi.aws.route53.ZoneAssociationArgs;
import com.pulumi.aws.route53.inputs.ZoneVpcArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.trivet.layout.Domain;
import java.util.ArrayList;
import java.util.List;

/**
 * The private hosted zone of a cluster, one that exists or one that is made, and the networks that resolve its names.
 *
 * <p>A zone that is made names one network when it is made, as Route 53 demands, and never looks at that list again:
 * every further network is an association of its own, and those that others made by hand stay.
 *
 * <p>Source: https://www.pulumi.com/registry/packages/aws/api-docs/route53/zoneassociation/ (a zone with networks of
 * its own and associations contradict each other unless the zone ignores changes of {@code vpcs}).
 *
 * @param ready what must exist before the network of the cluster resolves a name
 */
record HostedZone(Output<String> id, List<Resource> ready) {
    /**
     * The zone of a cluster in a network.
     *
     * @param cluster its name
     * @param region of the network
     * @param vpc the network; looked at only where the zone or the network is made
     * @param vpcIsMade whether the network belongs to the cluster, so that no zone that exists can know of it
     */
    static HostedZone of(
            Domain domain, String cluster, String region, Output<String> vpc, boolean vpcIsMade, Resource parent) {
        Output<String> id =
                domain.hostedZone().map(Output::of).orElseGet(() -> made(domain.zone(), cluster, region, vpc, parent));
        List<Resource> ready = new ArrayList<>();
        if (vpcIsMade && domain.hostedZone().isPresent()) {
            ready.add(associated(cluster, id, vpc, region, parent));
        }
        domain.vpcs().forEach((other, of) -> ready.add(associated(other, id, Output.of(other), of, parent)));
        return new HostedZone(id, List.copyOf(ready));
    }

    private static Output<String> made(
            String name, String cluster, String region, Output<String> vpc, Resource parent) {
        return new Zone(
                        name,
                        ZoneArgs.builder()
                                .name(name)
                                .comment("Trivet, cluster " + cluster)
                                .vpcs(ZoneVpcArgs.builder()
                                        .vpcId(vpc)
                                        .vpcRegion(region)
                                        .build())
                                .tags(Tags.named(name))
                                .build(),
                        CustomResourceOptions.builder()
                                .parent(parent)
                                .protect(true)
                                .retainOnDelete(true)
                                .ignoreChanges("vpcs")
                                .build())
                .zoneId();
    }

    private static Resource associated(
            String title, Output<String> zone, Output<String> vpc, String region, Resource parent) {
        return new ZoneAssociation(
                title,
                ZoneAssociationArgs.builder()
                        .zoneId(zone)
                        .vpcId(vpc)
                        .vpcRegion(region)
                        .build(),
                CustomResourceOptions.builder().parent(parent).build());
    }
}
