package io.trivet.rule;

import io.trivet.layout.Layout;
import io.trivet.layout.Site;
import io.trivet.problem.Problem;
import io.trivet.problem.Problems;
import io.trivet.stack.Description;
import io.trivet.stack.Ec2Description;
import io.trivet.stack.ExternalDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What two stacks must not share: names in DNS, and addresses. */
public final class StacksRules {
    private StacksRules() {}

    /** Problems between stacks, each at the later of the two. */
    public static Problems check(List<Description> descriptions) {
        List<Ec2Description> stacks = descriptions.stream()
                .filter(Ec2Description.class::isInstance)
                .map(Ec2Description.class::cast)
                .toList();
        List<Problem> problems = new ArrayList<>();
        names(descriptions, problems);
        for (int later = 1; later < stacks.size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                check(stacks.get(earlier), stacks.get(later), problems);
            }
        }
        return new Problems(problems);
    }

    /** A name of a cluster is written by one stack, whatever the platforms. */
    private static void names(List<Description> descriptions, List<Problem> problems) {
        SortedMap<String, List<String>> writers = new TreeMap<>();
        for (Description description : descriptions) {
            bootstrapName(description).ifPresent(name -> {
                List<String> earlier = writers.computeIfAbsent(name, key -> new ArrayList<>());
                earlier.forEach(stack -> problems.add(Problem.error(
                        Rule.RECORD_TWICE.id(),
                        description.places().at("dns.zone"),
                        name + ", which stack " + stack + " writes too",
                        "be a name of its own: two stacks that write one record overwrite each other in silence",
                        "give one of the two another name or dns.zone")));
                earlier.add(description.id());
            });
        }
    }

    /** The name that stands for all brokers; empty where no stack writes one. */
    private static Optional<String> bootstrapName(Description description) {
        if (description instanceof Ec2Description ec2) {
            return Optional.of(Layout.of(ec2, Site.EC2).bootstrapName());
        }
        return description instanceof ExternalDescription external
                ? external.stack().dns().map(dns -> "bootstrap." + external.cluster() + "." + dns.zone())
                : Optional.empty();
    }

    private static void check(Ec2Description earlier, Ec2Description later, List<Problem> problems) {
        if (later.stack().network().vpc().isPresent()
                && later.stack()
                        .network()
                        .vpc()
                        .equals(earlier.stack().network().vpc())) {
            subnets(earlier, later, problems);
        } else if (later.stack()
                .network()
                .cidr()
                .overlaps(earlier.stack().network().cidr())) {
            problems.add(Problem.warning(
                    Rule.NETWORK_OVERLAP.id(),
                    later.places().at("network.cidr"),
                    later.stack().network().cidr() + ", which overlaps "
                            + earlier.stack().network().cidr() + " of stack " + earlier.id(),
                    "be a block of its own: overlapping networks can never be peered, so neither mirrored",
                    "choose another block before the cluster holds data"));
        }
    }

    private static void subnets(Ec2Description earlier, Ec2Description later, List<Problem> problems) {
        later.stack().network().subnets().forEach((zone, subnet) -> {
            if (earlier.stack().network().subnets().values().stream()
                    .anyMatch(other -> other.cidr().overlaps(subnet.cidr()))) {
                problems.add(Problem.error(
                        Rule.ADDRESS_TWICE.id(),
                        later.places().at("network.subnets." + zone),
                        subnet.id() + ", in which stack " + earlier.id() + " has its nodes",
                        "be a subnet of its own: both stacks compute the same addresses in it",
                        "make another subnet in " + zone + " for this stack"));
            }
        });
    }
}
