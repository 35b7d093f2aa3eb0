package io.trivet.layout;

import io.trivet.kafka.MetadataMode;
import io.trivet.stack.Address;
import io.trivet.stack.Brokers;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import io.trivet.stack.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a description comes to in space: zones, every node that we run with its place, id, address and name, and topics.
 *
 * <p>Goals, in this order: the same description gives the same layout; adding a node moves no other; every zone holds
 * the same number of nodes of a role, give or take one; no zone holds a majority of voters.
 *
 * <p>Node {@code n} of a role stands in zone {@code (n - 1) mod 3}, at address {@code first host of the role + (n - 1)
 * / 3} of that zone's quarter of the network. With 10.20.0.0/16 the quarters begin at 10.20.0.0, 10.20.64.0,
 * 10.20.128.0 and, for what is no node, 10.20.192.0; so broker4 is the second broker of the first zone, at 10.20.0.101.
 * Where the description names a subnet that exists, that subnet stands in the place of the quarter.
 *
 * @param clusterId as Kafka keeps it in every data folder; empty where AWS or a service gives it
 * @param zones in the order of the description; none where a service runs the brokers
 * @param nodes ZooKeeper servers or controllers first, then brokers, each by number; none where AWS or a service runs
 *     them
 * @param domain names in DNS; always there with nodes
 * @param listeners of every broker, besides those of its own clients and of the other brokers
 */
public record Layout(
        String cluster,
        String clusterId,
        Site site,
        List<Zone> zones,
        List<Node> nodes,
        List<PlannedTopic> topics,
        Optional<Domain> domain,
        List<Listener> listeners) {
    /** More than any network that is allowed has room for; a description may still ask for a billion by mistake. */
    private static final int MOST_OF_A_ROLE = 65_536;

    /** The layout of a description on AWS. */
    public static Layout of(Description<?> description) {
        return of(description, Site.EC2);
    }

    /**
     * The layout of a description at a site. Total: a description that breaks a rule still has a layout to speak of, of
     * 65,536 nodes a role at most.
     */
    public static Layout of(Description<?> description, Site site) {
        Optional<Domain> domain = Domain.of(description);
        List<Zone> zones = description
                .on()
                .on(
                        ec2 -> Zone.of(
                                ec2.zones(), ec2.network().cidr(), ec2.network().subnets()),
                        msk -> Zone.of(
                                msk.zones(), msk.network().cidr(), msk.network().subnets()),
                        service -> List.of());
        List<Node> nodes = new ArrayList<>();
        SortedMap<String, Integer> counts = counts(description.on());
        boolean combined = description.on().on(OnEc2::combined, msk -> false, service -> false);
        for (Role role : Role.ALL) {
            int count = role.isBroker() && role.isVoter() != combined ? 0 : counts.getOrDefault(role.key(), 0);
            domain.ifPresent(names -> place(role, count, names, zones, site, nodes));
        }
        return new Layout(
                description.name(),
                description.on(ClusterId::of, msk -> "", service -> ""),
                site,
                zones,
                List.copyOf(nodes),
                PlannedTopic.of(description),
                domain,
                Listener.of(description, site));
    }

    /** How many nodes we run, by the key of their role. */
    private static SortedMap<String, Integer> counts(Brokers brokers) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        SortedMap<String, OnEc2.Nodes> described =
                brokers.on(OnEc2::described, msk -> new TreeMap<>(), service -> new TreeMap<>());
        described.forEach((key, nodes) -> counts.put(key, nodes.nodes()));
        return counts;
    }

    private static void place(Role role, int count, Domain domain, List<Zone> zones, Site site, List<Node> nodes) {
        for (int number = 1; number <= Math.min(count, MOST_OF_A_ROLE) && !zones.isEmpty(); number++) {
            Zone zone = zones.get((number - 1) % zones.size());
            Address described = zone.subnet().first().plus(role.firstHost() + (number - 1) / zones.size());
            nodes.add(new Node(
                    role,
                    number,
                    role.id(number),
                    zone,
                    site.address(described),
                    domain.name(role.node(number)),
                    site.portShift(nodes.size())));
        }
    }

    /** The nodes of one role, by number. */
    public List<Node> nodes(Role role) {
        return nodes.stream().filter(node -> node.role().equals(role)).toList();
    }

    /** The nodes of one zone, in the order of {@link #nodes()}. */
    public List<Node> nodes(Zone zone) {
        return nodes.stream().filter(node -> node.zone().equals(zone)).toList();
    }

    /** The names in DNS of a cluster that has nodes of ours. */
    public Domain names() {
        return domain.orElseThrow(() -> new IllegalStateException("this is a bug in Trivet: nodes without names"));
    }

    /** The nodes that hold partitions, by number. */
    public List<Node> brokers() {
        return nodes.stream().filter(node -> node.role().isBroker()).toList();
    }

    /** The nodes that vote on the metadata of the brokers, by number. */
    public List<Node> voters() {
        return nodes.stream().filter(node -> node.role().isVoter()).toList();
    }

    /** Those of {@link #voters()} that keep metadata so; none where they are kept in another way. */
    public List<Node> voters(MetadataMode mode) {
        return nodes.stream().filter(node -> node.role().votesOn(mode)).toList();
    }

    /** The roles that have nodes, in the order in which they start. */
    public List<Role> roles() {
        return nodes.stream().map(Node::role).distinct().toList();
    }

    /** {@code host:port} of nodes, in order, separated by commas. */
    public static String endpoints(List<Node> nodes, int standardPort) {
        return String.join(
                ",", nodes.stream().map(node -> node.endpoint(standardPort)).toList());
    }

    /** The listener for users with a password; empty where none may come so. */
    public Optional<Listener> passwords() {
        return listeners.stream().filter(Listener::asksForPassword).findFirst();
    }

    /** Names of brokers at a further listener, and one for all of them; whoever has its zone keeps them. */
    public List<DnsRecord> records(Listener listener) {
        return nodes.isEmpty() ? List.of() : listener.records(this);
    }

    /** All names that lead to a node, with those of further listeners. */
    public List<DnsRecord> allRecords() {
        return Stream.concat(records().stream(), listeners.stream().flatMap(listener -> records(listener).stream()))
                .toList();
    }

    /** The names in DNS that lead to a node, its own first. */
    public List<String> namesOf(Node node) {
        return allRecords().stream()
                .filter(dns -> dns.addresses().contains(node.address()))
                .map(DnsRecord::name)
                .distinct()
                .toList();
    }

    /** An A record per node, and the bootstrap record with the addresses of all brokers. */
    public List<DnsRecord> records() {
        if (nodes.isEmpty()) {
            return List.of();
        }
        List<DnsRecord> records = new ArrayList<>();
        Span ttl = names().ttl();
        for (Node node : nodes) {
            records.add(new DnsRecord(node.dnsName(), List.of(node.address()), ttl));
        }
        records.add(new DnsRecord(
                names().bootstrap(), brokers().stream().map(Node::address).toList(), ttl));
        return List.copyOf(records);
    }
}
