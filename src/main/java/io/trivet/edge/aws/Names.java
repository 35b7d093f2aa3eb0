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
import io.trivet.layout.Listener;
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
 * @param domain whose they are
 * @param brokers addresses behind the name for all brokers
 * @param records of nodes, by full name
 * @param ready what a node asks for when it starts: the records of the voters, and whatever lets its network resolve
 *     them
 */
record Names(
        Domain domain,
        Output<String> zone,
        List<String> brokers,
        SortedMap<String, Resource> records,
        List<Resource> ready) {
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
        List<String> brokers = new ArrayList<>();
        for (DnsRecord record : layout.records()) {
            String name = record.name();
            List<String> addresses =
                    record.addresses().stream().map(Address::toString).toList();
            if (name.equals(domain.bootstrap())) {
                brokers.addAll(addresses);
            } else {
                records.put(name, record(domain.inZone(name), name, "A", Output.of(addresses), zone, domain, parent));
            }
        }
        for (ServiceRecord service : plan.services()) {
            String name = service.name();
            record(domain.inZone(name), name, "SRV", Output.of(service.targets()), zone, domain, parent);
        }
        List<Resource> ready = new ArrayList<>(hosted.ready());
        for (Node node : layout.voters()) {
            ready.add(requireNonNull(records.get(node.dnsName())));
        }
        return new Names(domain, zone, List.copyOf(brokers), records, List.copyOf(ready));
    }

    /**
     * Puts the brokers behind their names, once they have answered: a client takes any address there for a broker.
     * Those of further listeners go where the description says.
     */
    void bootstrap(Answers answers, Output<?> open, Layout layout, Resource parent) {
        String name = domain.bootstrap();
        record(domain.inZone(name), name, "A", answers.once(open, Output.of(brokers)), zone, domain, parent);
        for (Listener listener : layout.listeners()) {
            listener.hostedZone().ifPresent(id -> elsewhere(layout.records(listener), id, answers, open, parent));
        }
    }

    private void elsewhere(List<DnsRecord> records, String id, Answers answers, Output<?> open, Resource parent) {
        for (DnsRecord record : records) {
            List<String> addresses =
                    record.addresses().stream().map(Address::toString).toList();
            record(
                    record.name(),
                    record.name(),
                    "A",
                    answers.once(open, Output.of(addresses)),
                    Output.of(id),
                    domain,
                    parent);
        }
    }

    private static Resource record(
            String title,
            String name,
            String type,
            Output<List<String>> values,
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
