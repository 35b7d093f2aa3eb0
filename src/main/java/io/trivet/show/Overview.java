package io.trivet.show;

import io.trivet.kafka.MetadataMode;
import io.trivet.layout.Layout;
import io.trivet.layout.Role;
import io.trivet.layout.Zone;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import io.trivet.platform.Ec2Platform;
import io.trivet.process.Port;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import java.util.List;

/** What page and picture of a layout have in common: a plan, and the description that it was made from. */
public record Overview(Description<OnEc2> description, Plan<Ec2Platform> plan) {
    /** Of AWS; empty text when the description names none. */
    String region() {
        return description.region().orElse("");
    }

    Layout layout() {
        return plan.layout();
    }

    String kafka() {
        return plan.platform().kafka().text();
    }

    /** {@code ZooKeeper} or {@code KRaft}, as Kafka's own pages spell them. */
    String metadata() {
        return plan.platform().metadata() == MetadataMode.ZOOKEEPER ? "ZooKeeper" : "KRaft";
    }

    /** The nodes of a zone that have this role, by number. */
    List<PlannedNode> nodes(Zone zone, Role role) {
        return in(zone, plan.nodes(role));
    }

    /** The brokers of a zone, by number. */
    List<PlannedNode> brokers(Zone zone) {
        return in(zone, plan.brokers());
    }

    private static List<PlannedNode> in(Zone zone, List<PlannedNode> nodes) {
        return nodes.stream()
                .filter(planned -> planned.node().zone().index() == zone.index())
                .toList();
    }

    /** The roles that have nodes, in the order in which they start. */
    List<Role> roles() {
        return layout().roles();
    }

    /** The ports of a node with the numbers on which it listens, the server's first. */
    static List<Port> ports(PlannedNode planned) {
        return planned.ports().stream()
                .map(port -> new Port(port.name(), planned.node().port(port.number()), port.from()))
                .toList();
    }

    /** Where clients connect first: the bootstrap name where all brokers share its port, else every broker. */
    String bootstrap() {
        List<Integer> ports = plan.brokers().stream()
                .map(planned -> ports(planned).get(0).number())
                .distinct()
                .toList();
        return ports.size() == 1 ? layout().names().bootstrap() + ":" + ports.get(0) : plan.clientBootstrap();
    }
}
