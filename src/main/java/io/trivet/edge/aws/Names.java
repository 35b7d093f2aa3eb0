package io.trivet.edge.aws;

import static java.util.Objects.requireNonNull;

import com.pulumi.aws.route53.Record;
import com.pulumi.aws.route53.RecordArgs;
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
 * @param ready what a node asks for when it starts: the records of the voters, and whatever lets its network resolve
 *     them
 */
record Names(Output<String> zone, SortedMap<String, Resource> records, List<Resource> ready) {
    static Names of(Plan<Ec2Platform> plan, Network network, Resource parent) {
        Layout layout = plan.layout();
        Domain domain = layout.names();
        HostedZone hosted = HostedZone.of(
                domain,
                layout.cluster(),
                plan.region(),
                network.vpc(),
                plan.platform().network().vpc().isEmpty(),
                parent);
        Output<String> zone = hosted.id();
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
        List<Resource> ready = new ArrayList<>(hosted.ready());
        for (Node node : layout.voters()) {
            ready.add(requireNonNull(records.get(node.dnsName())));
        }
        return new Names(zone, records, List.copyOf(ready));
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
