package io.trivet.rule;

import io.trivet.layout.Layout;
import io.trivet.layout.Node;
import io.trivet.layout.Role;
import io.trivet.layout.Site;
import io.trivet.stack.Cidr;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import java.util.List;

/** The block of addresses, and whether all nodes fit into it. */
final class NetworkRules {
    /** Blocks that no one else on the internet has. Source: RFC 1918, RFC 6598. */
    private static final List<Cidr> PRIVATE =
            List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10").stream()
                    .flatMap(text -> Cidr.parse(text).stream())
                    .toList();

    private NetworkRules() {}

    static void check(Subject subject, Description<OnEc2> description) {
        if (block(subject, description.on().network().cidr())) {
            room(subject, Layout.of(description, Site.EC2));
        }
    }

    /** Whether the block can be cut into the quarters of zones; what else is wrong with it does not hinder that. */
    static boolean block(Findings subject, Cidr cidr) {
        if (cidr.prefix() < 16 || cidr.prefix() > 22) {
            subject.error(
                    Rule.NETWORK_CIDR,
                    "network.cidr",
                    cidr.toString(),
                    "have a prefix of /16 to /22: AWS takes none larger, and each zone needs a quarter with room to grow",
                    "write " + new Cidr(cidr.first(), cidr.prefix() < 16 ? 16 : 22).aligned());
            return false;
        }
        if (!cidr.isAligned()) {
            subject.error(
                    Rule.NETWORK_CIDR,
                    "network.cidr",
                    cidr.toString(),
                    "begin at the first address of its block: AWS refuses bits beyond the prefix",
                    "write " + cidr.aligned());
        }
        if (PRIVATE.stream().noneMatch(block -> block.contains(cidr.first()))) {
            subject.error(
                    Rule.NETWORK_PUBLIC,
                    "network.cidr",
                    cidr.toString(),
                    "lie in 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10, which belong to nobody else",
                    "write a block of one of these, such as 10.20.0.0/16");
        }
        return true;
    }

    /** AWS keeps the last address of every subnet for itself. */
    private static void room(Subject subject, Layout layout) {
        for (Role role : Role.values()) {
            List<Node> nodes = layout.nodes(role);
            long outside = nodes.stream()
                    .filter(node -> {
                        int host = node.address().bits()
                                - node.zone().subnet().first().bits();
                        return host >= node.zone().subnet().size() - 1
                                || host >= (long) role.firstHost() + role.hosts();
                    })
                    .count();
            if (outside > 0) {
                long fit = nodes.size() - outside;
                int described = described(subject.stack(), role);
                boolean made = subject.stack().network().subnets().isEmpty();
                subject.error(
                        Rule.NETWORK_FULL,
                        path(role),
                        described + ", of which " + (described - fit) + " find no address",
                        "be " + fit + " at most in "
                                + (made
                                        ? subject.stack().network().cidr() + ", a quarter of which is one zone's"
                                        : "the subnets described, in which this role begins at address "
                                                + role.firstHost()),
                        made
                                ? "describe a larger network.cidr for a new cluster, or fewer nodes"
                                : "name larger subnets, or describe fewer nodes");
            }
        }
    }

    private static int described(OnEc2 stack, Role role) {
        return switch (role) {
            case ZOOKEEPER -> stack.zookeeper().map(OnEc2.ZooKeeper::nodes).orElse(0);
            case CONTROLLER -> stack.controllers().map(OnEc2.Controllers::nodes).orElse(0);
            case BROKER -> stack.brokers().nodes();
        };
    }

    private static String path(Role role) {
        return switch (role) {
            case ZOOKEEPER -> "zookeeper.nodes";
            case CONTROLLER -> "controllers.nodes";
            case BROKER -> "brokers.nodes";
        };
    }
}
