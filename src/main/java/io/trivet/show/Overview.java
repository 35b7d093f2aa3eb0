package io.trivet.show;

import io.trivet.layout.DnsRecord;
import io.trivet.layout.Layout;
import io.trivet.layout.Node;
import io.trivet.layout.PlannedTopic;
import io.trivet.layout.Role;
import io.trivet.layout.Zone;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import io.trivet.platform.Ec2Platform;
import io.trivet.process.Port;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import io.trivet.stack.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What every form of a layout shows: who the cluster is, its nodes with their ports, its topics.
 *
 * @param stack name of the Pulumi stack
 * @param region of AWS; empty text when the description names none
 * @param metadata {@code zookeeper} or {@code kraft}
 * @param endpoints {@code host:port} of every broker
 * @param layout zones, nodes and records
 * @param nodes in the order of the layout, with the ports on which each listens
 * @param topics sorted by name
 */
public record Overview(
        String stack,
        String cluster,
        String environment,
        String region,
        String kafka,
        String metadata,
        String endpoints,
        Layout layout,
        List<ShownNode> nodes,
        List<ShownTopic> topics) {

    /**
     * A node and its ports.
     *
     * @param ports the exporter's last, with the numbers on which this node listens
     */
    public record ShownNode(Node node, List<Port> ports) {}

    /**
     * A topic, and who chose its partitions.
     *
     * @param byGuideline whether the description left the partitions to the guideline
     */
    public record ShownTopic(PlannedTopic topic, boolean byGuideline) {}

    /** What there is to show of a plan and the description that it was made from. */
    public static Overview of(Description<OnEc2> description, Plan<Ec2Platform> plan) {
        OnEc2 described = description.on();
        return new Overview(
                plan.id(),
                plan.layout().cluster(),
                description.environment(),
                description.region().orElse(""),
                plan.platform().kafka().text(),
                described.kafka().metadata().name().toLowerCase(Locale.ROOT),
                plan.clientBootstrap(),
                plan.layout(),
                plan.nodes().stream().map(Overview::shown).toList(),
                shown(plan.topics(), description.topics()));
    }

    /** Planned topics beside what is described of them. */
    static List<ShownTopic> shown(List<PlannedTopic> topics, SortedMap<String, Topic> described) {
        return topics.stream()
                .map(topic -> new ShownTopic(
                        topic,
                        Optional.ofNullable(described.get(topic.name()))
                                .flatMap(Topic::partitions)
                                .isEmpty()))
                .toList();
    }

    private static ShownNode shown(PlannedNode planned) {
        List<Port> ports = new ArrayList<>();
        for (Port port : planned.ports()) {
            ports.add(new Port(port.name(), planned.node().port(port.number()), port.from()));
        }
        return new ShownNode(planned.node(), List.copyOf(ports));
    }

    /** The nodes of a zone that have this role, by number. */
    List<ShownNode> nodes(Zone zone, Role role) {
        return nodes.stream()
                .filter(shown ->
                        shown.node().role().equals(role) && shown.node().zone().index() == zone.index())
                .toList();
    }

    /** The brokers of a zone, by number. */
    List<ShownNode> brokers(Zone zone) {
        return nodes.stream()
                .filter(shown ->
                        shown.node().role().isBroker() && shown.node().zone().index() == zone.index())
                .toList();
    }

    /** The roles that have nodes, in the order in which they start. */
    List<Role> roles() {
        return layout.roles();
    }

    /** The ports of the nodes of a role, as the first of them has them. */
    List<Port> ports(Role role) {
        return nodes.stream()
                .filter(shown -> shown.node().role().equals(role))
                .findFirst()
                .map(ShownNode::ports)
                .orElse(List.of());
    }

    /** What all DNS names of the cluster end in: {@code .films.us-east-1.prod.internal}. */
    String domain() {
        return layout.names().name("");
    }

    /** Where clients connect first: the bootstrap name where all brokers share its port, else every broker. */
    String bootstrap() {
        List<Integer> ports = nodes.stream()
                .filter(shown -> shown.node().role().isBroker())
                .map(shown -> shown.ports().get(0).number())
                .distinct()
                .toList();
        return ports.size() == 1 ? layout.names().bootstrap() + ":" + ports.get(0) : endpoints;
    }

    /** {@code ZooKeeper} or {@code KRaft}, as Kafka's own pages spell them. */
    String metadataName() {
        return metadata.equals("zookeeper") ? "ZooKeeper" : "KRaft";
    }

    /** All records, sorted by the layout: one for each node, then bootstrap. */
    List<DnsRecord> records() {
        return layout.records();
    }
}
