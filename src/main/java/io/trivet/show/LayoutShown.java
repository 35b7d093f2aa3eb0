package io.trivet.show;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.trivet.kafka.MetadataMode;
import io.trivet.layout.DnsRecord;
import io.trivet.layout.Layout;
import io.trivet.layout.Listener;
import io.trivet.layout.PlannedTopic;
import io.trivet.layout.Role;
import io.trivet.layout.Zone;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import io.trivet.platform.Ec2Platform;
import io.trivet.platform.Edge;
import io.trivet.problem.Words;
import io.trivet.process.Port;
import io.trivet.show.Page.Column;
import io.trivet.show.Page.Level;
import io.trivet.show.Page.Note;
import io.trivet.show.Page.Row;
import io.trivet.show.Page.Section;
import io.trivet.show.Page.Table;
import io.trivet.show.Phrase.In;
import io.trivet.stack.Address;
import io.trivet.stack.Deletion;
import io.trivet.stack.Topic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The layout of a cluster: who it is, its nodes by zone, its topics. */
public final class LayoutShown {
    /** With more nodes of a role than this in a zone, short text has only the first and the last. */
    private static final int NODES_SHOWN = 12;

    private static final List<Column> NODES = List.of(
            Column.of("zone", "Zone"),
            Column.of("node", "Node"),
            Column.number("id", "Id"),
            Column.of("address", "Address"),
            Column.of("DNS name", "DNS name"),
            Column.of("ports", "Ports"));

    private LayoutShown() {}

    /** All of it, however large; nodes in the order in which they start. */
    private record Answer(
            @JsonUnwrapped Identity identity,
            Kafka kafka,
            String clusterId,
            Bootstrap bootstrap,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedMap<String, String> listeners,
            List<ToldZone> zones,
            List<ToldNode> nodes,
            List<ToldRecord> records,
            List<ToldEdge> edges,
            List<ToldTopic> topics,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<RegistryShown.Told> registries,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<UserShown.Told> users,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<ConsoleShown.Told> console,
            List<WatchedShown.ToldAlert> alerts) {
        static Answer of(Overview shown) {
            Plan<Ec2Platform> plan = shown.plan();
            return new Answer(
                    new Identity(
                            plan.id(),
                            plan.layout().cluster(),
                            plan.environment(),
                            shown.description().region(),
                            ClusterPage.deletion(plan)),
                    new Kafka(shown.kafka(), plan.platform().metadata()),
                    plan.layout().clusterId(),
                    new Bootstrap(plan.layout().names().bootstrap(), plan.clientBootstrap()),
                    bootstraps(plan.layout()),
                    plan.layout().zones().stream().map(ToldZone::of).toList(),
                    plan.nodes().stream().map(ToldNode::of).toList(),
                    plan.layout().records().stream().map(ToldRecord::of).toList(),
                    plan.edges().stream().map(ToldEdge::of).toList(),
                    plan.topics().stream()
                            .map(topic ->
                                    ToldTopic.of(topic, shown.description().topics()))
                            .toList(),
                    RegistryShown.told(plan.registries()),
                    UserShown.certified(plan.platform().users()),
                    ConsoleShown.told(plan),
                    WatchedShown.alerts(plan));
        }
    }

    /** Where clients of each further listener connect first, by its name. */
    private static SortedMap<String, String> bootstraps(Layout layout) {
        SortedMap<String, String> listeners = new TreeMap<>();
        layout.listeners().forEach(listener -> listeners.put(listener.name(), listener.bootstrap(layout)));
        return listeners;
    }

    private record Identity(
            String stack, String cluster, String environment, Optional<String> region, Optional<Deletion> deletion) {}

    private record Kafka(String version, MetadataMode metadata) {}

    private record Bootstrap(String name, String endpoints) {}

    /** A zone for programs. */
    record ToldZone(String name, String subnet) {
        static ToldZone of(Zone zone) {
            return new ToldZone(zone.name(), zone.subnet().toString());
        }
    }

    private record ToldNode(
            String name, String role, int id, String zone, String address, String dnsName, Map<String, Integer> ports) {
        static ToldNode of(PlannedNode shown) {
            Map<String, Integer> ports = new LinkedHashMap<>();
            Overview.ports(shown).forEach(port -> ports.put(port.name(), port.number()));
            return new ToldNode(
                    shown.node().name(),
                    shown.node().role().word(),
                    shown.node().id(),
                    shown.node().zone().name(),
                    shown.node().address().toString(),
                    shown.node().dnsName(),
                    ports);
        }
    }

    private record ToldRecord(String name, String type, long ttlSeconds, List<String> addresses) {
        static ToldRecord of(DnsRecord dns) {
            return new ToldRecord(
                    dns.name(),
                    "A",
                    dns.ttl().duration().toSeconds(),
                    dns.addresses().stream().map(Address::toString).toList());
        }
    }

    /**
     * Who reaches a port.
     *
     * @param from a role, {@code clients} or {@code monitoring}, a block of addresses, or a security group
     */
    private record ToldEdge(String from, String to, int port, String name) {
        static ToldEdge of(Edge edge) {
            return new ToldEdge(
                    edge.from().toString(),
                    edge.to(),
                    edge.port().number(),
                    edge.port().name());
        }
    }

    private record ToldTopic(
            String name, int partitions, boolean byGuideline, int replicas, SortedMap<String, String> settings) {
        static ToldTopic of(PlannedTopic topic, SortedMap<String, Topic> described) {
            return new ToldTopic(
                    topic.name(),
                    topic.partitions(),
                    ClusterPage.isByGuideline(topic, described),
                    topic.replicas(),
                    topic.settings());
        }
    }

    /** What {@code trivet show} prints. */
    public static Shown of(Overview shown) {
        return new Shown(() -> page(shown), () -> Answer.of(shown));
    }

    private static Page page(Overview shown) {
        Plan<Ec2Platform> plan = shown.plan();
        List<Row> facts = new ArrayList<>(List.of(
                Row.fact("Kafka", shown.kafka() + ", metadata in " + shown.metadata()),
                Row.of(Phrase.plain("Cluster id"), Phrase.code(shown.layout().clusterId())),
                Row.of(Phrase.plain("Bootstrap"), Phrase.code(shown.bootstrap()))));
        plan.platform()
                .network()
                .clients()
                .ifPresent(clients -> facts.add(Row.fact("Clients from", ClusterPage.sources(clients))));
        for (Listener listener : shown.layout().listeners()) {
            facts.add(Row.of(
                    Phrase.plain("Bootstrap of " + listener.name()), Phrase.code(listener.bootstrap(shown.layout()))));
            if (!listener.clients().isEmpty()) {
                facts.add(Row.fact("Clients of " + listener.name(), ClusterPage.sources(listener.clients())));
            }
        }
        SortedMap<String, String> vpcs = shown.layout().names().vpcs();
        if (!vpcs.isEmpty()) {
            facts.add(Row.fact("Names also in", Words.list(List.copyOf(vpcs.keySet()))));
        }
        facts.addAll(ConsoleShown.facts(plan));
        facts.addAll(ClusterPage.end(plan));
        String nodes = Words.count(plan.nodes().size(), "node") + " in "
                + Words.count(shown.layout().zones().size(), "zone");
        String records = Words.count(shown.layout().records().size(), "DNS record");
        String bootstrap = shown.layout().names().bootstrap();
        List<Page.Block> blocks = new ArrayList<>();
        blocks.add(ClusterPage.head(
                plan.id(),
                shown.layout().cluster(),
                plan.environment(),
                shown.region(),
                facts,
                LayoutDrawing.of(shown)));
        blocks.add(new Section(
                Level.PART,
                Phrase.title(nodes, "Nodes"),
                new Table(NODES, rows(shown)),
                new Note(Phrase.plain(records + ": one for each node, and ")
                        .and(Phrase.code(bootstrap))
                        .and(" for all brokers.")
                        .in(In.MARKDOWN))));
        ClusterPage.topics(plan.topics(), shown.description().topics()).ifPresent(blocks::add);
        RegistryShown.of(plan.registries()).ifPresent(blocks::add);
        UserShown.ofCertified(plan.platform().users()).ifPresent(blocks::add);
        blocks.addAll(WatchedShown.blocks(plan));
        blocks.add(Section.apart(
                        new Note(Phrase.plain(records + ", one for each node and " + bootstrap + " for all brokers")))
                .in(In.TEXT));
        return new Page(blocks);
    }

    private static List<Row> rows(Overview shown) {
        List<Row> rows = new ArrayList<>();
        for (Zone zone : shown.layout().zones()) {
            for (Role role : shown.roles()) {
                List<PlannedNode> nodes = shown.nodes(zone, role);
                int hidden = nodes.size() > NODES_SHOWN ? nodes.size() - 3 : 0;
                for (int i = 0; i < nodes.size(); i++) {
                    if (hidden > 0 && i == 2) {
                        rows.add(Row.remark(
                                zone.name(), "… " + hidden + " more " + role.several() + "; --all shows them"));
                    }
                    boolean isHidden = i >= 2 && i < 2 + hidden;
                    rows.add(row(nodes.get(i)).in(isHidden ? In.WHOLE_TEXT_AND_MARKDOWN : In.BOTH));
                }
            }
        }
        return rows;
    }

    private static Row row(PlannedNode shown) {
        return Row.of(
                Phrase.plain(shown.node().zone().name()),
                Phrase.plain(shown.node().name()),
                Phrase.plain(shown.node().id()),
                Phrase.plain(shown.node().address().toString()),
                Phrase.code(shown.node().dnsName()),
                Phrase.joined(
                        Phrase.either(" ", ", "),
                        Overview.ports(shown).stream().map(LayoutShown::port).toList()));
    }

    private static Phrase port(Port port) {
        return Phrase.plain(port.number()).and(Phrase.plain(" " + port.name()).in(In.MARKDOWN));
    }
}
