package io.trivet.rule;

import io.trivet.layout.Domain;
import io.trivet.platform.msk.rule.AccountRules;
import io.trivet.problem.Finding;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.problem.Problems;
import io.trivet.stack.BrokerNetwork;
import io.trivet.stack.Cidr;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import io.trivet.stack.OnMsk;
import io.trivet.stack.OnService;
import io.trivet.stack.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What two stacks must not share: names in DNS, and addresses. */
public final class StacksRules {
    private StacksRules() {}

    /** Problems between stacks, each at the later of the two. */
    public static Problems check(List<Description<?>> descriptions) {
        List<Placed> stacks = descriptions.stream().flatMap(Placed::of).toList();
        List<Problem> problems = new ArrayList<>();
        names(descriptions, problems);
        zones(descriptions, problems);
        for (int later = 1; later < stacks.size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                check(stacks.get(earlier), stacks.get(later), problems);
            }
        }
        registries(descriptions, problems);
        problems.addAll(AccountRules.check(descriptions.stream()
                .flatMap(description ->
                        description.on(ec2 -> Stream.<Description<OnMsk>>of(), Stream::of, service -> Stream.of()))
                .toList()));
        return new Problems(problems);
    }

    /** A name of a cluster is written by one stack, whatever the platforms. */
    private static void names(List<Description<?>> descriptions, List<Problem> problems) {
        SortedMap<String, List<String>> writers = new TreeMap<>();
        for (Description<?> description : descriptions) {
            Domain.of(description).map(Domain::bootstrap).ifPresent(name -> {
                List<String> earlier = writers.computeIfAbsent(name, key -> new ArrayList<>());
                earlier.forEach(stack -> problems.add(Finding.error(
                                CommonRule.RECORD_TWICE, name + ", which stack " + stack + " writes too")
                        .must("be a name of its own: two stacks that write one record overwrite each other in silence")
                        .mend("give one of the two another name or dns.zone")
                        .at(description.places().at("dns.zone"))));
                earlier.add(description.id());
            });
            listeners(description).forEach((name, domain) -> {
                List<String> earlier = writers.computeIfAbsent("bootstrap." + domain, key -> new ArrayList<>());
                earlier.forEach(stack -> problems.add(Finding.error(
                                CommonRule.RECORD_TWICE, domain + ", under which stack " + stack + " has names too")
                        .must(
                                "be a domain of its own: two stacks that write one record overwrite each other in silence")
                        .mend("give one of the two another domain")
                        .at(description.places().at("network.listeners." + name + ".domain"))));
                earlier.add(description.id());
            });
        }
    }

    /** Domains of further listeners whose names the stack keeps, by the name of the listener. */
    private static SortedMap<String, String> listeners(Description<?> description) {
        SortedMap<String, String> domains = new TreeMap<>();
        description
                .on(
                        ec2 -> ec2.on().network().listeners(),
                        msk -> new TreeMap<String, OnEc2.Listener>(),
                        service -> new TreeMap<String, OnEc2.Listener>())
                .forEach((name, listener) -> listener.domain()
                        .filter(domain -> listener.zoneId().isPresent())
                        .ifPresent(domain -> domains.put(name, domain)));
        return domains;
    }

    /** A registry in AWS Glue is made by one stack. */
    private static void registries(List<Description<?>> descriptions, List<Problem> problems) {
        SortedMap<String, String> earlier = new TreeMap<>();
        for (Description<?> description : descriptions) {
            description.registries().forEach((entry, registry) -> {
                if (registry.kind() != Registry.Kind.GLUE) {
                    return;
                }
                String name = registry.glueName(entry, description);
                String other = earlier.putIfAbsent(name + " in " + description.regionOrOfZones(), description.id());
                if (other != null && !other.equals(description.id())) {
                    problems.add(Finding.error(
                                    CommonRule.REGISTRY_TWICE, name + ", the name of a registry of stack " + other)
                            .must("be of one stack: AWS Glue has one registry of a name in a region")
                            .mend("write another name")
                            .at(description
                                    .places()
                                    .at("registries." + entry + (registry.name().isPresent() ? ".name" : ""))));
                }
            });
        }
    }

    /** A network is associated with one zone of a name, by one stack. */
    private static void zones(List<Description<?>> descriptions, List<Problem> problems) {
        SortedMap<String, String> earlier = new TreeMap<>();
        for (Description<?> description : descriptions) {
            Domain.of(description)
                    .ifPresent(domain -> associated(description, domain).forEach(vpc -> {
                        String other = earlier.putIfAbsent(domain.zone() + " in " + vpc, description.id());
                        if (other != null) {
                            problems.add(Finding.error(
                                            CommonRule.ZONE_NAME_TWICE,
                                            domain.zone() + " in " + vpc + ", which stack " + other + " associates too")
                                    .must("be associated with a network once: it asks one zone of a name")
                                    .mend("give one of the two another dns.zone, or describe the VPC in one of them")
                                    .at(description.places().at("dns.zone")));
                        }
                    }));
        }
    }

    /** The VPCs that exist and that the stack associates with its zone. */
    private static SortedSet<String> associated(Description<?> description, Domain domain) {
        SortedSet<String> vpcs = new TreeSet<>(domain.vpcs().keySet());
        if (domain.hostedZone().isEmpty()) {
            description
                    .on()
                    .on(
                            ec2 -> ec2.network().vpc(),
                            msk -> msk.network().vpc(),
                            service -> service.network().flatMap(OnService.Network::vpc))
                    .ifPresent(vpcs::add);
        }
        return vpcs;
    }

    /**
     * What of a stack other stacks can meet.
     *
     * @param computes whether it computes addresses in the subnets; AWS gives them otherwise
     */
    private record Placed(Description<?> description, BrokerNetwork network, boolean computes) {
        static Stream<Placed> of(Description<?> description) {
            return description
                    .on()
                    .on(
                            ec2 -> Stream.of(new Placed(description, ec2.network(), true)),
                            msk -> Stream.of(new Placed(description, msk.network(), false)),
                            service -> Stream.of());
        }

        Place at(String path) {
            return description.places().at(path);
        }
    }

    private static void check(Placed earlier, Placed later, List<Problem> problems) {
        Cidr cidr = later.network.cidr();
        Optional<String> vpc = later.network.vpc();
        if (vpc.isPresent() && vpc.equals(earlier.network.vpc())) {
            subnets(earlier, later, problems);
        } else if (cidr.overlaps(earlier.network.cidr())) {
            problems.add(Finding.warning(
                            CommonRule.NETWORK_OVERLAP,
                            cidr + ", which overlaps " + earlier.network.cidr() + " of stack "
                                    + earlier.description.id())
                    .must("be a block of its own: overlapping networks can never be peered, so neither mirrored")
                    .mend("choose another block before the cluster holds data")
                    .at(later.at("network.cidr")));
        }
    }

    private static void subnets(Placed earlier, Placed later, List<Problem> problems) {
        later.network.subnets().forEach((zone, subnet) -> {
            boolean shared = earlier.network.subnets().values().stream()
                    .anyMatch(other -> other.cidr().overlaps(subnet.cidr()));
            if (shared && earlier.computes && later.computes) {
                problems.add(Finding.error(
                                CommonRule.ADDRESS_TWICE,
                                subnet.id() + ", in which stack " + earlier.description.id() + " has its nodes")
                        .must("be a subnet of its own: both stacks compute the same addresses in it")
                        .mend("make another subnet in " + zone + " for this stack")
                        .at(later.at("network.subnets." + zone)));
            }
        });
    }
}
