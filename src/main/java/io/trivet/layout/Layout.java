package io.trivet.layout;

import io.trivet.stack.Address;
import io.trivet.stack.Cidr;
import io.trivet.stack.Description;
import io.trivet.stack.Dns;
import io.trivet.stack.OnEc2;
import io.trivet.stack.Span;
import io.trivet.stack.Subnet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Every node of a cluster with its place, id, address and name.
 *
 * <p>Goals, in this order: the same description gives the same layout; adding a node moves no other; every zone holds
 * the same number of nodes of a role, give or take one; no zone holds a majority of voters.
 *
 * <p>Node {@code n} of a role stands in zone {@code (n - 1) mod 3}, at address {@code first host of the role + (n - 1)
 * / 3} of that zone's quarter of the network. With 10.20.0.0/16 the quarters begin at 10.20.0.0, 10.20.64.0,
 * 10.20.128.0 and, for what is no node, 10.20.192.0; so broker4 is the second broker of the first zone, at 10.20.0.101.
 * Where the description names a subnet that exists, that subnet stands in the place of the quarter.
 *
 * @param clusterId as Kafka keeps it in every data folder
 * @param zones in the order of the description
 * @param nodes ZooKeeper servers or controllers first, then brokers, each by number
 * @param dnsZone under which the names lie
 */
public record Layout(
        String cluster, String clusterId, Site site, List<Zone> zones, List<Node> nodes, String dnsZone, Span ttl) {
    /** A record that a resolver keeps for a minute: a replaced node keeps its address, so little is gained by less. */
    private static final Span DEFAULT_TTL = new Span(Duration.ofSeconds(60));

    /** More than any network that is allowed has room for; a description may still ask for a billion by mistake. */
    private static final int MOST_OF_A_ROLE = 65_536;

    /** The layout of a description, whoever runs the brokers; with nodes on EC2. */
    public static Layout of(Description<?> description) {
        return description.on(
                ec2 -> of(ec2, Site.EC2),
                msk -> withoutNodes(
                        msk,
                        zones(
                                msk.on().zones(),
                                msk.on().network().cidr(),
                                msk.on().network().subnets()),
                        msk.on().dns()),
                service -> withoutNodes(service, List.of(), service.on().dns()));
    }

    private static Layout withoutNodes(Description<?> description, List<Zone> zones, Optional<Dns> dns) {
        return new Layout(
                description.name(),
                "",
                Site.EC2,
                zones,
                List.of(),
                dns.map(Dns::zone).orElse(""),
                dns.flatMap(Dns::ttl).orElse(DEFAULT_TTL));
    }

    private static List<Zone> zones(List<String> names, Cidr network, SortedMap<String, Subnet> subnets) {
        List<Zone> zones = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Subnet subnet = subnets.get(names.get(i));
            zones.add(new Zone(
                    i,
                    names.get(i),
                    subnet == null ? network.quarter(i) : subnet.cidr().aligned()));
        }
        return List.copyOf(zones);
    }

    /**
     * The layout of a description at a site. Total: a description that breaks a rule still has a layout to speak of, of
     * 65,536 nodes a role at most.
     */
    public static Layout of(Description<OnEc2> description, Site site) {
        OnEc2 stack = description.on();
        List<Zone> zones =
                zones(stack.zones(), stack.network().cidr(), stack.network().subnets());
        String domain = description.name() + "." + stack.dns().zone();
        List<Node> nodes = new ArrayList<>();
        if (stack.usesZooKeeper()) {
            stack.zookeeper()
                    .ifPresent(ensemble -> place(Role.ZOOKEEPER, ensemble.nodes(), domain, zones, site, nodes));
        } else {
            stack.controllers().ifPresent(quorum -> place(Role.CONTROLLER, quorum.nodes(), domain, zones, site, nodes));
        }
        place(Role.BROKER, stack.brokers().nodes(), domain, zones, site, nodes);
        String clusterId = stack.kafka()
                .clusterId()
                .orElseGet(() -> ClusterId.of(
                        description.name(),
                        description.environment(),
                        description.region().orElse("")));
        return new Layout(
                description.name(),
                clusterId,
                site,
                List.copyOf(zones),
                List.copyOf(nodes),
                stack.dns().zone(),
                stack.dns().ttl().orElse(DEFAULT_TTL));
    }

    private static void place(Role role, int count, String domain, List<Zone> zones, Site site, List<Node> nodes) {
        for (int number = 1; number <= Math.min(count, MOST_OF_A_ROLE) && !zones.isEmpty(); number++) {
            Zone zone = zones.get((number - 1) % zones.size());
            Address described = zone.subnet().first().plus(role.firstHost() + (number - 1) / zones.size());
            String dnsName = role.node(number) + "." + domain;
            nodes.add(new Node(
                    role,
                    number,
                    role.id(number),
                    zone,
                    site.address(described),
                    dnsName,
                    site.portShift(nodes.size())));
        }
    }

    /** The nodes of one role, by number. */
    public List<Node> nodes(Role role) {
        return nodes.stream().filter(node -> node.role() == role).toList();
    }

    /** The nodes of one zone, in the order of {@link #nodes()}. */
    public List<Node> nodes(Zone zone) {
        return nodes.stream().filter(node -> node.zone().equals(zone)).toList();
    }

    /** The name behind which all brokers stand. */
    public String bootstrapName() {
        return "bootstrap." + cluster + "." + dnsZone;
    }

    /** {@code host:port} of each node of a role, in order, separated by commas. */
    public String endpoints(Role role, int standardPort) {
        return String.join(
                ",",
                nodes(role).stream().map(node -> node.endpoint(standardPort)).toList());
    }

    /** An A record per node, and the bootstrap record with the addresses of all brokers. */
    public List<DnsRecord> records() {
        List<DnsRecord> records = new ArrayList<>();
        for (Node node : nodes) {
            records.add(new DnsRecord(node.dnsName(), List.of(node.address()), ttl));
        }
        records.add(new DnsRecord(
                bootstrapName(), nodes(Role.BROKER).stream().map(Node::address).toList(), ttl));
        return List.copyOf(records);
    }
}
