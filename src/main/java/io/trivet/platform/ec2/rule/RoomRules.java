package io.trivet.platform.ec2.rule;

import io.trivet.layout.Layout;
import io.trivet.layout.Node;
import io.trivet.layout.Role;
import io.trivet.layout.Site;
import io.trivet.stack.OnEc2;
import java.util.List;
import java.util.Locale;

/** Whether all nodes find an address, and their way out of the network. */
final class RoomRules {
    private RoomRules() {}

    static void check(Ec2Subject subject) {
        OnEc2.Network network = subject.stack().network();
        network.egress()
                .filter(egress -> network.vpc().isPresent())
                .ifPresent(egress -> subject.error(
                                Ec2Rule.EGRESS_UNUSED,
                                "network.egress",
                                egress.name().toLowerCase(Locale.ROOT))
                        .must("be left out with network.vpc: a network that exists has its own way out")
                        .mend("remove it; the subnets need a way to S3 and Systems Manager"));
        int prefix = network.cidr().prefix();
        if (prefix >= 16 && prefix <= 22) {
            room(subject, Layout.of(subject.description(), Site.EC2));
        }
    }

    private static void room(Ec2Subject subject, Layout layout) {
        OnEc2.Network network = subject.stack().network();
        boolean made = network.subnets().isEmpty();
        for (Role role : Role.ALL) {
            OnEc2.Nodes described = subject.stack().described().get(role.key());
            List<Node> nodes = layout.nodes(role);
            long fit = nodes.stream().filter(node -> fits(node, role)).count();
            if (described != null && fit < nodes.size()) {
                int asked = described.nodes();
                subject.error(
                                Ec2Rule.NETWORK_FULL,
                                role.key() + ".nodes",
                                asked + ", of which " + (asked - fit) + " find no address")
                        .must("be " + fit + " at most in "
                                + (made
                                        ? network.cidr() + ", a quarter of which is one zone's"
                                        : "the subnets described, in which this role begins at address "
                                                + role.firstHost()))
                        .mend(
                                made
                                        ? "describe a larger network.cidr for a new cluster, or fewer nodes"
                                        : "name larger subnets, or describe fewer nodes");
            }
        }
    }

    /** AWS keeps the last address of every subnet for itself. */
    private static boolean fits(Node node, Role role) {
        int host = node.address().bits() - node.zone().subnet().first().bits();
        return host < node.zone().subnet().size() - 1 && host < (long) role.firstHost() + role.hosts();
    }
}
