package io.trivet.rule;

import io.trivet.platform.AwsIds;
import io.trivet.platform.Subject;
import io.trivet.stack.BrokerNetwork;
import io.trivet.stack.Cidr;
import io.trivet.stack.Subnet;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The block of addresses, and the subnets of a VPC that exists. */
final class NetworkRules {
    /** The smallest block of a subnet that AWS makes. */
    private static final int SMALLEST_SUBNET = 28;

    private NetworkRules() {}

    static void check(Subject subject) {
        subject.network().ifPresent(network -> {
            block(subject, network.cidr());
            network.clients().ifPresent(clients -> ClientRules.check(subject, clients));
            if (network.vpc().isPresent()) {
                AwsIds.check(subject, "network.vpc", network.vpc().get(), "vpc");
                zones(subject, subject.description().on().zones(), network);
                overlaps(subject, network.subnets());
            } else if (!network.subnets().isEmpty()) {
                subject.error(CommonRule.SUBNETS, "network.subnets", "given without network.vpc")
                        .must("be left out where the VPC is made, whose subnets are the quarters of network.cidr")
                        .mend("add the id of the VPC that they are part of as network.vpc, or remove them");
            }
        });
    }

    private static void block(Subject subject, Cidr cidr) {
        if (cidr.prefix() < 16 || cidr.prefix() > 22) {
            cidr(
                    subject,
                    cidr,
                    "have a prefix of /16 to /22: AWS takes none larger, and each zone needs a quarter with room to grow",
                    new Cidr(cidr.first(), cidr.prefix() < 16 ? 16 : 22).aligned());
            return;
        }
        if (!cidr.isAligned()) {
            cidr(
                    subject,
                    cidr,
                    "begin at the first address of its block: AWS refuses bits beyond the prefix",
                    cidr.aligned());
        }
        if (!cidr.isPrivate()) {
            subject.error(CommonRule.NETWORK_PUBLIC, "network.cidr", cidr.toString())
                    .must(
                            "lie in 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10, which are free for private use")
                    .mend("write a block of one of these, such as 10.20.0.0/16");
        }
    }

    private static void cidr(Subject subject, Cidr cidr, String must, Cidr instead) {
        subject.error(CommonRule.NETWORK_CIDR, "network.cidr", cidr.toString())
                .must(must)
                .mend("write " + instead);
    }

    /** One subnet for each zone. */
    private static void zones(Subject subject, List<String> zones, BrokerNetwork network) {
        for (String zone : zones) {
            if (!network.subnets().containsKey(zone)) {
                subject.error(CommonRule.SUBNETS, "network.subnets", "without a subnet for " + zone)
                        .must("name one subnet for each zone: the nodes of a zone get their addresses there")
                        .mend("add " + zone + ": {id: subnet-…, cidr: …}");
            }
        }
        List<String> seen = new ArrayList<>();
        network.subnets().forEach((zone, subnet) -> {
            String path = "network.subnets." + zone;
            if (!zones.contains(zone)) {
                subject.error(CommonRule.SUBNETS, path, "a subnet for " + zone)
                        .must("be for one of the zones " + String.join(", ", zones))
                        .mend("correct the name of the zone, or remove it");
            }
            AwsIds.check(subject, path + ".id", subnet.id(), "subnet");
            if (seen.contains(subnet.id())) {
                subject.error(CommonRule.SUBNETS, path + ".id", subnet.id() + " a second time")
                        .must("be a subnet of its own: a subnet lies in one zone")
                        .mend("write the subnet of " + zone);
            }
            seen.add(subnet.id());
            within(subject, path + ".cidr", subnet.cidr(), network.cidr());
        });
    }

    private static void within(Subject subject, String path, Cidr block, Cidr network) {
        if (block.prefix() > SMALLEST_SUBNET || block.prefix() < network.prefix() || !network.contains(block.first())) {
            subject.error(CommonRule.SUBNET_BLOCK, path, block.toString())
                    .must("lie in " + network + ", the block of the VPC, and be no smaller than /28")
                    .mend("copy the block of the subnet, and that of its VPC to network.cidr");
        } else if (!block.isAligned()) {
            subject.error(CommonRule.SUBNET_BLOCK, path, block.toString())
                    .must("begin at the first address of its block")
                    .mend("write " + block.aligned());
        }
    }

    private static void overlaps(Subject subject, SortedMap<String, Subnet> subnets) {
        SortedMap<String, Cidr> earlier = new TreeMap<>();
        subnets.forEach((zone, subnet) -> {
            earlier.forEach((other, block) -> {
                if (subnet.cidr().overlaps(block)) {
                    subject.error(
                                    CommonRule.SUBNET_BLOCK,
                                    "network.subnets." + zone + ".cidr",
                                    subnet.cidr() + ", which overlaps " + block + " of " + other)
                            .must("be a block of its own: two nodes would get one address")
                            .mend("copy the block of the subnet");
                }
            });
            earlier.put(zone, subnet.cidr());
        });
    }
}
