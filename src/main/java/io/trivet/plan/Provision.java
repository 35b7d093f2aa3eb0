package io.trivet.plan;

import io.trivet.layout.Node;
import io.trivet.layout.Role;
import io.trivet.layout.Site;
import io.trivet.process.ConfigFile;
import io.trivet.process.KafkaBroker;
import io.trivet.process.KafkaController;
import io.trivet.process.Launch;
import io.trivet.process.Port;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What EC2 is asked for: the plan, and what the description says of networks, machines and rolls, with nothing left
 * open. {@code target.aws} turns it into resources, one for one.
 *
 * @param plan of the same description, for EC2
 * @param region of AWS
 * @param environment as described
 * @param network what is made, or what exists
 * @param hostedZone id of one that exists; empty where one is made
 * @param tags on every resource
 * @param roles in the order in which they start
 * @param nodes in the order of the plan
 * @param edges who reaches whom
 * @param services where the exporters are
 */
public record Provision(
        Plan plan,
        String region,
        String environment,
        OnEc2.Network network,
        Optional<String> hostedZone,
        SortedMap<String, String> tags,
        List<ProvisionedRole> roles,
        List<ProvisionedNode> nodes,
        List<Edge> edges,
        List<ServiceRecord> services) {
    private static final String ROLE_FACTS = "/etc/trivet/role";
    private static final String NODE_FACTS = "/etc/trivet/node";

    /** What a description asks of EC2. */
    public static Provision of(Description<OnEc2> description) {
        OnEc2 stack = description.on();
        Plan plan = Plan.of(description, Site.EC2);
        SortedMap<Role, Machine> machines = new TreeMap<>();
        SortedMap<Role, Release> releases = new TreeMap<>();
        for (PlannedNode node : plan.nodes()) {
            Role role = node.node().role();
            if (!machines.containsKey(role)) {
                machines.put(role, Machine.of(role, stack));
                releases.put(role, Release.of(node.launch().software(), stack));
            }
        }
        SortedMap<String, String> tags = new TreeMap<>(description.tags());
        tags.put("trivet:cluster", description.name());
        tags.put("trivet:environment", description.environment());
        tags.put("trivet:stack", description.id());
        return of(
                plan,
                description.region().orElseGet(() -> region(stack)),
                description.environment(),
                stack.network(),
                stack.dns().zoneId(),
                Collections.unmodifiableSortedMap(tags),
                machines,
                releases);
    }

    /** What follows from a plan and the machines of its roles. */
    static Provision of(
            Plan plan,
            String region,
            String environment,
            OnEc2.Network network,
            Optional<String> hostedZone,
            SortedMap<String, String> tags,
            SortedMap<Role, Machine> machines,
            SortedMap<Role, Release> releases) {
        List<ProvisionedRole> roles = new ArrayList<>();
        List<ProvisionedNode> nodes = new ArrayList<>();
        for (PlannedRole planned : plan.roles()) {
            List<PlannedNode> members = plan.nodes().stream()
                    .filter(node -> node.node().role() == planned.role())
                    .toList();
            Machine machine = machines.get(planned.role());
            Release release = releases.get(planned.role());
            if (machine == null || release == null) {
                continue;
            }
            ProvisionedRole role = role(planned, members.get(0).launch(), machine, release, plan);
            roles.add(role);
            members.forEach(node -> nodes.add(node(node, role)));
        }
        return new Provision(
                plan,
                region,
                environment,
                network,
                hostedZone,
                tags,
                List.copyOf(roles),
                List.copyOf(nodes),
                edges(plan),
                services(plan));
    }

    /** The waves of the plan, each node with what is its own. */
    public List<List<ProvisionedNode>> waves() {
        SortedMap<String, ProvisionedNode> byName = new TreeMap<>();
        nodes.forEach(node -> byName.put(node.node().name(), node));
        return plan.waves().stream()
                .map(wave -> wave.stream()
                        .map(node -> byName.get(node.name()))
                        .filter(Objects::nonNull)
                        .toList())
                .filter(wave -> !wave.isEmpty())
                .toList();
    }

    /** The region that the first zone is part of: {@code us-east-1} of {@code us-east-1a}. */
    private static String region(OnEc2 stack) {
        String zone = stack.zones().get(0);
        return zone.substring(0, zone.length() - 1);
    }

    private static ProvisionedRole role(
            PlannedRole planned, Launch launch, Machine machine, Release release, Plan plan) {
        String product = launch.software().product().name().toLowerCase(Locale.ROOT);
        SortedMap<String, String> facts = new TreeMap<>();
        facts.put("ROLE", planned.role().word());
        facts.put("CLUSTER", plan.layout().cluster());
        facts.put("CLUSTER_ID", plan.layout().clusterId());
        facts.put("METADATA", plan.initialControllers().isEmpty() ? "zookeeper" : "kraft");
        facts.put("PRODUCT", product);
        facts.put("VERSION", launch.software().version());
        facts.put("ARCHIVE", release.url());
        facts.put("ARCHIVE_SHA512", release.sha512().orElse(""));
        facts.put("CONFIGURATION", launch.folder());
        facts.put("DATA", launch.dataFolder());
        plan.initialControllers().ifPresent(voters -> {
            facts.put("CONTROLLERS", plan.layout().endpoints(Role.CONTROLLER, KafkaController.PORT));
            facts.put("INITIAL_CONTROLLERS", planned.role() == Role.CONTROLLER ? voters : "");
        });
        if (planned.role() == Role.BROKER) {
            facts.put("BROKERS", plan.layout().bootstrapName() + ":" + KafkaBroker.REPLICATION_PORT);
        }
        List<ConfigFile> files = new ArrayList<>();
        files.add(new ConfigFile(ROLE_FACTS, lines(facts)));
        files.addAll(planned.shared());
        return new ProvisionedRole(
                planned.role(),
                product + " " + launch.software().version(),
                machine,
                release,
                Bundle.of(files),
                planned.settings());
    }

    private static ProvisionedNode node(PlannedNode planned, ProvisionedRole role) {
        Node node = planned.node();
        SortedMap<String, String> facts = new TreeMap<>();
        facts.put("NODE", node.name());
        facts.put("NAME", node.dnsName());
        facts.put("ID", "" + node.id());
        facts.put("ZONE", node.zone().name());
        facts.put("ADDRESS", node.address().toString());
        List<ConfigFile> files = new ArrayList<>();
        files.add(new ConfigFile(NODE_FACTS, lines(facts)));
        files.addAll(planned.own());
        Bundle own = Bundle.of(files);
        return new ProvisionedNode(node, own, role.shared().digestWith(own));
    }

    /**
     * Lines that a shell and java.util.Properties read alike: no value holds a blank, quote, colon-less key or escape.
     */
    private static String lines(SortedMap<String, String> facts) {
        return facts.entrySet().stream()
                .map(fact -> fact.getKey() + "=" + fact.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private static List<Edge> edges(Plan plan) {
        List<Edge> edges = new ArrayList<>();
        for (Map.Entry<Role, List<Port>> role : ports(plan).entrySet()) {
            for (Port port : role.getValue()) {
                for (Port.Peer peer : port.from()) {
                    edges.add(new Edge(Edge.group(peer), role.getKey().word(), port));
                }
            }
        }
        return List.copyOf(edges);
    }

    /** The ports of each role that has nodes. */
    private static SortedMap<Role, List<Port>> ports(Plan plan) {
        SortedMap<Role, List<Port>> ports = new TreeMap<>();
        plan.nodes().forEach(node -> ports.putIfAbsent(node.node().role(), node.ports()));
        return ports;
    }

    /** Per role one record of all its exporters, {@code _broker-exporter._tcp.films.us-east-1.prod.internal}. */
    private static List<ServiceRecord> services(Plan plan) {
        List<ServiceRecord> services = new ArrayList<>();
        for (Role role : ports(plan).keySet()) {
            List<String> targets = plan.nodes().stream()
                    .filter(planned -> planned.node().role() == role)
                    .map(planned ->
                            "0 0 " + planned.node().port(planned.launch().exporterPort()) + " "
                                    + planned.node().dnsName())
                    .toList();
            services.add(new ServiceRecord(
                    "_" + role.word() + "-exporter._tcp." + plan.layout().cluster() + "."
                            + plan.layout().dnsZone(),
                    targets));
        }
        return List.copyOf(services);
    }
}
