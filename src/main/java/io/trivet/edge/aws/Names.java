package io.trivet.edge.aws;

import static java.util.Objects.requireNonNull;

import com.pulumi.aws.route53.Record;
import com.pulumi.aws.route53.RecordArgs;
import com.pulumi.aws.route53.Zone;
import com.pulumi.aws.route53.ZoneArgs;
import com.pulumi.aws.route53.ZoneAssociation;
import com.pulumi.aws.route53.ZoneAssociationArgs;
import com.pulumi.aws.route53.inputs.ZoneVpcArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.trivet.layout.DnsRecord;
import io.trivet.layout.Domain;
import io.trivet.layout.Layout;
import io.trivet.layout.Node;
import io.trivet.plan.Plan;
import io.trivet.plan.ServiceRecord;
import io.trivet.platform.Ec2Platform;
import io.trivet.stack.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The names of the nodes in a private hosted zone, from the addresses that the plan computed: the very values that the
 * servers advertise.
 *
 * @param records of nodes, by full name
 * @param ready the records that a node asks for when it starts: those of the voters; and that the network asks the zone
 */
record Names(Output<String> zone, SortedMap<String, Resource> records, List<Resource> ready) {
    static Names of(Plan<Ec2Platform> plan, Network network, Resource parent) {
        Layout layout = plan.layout();
        Domain domain = layout.names();
        Output<String> zone = domain.hostedZone()
                .map(Output::of)
                .orElseGet(() -> made(domain.zone(), layout.cluster(), plan.region(), network, parent)
                        .zoneId());
        SortedMap<String, Resource> records = new TreeMap<>();
        for (DnsRecord record : layout.records()) {
            String name = record.name();
            records.put(
                    name,
                    record(
                            domain.inZone(name),
                            name,
                            "A",
                            record.addresses().stream().map(Address::toString).toList(),
                            zone,
                            domain,
                            parent));
        }
        for (ServiceRecord service : plan.services()) {
            String name = service.name();
            record(domain.inZone(name), name, "SRV", service.targets(), zone, domain, parent);
        }
        List<Resource> ready = new ArrayList<>();
        if (domain.hostedZone().isPresent() && plan.platform().network().vpc().isEmpty()) {
            ready.add(associated(layout.cluster(), zone, plan.region(), network, parent));
        }
        for (Node node : layout.voters()) {
            ready.add(requireNonNull(records.get(node.dnsName())));
        }
        return new Names(zone, records, List.copyOf(ready));
    }

    /** Without it the nodes of a network that is made do not find each other by the names of a zone that exists. */
    private static ZoneAssociation associated(
            String cluster, Output<String> zone, String region, Network network, Resource parent) {
        return new ZoneAssociation(
                cluster,
                ZoneAssociationArgs.builder()
                        .zoneId(zone)
                        .vpcId(network.vpc())
                        .vpcRegion(region)
                        .build(),
                CustomResourceOptions.builder().parent(parent).build());
    }

    /** A private zone that the network of a cluster asks. Networks that others let ask it stay as they are. */
    static Zone made(String name, String cluster, String region, Network network, Resource parent) {
        return new Zone(
                name,
                ZoneArgs.builder()
                        .name(name)
                        .comment("Trivet, cluster " + cluster)
                        .vpcs(ZoneVpcArgs.builder()
                                .vpcId(network.vpc())
                                .vpcRegion(region)
                                .build())
                        .tags(Tags.named(name))
                        .build(),
                CustomResourceOptions.builder()
                        .parent(parent)
                        .protect(true)
                        .retainOnDelete(true)
                        .ignoreChanges("vpcs")
                        .build());
    }

    private static Resource record(
            String title,
            String name,
            String type,
            List<String> values,
            Output<String> zone,
            Domain domain,
            Resource parent) {
        return new Record(
                title,
                RecordArgs.builder()
                        .zoneId(zone)
                        .name(name)
                        .type(type)
                        .ttl((int) domain.ttl().duration().toSeconds())
                        .records(values)
                        .build(),
                CustomResourceOptions.builder().parent(parent).build());
    }
}
