package io.trivet.plan;

import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.MetadataMode;
import io.trivet.kafka.Replicas;
import io.trivet.layout.Layout;
import io.trivet.layout.Listener;
import io.trivet.layout.Machine;
import io.trivet.layout.Node;
import io.trivet.layout.PlannedConnector;
import io.trivet.layout.PlannedTopic;
import io.trivet.layout.Role;
import io.trivet.layout.Site;
import io.trivet.layout.Zone;
import io.trivet.platform.Ec2Platform;
import io.trivet.platform.Edge;
import io.trivet.platform.MonthlyCost;
import io.trivet.platform.MskPlatform;
import io.trivet.platform.Platform;
import io.trivet.platform.Prices;
import io.trivet.platform.ServicePlatform;
import io.trivet.platform.ec2.Ec2Cost;
import io.trivet.platform.ec2.Upkeep;
import io.trivet.platform.msk.MskAccess;
import io.trivet.platform.msk.MskCost;
import io.trivet.process.ClientAccess;
import io.trivet.process.Component;
import io.trivet.process.ConfigFile;
import io.trivet.process.ConnectWorker;
import io.trivet.process.Exporter;
import io.trivet.process.KafkaBroker;
import io.trivet.process.KafkaController;
import io.trivet.process.KafkaQuorum;
import io.trivet.process.KafkaSettings;
import io.trivet.process.Launch;
import io.trivet.process.MirrorMaker;
import io.trivet.process.Mirrored;
import io.trivet.process.Port;
import io.trivet.process.ZooKeeperServer;
import io.trivet.process.client.ApplicationFiles;
import io.trivet.process.client.GlueRegistry;
import io.trivet.process.client.SchemaRegistry;
import io.trivet.security.UserRights;
import io.trivet.security.WorkerRights;
import io.trivet.stack.ClientSource;
import io.trivet.stack.Console;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import io.trivet.stack.OnMsk;
import io.trivet.stack.OnService;
import io.trivet.stack.Traffic;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that a description comes to. The same description and site give the same plan, byte for byte.
 *
 * @param id name of the stack
 * @param environment as described
 * @param region of AWS; that of the first zone where none is described, empty where there is no zone
 * @param layout zones and nodes
 * @param roles what the nodes of each role share, in the order in which roles start; roles that have nodes
 * @param nodes in the order of the layout
 * @param waves nodes that change together, in the order in which a change goes through them
 * @param edges who reaches whom
 * @param files that are on no node: those of clients, of a console, of mirrors and of what monitors
 * @param console on which people look at the cluster
 * @param registries of schemas, by name
 * @param tags on every resource
 * @param mayEnd whether {@code pulumi destroy} may end the cluster
 * @param platform who runs the brokers
 */
public record Plan<P extends Platform<P>>(
        String id,
        String environment,
        String region,
        Layout layout,
        List<PlannedRole> roles,
        List<PlannedNode> nodes,
        List<List<Node>> waves,
        List<Edge> edges,
        List<ConfigFile> files,
        Optional<Console> console,
        SortedMap<String, SchemaRegistry> registries,
        SortedMap<String, String> tags,
        boolean mayEnd,
        P platform) {
    /** The plan of a description, with nodes on EC2. It has no error; {@code rule} sees to it. */
    public static Plan<?> of(Description<?> description) {
        return description.on(
                ec2 -> of(ec2, Site.EC2), msk -> ofMsk(msk, Optional.empty()), service -> ofService(service));
    }

    /** The plan of a cluster whose brokers are nodes of ours, at a site. */
    public static Plan<Ec2Platform> of(Description<OnEc2> description, Site site) {
        OnEc2 stack = description.on();
        KafkaVersion version = KafkaVersion.of(stack.kafka().version())
                .orElseThrow(() -> new IllegalArgumentException(
                        "unknown Kafka " + stack.kafka().version()));
        Layout layout = Layout.of(description, site);
        return of(description, version, layout, components(description, version, layout));
    }

    /**
     * The plan of what runs on the nodes of a layout.
     *
     * @param components in the order in which their roles start; the first of a role is what its nodes are there for
     */
    static Plan<Ec2Platform> of(
            Description<OnEc2> description, KafkaVersion version, Layout layout, List<Component> components) {
        OnEc2 stack = description.on();
        MetadataMode mode = stack.usesZooKeeper() ? MetadataMode.ZOOKEEPER : MetadataMode.KRAFT;
        Optional<LocalDate> restarted = stack.rollout().flatMap(OnEc2.Rollout::restart);
        List<PlannedRole> roles = new ArrayList<>();
        List<PlannedNode> nodes = new ArrayList<>();
        for (Role role : components.stream().map(Component::role).distinct().toList()) {
            List<Node> members = layout.nodes(role);
            if (members.isEmpty()) {
                continue;
            }
            List<Component> ofRole = components.stream()
                    .filter(component -> component.role().equals(role))
                    .toList();
            Component server = ofRole.get(0);
            List<ConfigFile> shared = RoleFiles.of(ofRole, mode, layout.cluster());
            roles.add(new PlannedRole(
                    role,
                    Machine.of(role, stack),
                    Release.of(server.launch().software(), stack),
                    ofRole.stream()
                            .map(component -> new PlannedProcess(component.launch(), component.ports(), restarted))
                            .toList(),
                    server.settings().asMap(),
                    shared));
            members.forEach(node -> nodes.add(node(node, ofRole, shared, restarted, layout.site())));
        }
        // Of brokers that vote no two may be down, wherever they stand.
        OnEc2.Unit together = stack.combined()
                ? OnEc2.Unit.NODE
                : stack.rollout().flatMap(OnEc2.Rollout::by).orElse(OnEc2.Unit.ZONE);
        return new Plan<>(
                description.id(),
                description.environment(),
                description.regionOrOfZones(),
                layout,
                List.copyOf(roles),
                List.copyOf(nodes),
                waves(layout, together),
                edges(roles, description, layout.listeners()),
                with(
                        ApplicationFiles.of(description, ApplicationAccess.of(description, layout), stack.zones()),
                        ConsolePlan.of(description, layout)),
                description.console(),
                SchemaRegistry.of(description),
                tags(description),
                description.mayEnd(),
                new Ec2Platform(
                        description.environment(),
                        version,
                        stack.kafka().mode(),
                        stack.network(),
                        stack.usesZooKeeper() ? Optional.empty() : Optional.of(KafkaQuorum.initialControllers(layout)),
                        stack.usesZooKeeper()
                                ? Optional.empty()
                                : stack.kafka()
                                        .metadataVersion()
                                        .flatMap(KafkaVersion::of)
                                        .or(() -> Optional.of(version)),
                        together,
                        Upkeep.of(description),
                        stack.security(),
                        UserRights.usersOf(description.clients().keySet(), stack.users()),
                        UserRights.of(description),
                        WorkerRights.of(layout.cluster(), stack),
                        Mirrored.of(description, layout.site()),
                        PlannedConnector.of(description)));
    }

    /**
     * The plan of a cluster on MSK.
     *
     * @param before what was deployed of it; empty for a cluster that is not there yet
     */
    public static Plan<MskPlatform> ofMsk(Description<OnMsk> description, Optional<Description<OnMsk>> before) {
        MskPlatform platform = MskPlatform.of(description, before);
        ClientAccess access = MskAccess.of(platform);
        return withoutNodes(
                description,
                platform.edges(),
                with(
                        ApplicationFiles.of(description, client -> access, List.of()),
                        ConsolePlan.ofMsk(description, platform)),
                platform);
    }

    /** The plan of what stands around a cluster that a service runs. */
    public static Plan<ServicePlatform> ofService(Description<OnService> description) {
        ServicePlatform platform = ServicePlatform.of(description);
        List<ConfigFile> files = new ArrayList<>(ServicePlatform.files(description, platform));
        files.addAll(ApplicationFiles.of(description, client -> platform.access(), List.of()));
        files.addAll(ConsolePlan.ofService(description, platform));
        return withoutNodes(description, List.of(), List.copyOf(files), platform);
    }

    private static List<ConfigFile> with(List<ConfigFile> files, List<ConfigFile> more) {
        List<ConfigFile> both = new ArrayList<>(files);
        both.addAll(more);
        return List.copyOf(both);
    }

    /** The same on the platform in another state. */
    Plan<P> with(P other) {
        return new Plan<>(
                id,
                environment,
                region,
                layout,
                roles,
                nodes,
                waves,
                edges,
                files,
                console,
                registries,
                tags,
                mayEnd,
                other);
    }

    private static <P extends Platform<P>> Plan<P> withoutNodes(
            Description<?> description, List<Edge> edges, List<ConfigFile> files, P platform) {
        return new Plan<>(
                description.id(),
                description.environment(),
                description.regionOrOfZones(),
                Layout.of(description),
                List.of(),
                List.of(),
                List.of(),
                edges,
                files,
                description.console(),
                SchemaRegistry.of(description),
                tags(description),
                description.mayEnd(),
                platform);
    }

    private static SortedMap<String, String> tags(Description<?> description) {
        SortedMap<String, String> tags = new TreeMap<>(description.tags());
        tags.put("trivet:cluster", description.name());
        tags.put("trivet:environment", description.environment());
        tags.put("trivet:stack", description.id());
        return Collections.unmodifiableSortedMap(tags);
    }

    private static List<Edge> edges(List<PlannedRole> roles, Description<OnEc2> description, List<Listener> listeners) {
        OnEc2 stack = description.on();
        List<ClientSource> clients = stack.network().clients().orElse(List.of());
        List<ClientSource> ofRest =
                stack.connect().flatMap(OnEc2.Connect::clients).orElse(List.of());
        List<Edge> edges = new ArrayList<>();
        for (PlannedRole role : roles) {
            String to = role.role().word();
            for (Port port : role.ports()) {
                for (String from : port.from()) {
                    if (from.equals(Port.CLIENTS)) {
                        Edge.ofClients(to, port, clients).forEach(edges::add);
                    } else {
                        edges.add(Edge.ours(from, to, port));
                    }
                }
                listeners.stream()
                        .filter(listener ->
                                role.role().isBroker() && listener.name().equals(port.name()))
                        .flatMap(listener -> listener.clients().stream())
                        .forEach(client -> edges.add(new Edge(new Edge.Described(client), to, port)));
                if (role.role().isWorker() && port.number() == ConnectWorker.REST_PORT) {
                    ofRest.forEach(client -> edges.add(new Edge(new Edge.Described(client), to, port)));
                }
            }
        }
        // What is let in at the other end is a matter of that cluster.
        for (Mirrored source : Mirrored.of(description, Site.EC2)) {
            source.network()
                    .ifPresent(network -> source.ports()
                            .forEach(port -> edges.add(
                                    Edge.outward(Role.MIRROR.word(), network, new Port("brokers", port, List.of())))));
        }
        return edges.stream().distinct().toList();
    }

    /** What the cluster holds, sorted by name. */
    public List<PlannedTopic> topics() {
        return layout.topics();
    }

    /** The registries in AWS Glue, by the names under which they are described. */
    public SortedMap<String, GlueRegistry> glueRegistries() {
        SortedMap<String, GlueRegistry> glue = new TreeMap<>();
        registries.forEach((name, registry) -> {
            if (registry instanceof GlueRegistry made) {
                glue.put(name, made);
            }
        });
        return Collections.unmodifiableSortedMap(glue);
    }

    /** {@code host:port} of every broker that is a node of ours, for clients. */
    public String clientBootstrap() {
        return Layout.endpoints(layout.brokers(), KafkaBroker.CLIENT_PORT);
    }

    /** {@code host:port} of every KRaft controller; empty with ZooKeeper, and where none is a node of ours. */
    public String controllers() {
        return Layout.endpoints(layout.voters(MetadataMode.KRAFT), KafkaController.PORT);
    }

    /** The brokers that are nodes of ours, by number. */
    public List<PlannedNode> brokers() {
        return nodes.stream().filter(node -> node.node().role().isBroker()).toList();
    }

    /** The voters of the metadata, by number. */
    public List<PlannedNode> voters() {
        return nodes.stream().filter(node -> node.node().role().isVoter()).toList();
    }

    /** The nodes of a role, by number. */
    public List<PlannedNode> nodes(Role role) {
        return nodes.stream().filter(node -> node.node().role().equals(role)).toList();
    }

    /** What the nodes of a role share; empty where it has none. */
    public Optional<PlannedRole> role(Role role) {
        return roles.stream().filter(planned -> planned.role().equals(role)).findFirst();
    }

    /** What the brokers share that are nodes of ours. */
    public Optional<PlannedRole> brokerRole() {
        return roles.stream().filter(planned -> planned.role().isBroker()).findFirst();
    }

    /** The role that votes on the metadata; empty where none of our nodes does. */
    public Optional<Role> voterRole() {
        return roles.stream().map(PlannedRole::role).filter(Role::isVoter).findFirst();
    }

    /** What it costs in a month, with this traffic; nothing where a service runs the brokers. */
    public MonthlyCost cost(Optional<Traffic> traffic, Prices prices) {
        return platform.on(
                ec2 -> Ec2Cost.of(
                        roles.stream()
                                .map(role -> new Ec2Cost.Fleet(
                                        role.role(), nodes(role.role()).size(), role.machine()))
                                .toList(),
                        ec2.upkeep(),
                        region,
                        replicas(),
                        traffic,
                        prices),
                msk -> MskCost.of(
                        msk,
                        region,
                        layout.zones().size(),
                        topics().stream().mapToLong(PlannedTopic::partitions).sum(),
                        traffic,
                        prices),
                service -> new MonthlyCost(List.of(), prices.date(), prices.column(region)));
    }

    private int replicas() {
        String text = brokerSettings().getOrDefault("default.replication.factor", "" + Replicas.COUNT);
        return text.matches("\\d") ? Integer.parseInt(text) : Replicas.COUNT;
    }

    /** What the brokers are told that differs from Kafka's own defaults, on every platform. */
    public SortedMap<String, String> brokerSettings() {
        return platform.on(
                ec2 -> brokerRole().map(PlannedRole::settings).orElseGet(TreeMap::new),
                MskPlatform::settings,
                service -> new TreeMap<>());
    }

    /**
     * The topics that Kafka and the workers of Kafka Connect make for themselves when they first need them. What
     * mirrors make follows from their sources, and is not among them.
     */
    public List<PlannedTopic> ownTopics() {
        List<PlannedTopic> topics = new ArrayList<>(PlannedTopic.ofKafka(brokerSettings()));
        role(Role.CONNECT).ifPresent(workers -> topics.addAll(PlannedTopic.ofWorkers(workers.settings())));
        return List.copyOf(topics);
    }

    /** Per role one record of all its exporters, {@code _broker-exporter._tcp.films.us-east-1.prod.internal}. */
    public List<ServiceRecord> services() {
        List<ServiceRecord> services = new ArrayList<>();
        for (PlannedRole role : roles) {
            List<String> targets = nodes(role.role()).stream()
                    .flatMap(planned -> planned.processes().stream()
                            .flatMap(process -> process.launch().exporter().map(Exporter::port).stream())
                            .map(port -> "0 0 " + planned.node().port(port) + " "
                                    + planned.node().dnsName()))
                    .toList();
            services.add(new ServiceRecord(exporters(role.role()), targets));
        }
        return List.copyOf(services);
    }

    /** The name of the record of a role's exporters. */
    String exporters(Role role) {
        return layout.names().name("_" + role.word() + "-exporter._tcp");
    }

    private static PlannedNode node(
            Node node, List<Component> components, List<ConfigFile> shared, Optional<LocalDate> restarted, Site site) {
        List<PlannedProcess> processes = new ArrayList<>();
        List<ConfigFile> own = new ArrayList<>();
        for (Component component : components) {
            Launch launch = component.launch();
            String data = site.folder(node.name(), launch.dataFolder());
            processes.add(new PlannedProcess(launch.withDataIn(data), component.ports(), restarted));
            own.addAll(component.own(node));
        }
        return new PlannedNode(
                node,
                List.copyOf(processes),
                components.get(0).settings(node).asMap(),
                List.copyOf(own),
                joined(shared, own));
    }

    static List<Component> components(Description<OnEc2> description, KafkaVersion version, Layout layout) {
        OnEc2 stack = description.on();
        KafkaSettings settings = KafkaSettings.of(stack, version);
        List<Component> components = new ArrayList<>();
        if (stack.usesZooKeeper()) {
            stack.zookeeper().ifPresent(ensemble -> components.add(new ZooKeeperServer(ensemble, layout)));
        } else if (!stack.combined()) {
            stack.controllers()
                    .ifPresent(quorum -> components.add(new KafkaController(stack, quorum, version, settings, layout)));
        }
        components.add(new KafkaBroker(description, version, settings, layout));
        stack.connect().ifPresent(workers -> components.add(new ConnectWorker(stack, workers, version, layout)));
        stack.mirrors().ifPresent(mirrors -> components.add(new MirrorMaker(description, mirrors, version, layout)));
        return components;
    }

    /** Role after role: voters and workers one by one, others by zone, or one by one in the same order. */
    static List<List<Node>> waves(Layout layout, OnEc2.Unit together) {
        List<List<Node>> waves = new ArrayList<>();
        for (Role role : layout.roles()) {
            if (role.isVoter() || role.isWorker()) {
                layout.nodes(role).forEach(node -> waves.add(List.of(node)));
                continue;
            }
            for (Zone zone : layout.zones()) {
                List<Node> nodes = layout.nodes(zone).stream()
                        .filter(node -> node.role().equals(role))
                        .toList();
                if (together == OnEc2.Unit.NODE) {
                    nodes.forEach(node -> waves.add(List.of(node)));
                } else if (!nodes.isEmpty()) {
                    waves.add(nodes);
                }
            }
        }
        return List.copyOf(waves);
    }

    /** Shared files with the node's own behind them: a blank line parts the two halves of a file that has both. */
    static List<ConfigFile> joined(List<ConfigFile> shared, List<ConfigFile> own) {
        Map<String, String> texts = new TreeMap<>();
        shared.forEach(file -> texts.put(file.path(), file.text()));
        own.forEach(file -> texts.merge(file.path(), file.text(), (first, last) -> first + "\n" + last));
        return texts.entrySet().stream()
                .map(file -> new ConfigFile(file.getKey(), file.getValue()))
                .toList();
    }
}
