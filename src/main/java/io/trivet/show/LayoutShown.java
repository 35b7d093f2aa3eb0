package io.trivet.show;

import io.trivet.layout.DnsRecord;
import io.trivet.layout.Role;
import io.trivet.layout.Zone;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

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
            String stack,
            String cluster,
            String environment,
            Optional<String> region,
            Kafka kafka,
            String clusterId,
            Bootstrap bootstrap,
            List<ToldZone> zones,
            List<ToldNode> nodes,
            List<ToldRecord> records,
            List<ToldTopic> topics) {
        static Answer of(Overview shown) {
            return new Answer(
                    shown.stack(),
                    shown.cluster(),
                    shown.environment(),
                    Optional.of(shown.region()).filter(region -> !region.isEmpty()),
                    new Kafka(shown.kafka(), shown.metadata()),
                    shown.layout().clusterId(),
                    new Bootstrap(shown.layout().names().bootstrap(), shown.endpoints()),
                    shown.layout().zones().stream().map(ToldZone::of).toList(),
                    shown.nodes().stream().map(ToldNode::of).toList(),
                    shown.records().stream().map(ToldRecord::of).toList(),
                    shown.topics().stream().map(ToldTopic::of).toList());
        }
    }

    private record Kafka(String version, String metadata) {}

    private record Bootstrap(String name, String endpoints) {}

    /** A zone for programs. */
    record ToldZone(String name, String subnet) {
        static ToldZone of(Zone zone) {
            return new ToldZone(zone.name(), zone.subnet().toString());
        }
    }

    private record ToldNode(
            String name, String role, int id, String zone, String address, String dnsName, Map<String, Integer> ports) {
        static ToldNode of(Overview.ShownNode shown) {
            Map<String, Integer> ports = new LinkedHashMap<>();
            shown.ports().forEach(port -> ports.put(port.name(), port.number()));
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

    private record ToldTopic(
            String name, int partitions, boolean byGuideline, int replicas, SortedMap<String, String> settings) {
        static ToldTopic of(Overview.ShownTopic shown) {
            return new ToldTopic(
                    shown.topic().name(),
                    shown.topic().partitions(),
                    shown.byGuideline(),
                    shown.topic().replicas(),
                    shown.topic().settings());
        }
    }

    /** What {@code trivet show} prints. */
    public static Shown of(Overview shown) {
        return new Shown(() -> page(shown), () -> Answer.of(shown));
    }

    private static Page page(Overview shown) {
        String place = shown.region().isEmpty() ? shown.environment() : shown.environment() + " in " + shown.region();
        List<Row> facts = new ArrayList<>();
        facts.add(Row.fact("Environment", shown.environment()).in(In.MARKDOWN));
        if (!shown.region().isEmpty()) {
            facts.add(Row.fact("Region", shown.region()).in(In.MARKDOWN));
        }
        facts.add(Row.fact("Kafka", shown.kafka() + ", metadata in " + shown.metadataName()));
        facts.add(Row.of(Phrase.plain("Cluster id"), Phrase.code(shown.layout().clusterId())));
        facts.add(Row.of(Phrase.plain("Bootstrap"), Phrase.code(shown.bootstrap())));
        List<Page.Block> blocks = new ArrayList<>();
        blocks.add(new Section(
                Level.TITLE,
                Phrase.title(
                        shown.stack() + ": " + shown.cluster() + ", " + place,
                        shown.cluster() + " (" + shown.stack() + ")"),
                Table.ofFacts(facts),
                LayoutDrawing.of(shown)));
        String records = Words.count(shown.records().size(), "DNS record");
        blocks.add(new Section(
                Level.PART,
                Phrase.title(
                        Words.count(shown.nodes().size(), "node") + " in "
                                + Words.count(shown.layout().zones().size(), "zone"),
                        "Nodes"),
                new Table(NODES, rows(shown)),
                new Note(Phrase.plain(records + ": one for each node, and ")
                        .and(Phrase.code(shown.layout().names().bootstrap()))
                        .and(" for all brokers.")
                        .in(In.MARKDOWN))));
        TopicTable.of(shown.topics()).ifPresent(blocks::add);
        blocks.add(Section.apart(new Note(Phrase.plain(records + ", one for each node and "
                        + shown.layout().names().bootstrap() + " for all brokers")))
                .in(In.TEXT));
        return new Page(blocks);
    }

    private static List<Row> rows(Overview shown) {
        List<Row> rows = new ArrayList<>();
        for (Zone zone : shown.layout().zones()) {
            for (Role role : shown.roles()) {
                List<Overview.ShownNode> nodes = shown.nodes(zone, role);
                int hidden = nodes.size() > NODES_SHOWN ? nodes.size() - 3 : 0;
                for (int i = 0; i < nodes.size(); i++) {
                    if (hidden > 0 && i == 2) {
                        rows.add(Row.remark(
                                zone.name(), "… " + hidden + " more " + role.word() + "s; --all shows them"));
                    }
                    boolean isHidden = i >= 2 && i < 2 + hidden;
                    rows.add(row(nodes.get(i)).in(isHidden ? In.WHOLE_TEXT_AND_MARKDOWN : In.BOTH));
                }
            }
        }
        return rows;
    }

    private static Row row(Overview.ShownNode shown) {
        return Row.of(
                Phrase.plain(shown.node().zone().name()),
                Phrase.plain(shown.node().name()),
                Phrase.plain(shown.node().id()),
                Phrase.plain(shown.node().address().toString()),
                Phrase.code(shown.node().dnsName()),
                Phrase.joined(
                        Phrase.either(" ", ", "),
                        shown.ports().stream().map(LayoutShown::port).toList()));
    }

    private static Phrase port(Port port) {
        return Phrase.plain(port.number()).and(Phrase.plain(" " + port.name()).in(In.MARKDOWN));
    }
}
