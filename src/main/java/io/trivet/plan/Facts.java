package io.trivet.plan;

import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.MetadataMode;
import io.trivet.layout.DnsRecord;
import io.trivet.layout.Layout;
import io.trivet.layout.Node;
import io.trivet.layout.PlannedTopic;
import io.trivet.layout.Role;
import io.trivet.layout.Site;
import io.trivet.layout.Zone;
import io.trivet.process.ConfigFile;
import io.trivet.process.KafkaBroker;
import io.trivet.process.Launch;
import io.trivet.process.Port;
import io.trivet.stack.Address;
import io.trivet.stack.OnEc2;
import io.trivet.stack.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Everything that is provisioned, each fact once and by name, so that two of them can be compared: what a role shares
 * stands at the role, so that a setting of 1,000 brokers is one fact.
 *
 * <p>Settings, records, services and firewall follow from the rest. They are here because people ask for them, and
 * {@link #provision} makes them anew.
 *
 * @param stack name of the stack
 * @param environment as described
 * @param region of AWS
 * @param cluster name, id and version
 * @param zones in the order of the description
 * @param dns names of the nodes
 * @param network in which they are
 * @param tags on every resource
 * @param rollout what restarts together
 * @param initialControllers first voters of a KRaft quorum
 * @param roles by their word
 * @param nodes by name
 * @param topics by name
 * @param records addresses by DNS name
 * @param services targets of SRV records by name
 * @param firewall what is spoken, by who reaches whom at which port
 */
record Facts(
        String stack,
        String environment,
        String region,
        Cluster cluster,
        List<Zone> zones,
        Dns dns,
        OnEc2.Network network,
        SortedMap<String, String> tags,
        OnEc2.Unit rollout,
        Optional<String> initialControllers,
        SortedMap<String, RoleFacts> roles,
        SortedMap<String, NodeFacts> nodes,
        SortedMap<String, TopicFacts> topics,
        SortedMap<String, String> records,
        SortedMap<String, List<String>> services,
        SortedMap<String, String> firewall) {

    /**
     * Who the cluster is.
     *
     * @param name of the cluster
     * @param id as Kafka keeps it
     * @param kafka version
     * @param metadata where Kafka keeps it
     */
    record Cluster(String name, String id, KafkaVersion kafka, MetadataMode metadata) {}

    /**
     * Where the names are.
     *
     * @param zone under which every record lies
     * @param ttl of the records
     * @param hostedZone id of one that exists
     */
    record Dns(String zone, Span ttl, Optional<String> hostedZone) {}

    /**
     * What the nodes of a role have in common.
     *
     * @param machine of each
     * @param release of the software
     * @param launch of the process
     * @param ports on which they listen
     * @param settings of the server
     * @param order paths of the files, as they are sent
     * @param files texts by path
     */
    record RoleFacts(
            Machine machine,
            Release release,
            Launch launch,
            List<Port> ports,
            SortedMap<String, String> settings,
            List<String> order,
            SortedMap<String, String> files) {}

    /**
     * What is a node's own.
     *
     * @param role which one
     * @param number within its role
     * @param id as Kafka or ZooKeeper knows it
     * @param zone index of its zone
     * @param address fixed
     * @param name in DNS
     * @param settings of the server that are its own
     * @param files texts, or last parts of texts, by path
     */
    record NodeFacts(
            Role role,
            int number,
            int id,
            int zone,
            Address address,
            String name,
            SortedMap<String, String> settings,
            SortedMap<String, String> files) {}

    /** The facts of what is provisioned. */
    static Facts of(Provision provision) {
        Plan plan = provision.plan();
        Layout layout = plan.layout();
        SortedMap<String, RoleFacts> roles = new TreeMap<>();
        for (ProvisionedRole role : provision.roles()) {
            PlannedRole planned = plan.roles().stream()
                    .filter(one -> one.role() == role.role())
                    .findFirst()
                    .orElseThrow();
            PlannedNode member = plan.nodes().stream()
                    .filter(one -> one.node().role() == role.role())
                    .findFirst()
                    .orElseThrow();
            roles.put(
                    role.role().word(),
                    new RoleFacts(
                            role.machine(),
                            role.release(),
                            member.launch(),
                            member.ports(),
                            role.settings(),
                            planned.shared().stream().map(ConfigFile::path).toList(),
                            texts(planned.shared())));
        }
        SortedMap<String, NodeFacts> nodes = new TreeMap<>();
        for (PlannedNode planned : plan.nodes()) {
            Node node = planned.node();
            nodes.put(
                    node.name(),
                    new NodeFacts(
                            node.role(),
                            node.number(),
                            node.id(),
                            node.zone().index(),
                            node.address(),
                            node.dnsName(),
                            planned.settings(),
                            texts(planned.own())));
        }
        return new Facts(
                plan.id(),
                provision.environment(),
                provision.region(),
                new Cluster(
                        layout.cluster(),
                        layout.clusterId(),
                        plan.kafka(),
                        plan.initialControllers().isEmpty() ? MetadataMode.ZOOKEEPER : MetadataMode.KRAFT),
                layout.zones(),
                new Dns(layout.dnsZone(), layout.ttl(), provision.hostedZone()),
                provision.network(),
                provision.tags(),
                provision.plan().together(),
                plan.initialControllers(),
                roles,
                nodes,
                map(
                        plan.topics(),
                        PlannedTopic::name,
                        topic -> new TopicFacts(topic.partitions(), topic.replicas(), topic.settings())),
                map(layout.records(), DnsRecord::name, Facts::addresses),
                map(provision.services(), ServiceRecord::name, ServiceRecord::targets),
                map(
                        provision.edges(),
                        edge -> edge.from() + " to " + edge.to() + ":"
                                + edge.port().number(),
                        edge -> edge.port().name()));
    }

    /** What is provisioned of which these are the facts. */
    Provision provision() {
        Layout layout = new Layout(cluster.name(), cluster.id(), Site.EC2, zones, layoutNodes(), dns.zone(), dns.ttl());
        List<PlannedRole> plannedRoles = new ArrayList<>();
        List<PlannedNode> plannedNodes = new ArrayList<>();
        SortedMap<Role, Machine> machines = new TreeMap<>();
        SortedMap<Role, Release> releases = new TreeMap<>();
        for (Role role : Role.values()) {
            RoleFacts facts = roles.get(role.word());
            if (facts == null) {
                continue;
            }
            machines.put(role, facts.machine());
            releases.put(role, facts.release());
            List<ConfigFile> shared = facts.order().stream()
                    .map(path -> new ConfigFile(path, text(facts.files(), path)))
                    .toList();
            plannedRoles.add(new PlannedRole(role, facts.settings(), shared));
            for (Node node : layout.nodes(role)) {
                NodeFacts own = nodes.get(node.name());
                SortedMap<String, String> texts = own == null ? new TreeMap<>() : own.files();
                List<ConfigFile> ownFiles = texts.keySet().stream()
                        .map(path -> new ConfigFile(path, text(texts, path)))
                        .toList();
                plannedNodes.add(new PlannedNode(
                        node,
                        facts.ports(),
                        own == null ? Collections.emptySortedMap() : own.settings(),
                        ownFiles,
                        Plan.joined(shared, ownFiles),
                        facts.launch()));
            }
        }
        Plan plan = new Plan(
                stack,
                layout,
                cluster.kafka(),
                plannedRoles,
                plannedNodes,
                Plan.waves(layout, rollout),
                plannedTopics(),
                layout.endpoints(Role.BROKER, KafkaBroker.CLIENT_PORT),
                initialControllers,
                rollout);
        return Provision.of(plan, region, environment, network, dns.hostedZone(), tags, machines, releases);
    }

    /** The nodes of a role that stand in this order: by role, then number. */
    private List<Node> layoutNodes() {
        List<Node> list = new ArrayList<>();
        nodes.values().stream()
                .sorted(Comparator.comparing(NodeFacts::role).thenComparingInt(NodeFacts::number))
                .forEach(node -> list.add(new Node(
                        node.role(),
                        node.number(),
                        node.id(),
                        zones.get(node.zone()),
                        node.address(),
                        node.name(),
                        0)));
        return List.copyOf(list);
    }

    private List<PlannedTopic> plannedTopics() {
        List<PlannedTopic> list = new ArrayList<>();
        topics.forEach((name, topic) ->
                list.add(new PlannedTopic(name, topic.partitions(), topic.replicas(), topic.settings())));
        return List.copyOf(list);
    }

    private static String text(SortedMap<String, String> files, String path) {
        return files.getOrDefault(path, "");
    }

    private static SortedMap<String, String> texts(List<ConfigFile> files) {
        return map(files, ConfigFile::path, ConfigFile::text);
    }

    private static <T, V> SortedMap<String, V> map(List<T> list, Function<T, String> key, Function<T, V> value) {
        SortedMap<String, V> map = new TreeMap<>();
        list.forEach(item -> map.put(key.apply(item), value.apply(item)));
        return Collections.unmodifiableSortedMap(map);
    }

    private static String addresses(DnsRecord dns) {
        return String.join(" ", dns.addresses().stream().map(Address::toString).toList());
    }
}
