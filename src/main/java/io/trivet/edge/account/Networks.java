package io.trivet.edge.account;

import io.trivet.edge.account.Wanted.ExistingNetwork;
import io.trivet.edge.account.Wanted.ExistingZone;
import io.trivet.problem.Problem;
import io.trivet.problem.Words;
import io.trivet.stack.Cidr;
import io.trivet.stack.Description;
import io.trivet.stack.Subnet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Whether a network and a hosted zone that exist are there, and are what the description takes them for. */
record Networks(Account account, Wanted wanted, Description<?> description) {
    List<Question> questions() {
        List<Question> questions = new ArrayList<>();
        wanted.network().ifPresent(network -> {
            questions.add(new Question(network.vpc(), () -> network(network)));
            network.subnets()
                    .forEach((zone, subnet) ->
                            questions.add(new Question(subnet.id(), () -> subnet(zone, subnet, network))));
            questions.add(new Question("addresses of the nodes", () -> addresses(network)));
        });
        wanted.hostedZones()
                .forEach(zone -> questions.add(new Question("hosted zone " + zone.id(), () -> hostedZone(zone))));
        return questions;
    }

    private List<Problem> network(ExistingNetwork wants) throws Unanswered {
        var place = description.places().at("network.vpc");
        Optional<Account.Network> found = account.network(wants.vpc());
        if (found.isEmpty()) {
            return List.of(Problem.error("account-network", place, wants.vpc() + ", which the account has not")
                    .must("be a VPC of the account in " + wanted.region())
                    .mend("look at the id, the region and the credentials"));
        }
        List<Problem> problems = new ArrayList<>();
        List<String> blocks = found.get().blocks();
        if (blocks.stream().noneMatch(block -> within(wants.block(), block))) {
            problems.add(Problem.error(
                            "account-network",
                            description.places().at("network.cidr"),
                            wants.block() + " in a VPC with " + Words.list(blocks))
                    .must("be a block of that VPC, or lie within one")
                    .mend("write network.cidr: " + blocks.get(0)));
        }
        if (wanted.domain().isPresent() && !found.get().resolves()) {
            problems.add(Problem.error("account-network", place, wants.vpc() + ", which asks no private hosted zone")
                    .must("have DNS support and DNS host names on, so that nodes resolve each other")
                    .mend("turn both on: aws ec2 modify-vpc-attribute --vpc-id " + wants.vpc()
                            + " --enable-dns-hostnames, and --enable-dns-support"));
        }
        return problems;
    }

    private static boolean within(Cidr block, String of) {
        return Cidr.parse(of)
                .filter(outer -> outer.prefix() <= block.prefix() && outer.contains(block.first()))
                .isPresent();
    }

    private List<Problem> subnet(String zone, Subnet wants, ExistingNetwork network) throws Unanswered {
        var place = description.places().at("network.subnets." + zone);
        Optional<Account.Subnet> found = account.subnet(wants.id());
        if (found.isEmpty()) {
            return List.of(Problem.error("account-network", place, wants.id() + ", which the account has not")
                    .must("be a subnet of " + network.vpc())
                    .mend("look at the id, the region and the credentials"));
        }
        Account.Subnet is = found.get();
        String block = wants.cidr().toString();
        if (!is.vpc().equals(network.vpc())
                || !is.zone().equals(zone)
                || !is.block().equals(block)) {
            return List.of(Problem.error(
                            "account-network",
                            place,
                            wants.id() + ", which is " + is.block() + " of " + is.vpc() + " in " + is.zone())
                    .must("be " + block + " of " + network.vpc() + " in " + zone)
                    .mend("name another subnet, or describe it as it is"));
        }
        int needs = network.perZone().getOrDefault(zone, 0);
        // Of fixed addresses those that the stack has are told apart; MSK's own are not known by their names.
        return network.addresses().isEmpty() && is.free() < needs
                ? List.of(Problem.warning(
                                "account-addresses",
                                place,
                                wants.id() + ", with " + Words.count(is.free(), "free address"))
                        .must("have at least " + needs + ", unless the brokers are there already")
                        .mend("choose a larger subnet"))
                : List.of();
    }

    private List<Problem> addresses(ExistingNetwork network) throws Unanswered {
        List<Problem> problems = new ArrayList<>();
        SortedMap<String, SortedMap<String, String>> taken =
                account.taken(network.vpc(), List.copyOf(network.addresses().values()));
        network.addresses().forEach((node, address) -> {
            SortedMap<String, String> tags = taken.get(address);
            if (tags != null && !wanted.isOurs(tags)) {
                String who = tags.getOrDefault("Name", "another network interface");
                problems.add(Problem.error(
                                "account-addresses",
                                description.places().at("network.subnets"),
                                address + " of " + node + ", which " + who + " has")
                        .must("be free: it follows from the subnet and the number of the node")
                        .mend("free it, and reserve the addresses of nodes in the subnet (aws ec2"
                                + " create-subnet-cidr-reservation)"));
            }
        });
        return problems;
    }

    private List<Problem> hostedZone(ExistingZone wants) throws Unanswered {
        var place = description.places().at(wants.key());
        Optional<Account.HostedZone> found = account.hostedZone(wants.id());
        if (found.isEmpty()) {
            return List.of(Problem.error("account-hosted-zone", place, wants.id() + ", which the account has not")
                    .must("be a hosted zone of the account")
                    .mend("look at the id and the credentials"));
        }
        List<Problem> problems = new ArrayList<>();
        Account.HostedZone zone = found.get();
        String name = wants.domain();
        if (!zone.name().equals(name) && !name.endsWith("." + zone.name())) {
            problems.add(Problem.error("account-hosted-zone", place, wants.id() + ", which is of " + zone.name())
                    .must("be of " + name + ", the " + wants.domainKey() + " of the stack")
                    .mend("name the zone of " + name));
        }
        String vpc = wanted.network().map(ExistingNetwork::vpc).orElse("");
        if (wants.ofNodes()
                && zone.isPrivate()
                && !vpc.isEmpty()
                && !zone.vpcs().contains(vpc)) {
            problems.add(Problem.error("account-hosted-zone", place, wants.id() + ", which " + vpc + " does not ask")
                    .must("be associated with the VPC of the nodes, so that they resolve each other")
                    .mend("write it into dns.vpcs: [{id: " + vpc + "}], or associate it yourself"));
        }
        return problems;
    }
}
