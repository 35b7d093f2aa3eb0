package io.trivet.show;

import io.trivet.layout.Role;
import io.trivet.layout.Zone;
import io.trivet.problem.Words;
import io.trivet.process.Port;
import java.util.List;
import java.util.stream.Collectors;

/** The layout of a cluster as text: who it is, its nodes by zone, its topics. */
public final class LayoutText {
    /** With more nodes of a role than this in a zone, only the first and the last are shown. */
    private static final int NODES_SHOWN = 12;

    private LayoutText() {}

    /**
     * The text of {@code trivet show}.
     *
     * @param all whether nothing is cut, however large the cluster is
     */
    public static String of(Overview shown, boolean all, Colour colour) {
        return header(shown, colour) + "\n" + nodes(shown, all, colour) + TopicTable.of(shown.topics(), all, colour)
                + "\n" + records(shown);
    }

    private static String header(Overview shown, Colour colour) {
        String place = shown.region().isEmpty() ? shown.environment() : shown.environment() + " in " + shown.region();
        Table table = new Table("  ");
        table.row("Kafka", shown.kafka() + ", metadata in " + shown.metadataName());
        table.row("Cluster id", shown.layout().clusterId());
        table.row("Bootstrap", shown.bootstrap());
        return colour.strong(shown.stack() + ": " + shown.cluster() + ", " + place) + "\n" + table.text();
    }

    private static String nodes(Overview shown, boolean all, Colour colour) {
        Table table = new Table("  ");
        table.row(colour::faint, "zone", "node", "id", "address", "DNS name", "ports");
        for (Zone zone : shown.layout().zones()) {
            for (Role role : shown.roles()) {
                rows(table, shown.nodes(zone, role), all, colour);
            }
        }
        String title = Words.count(shown.nodes().size(), "node") + " in "
                + Words.count(shown.layout().zones().size(), "zone");
        return colour.strong(title) + "\n" + table.text();
    }

    private static void rows(Table table, List<Overview.ShownNode> nodes, boolean all, Colour colour) {
        boolean cut = !all && nodes.size() > NODES_SHOWN;
        for (int i = 0; i < nodes.size(); i++) {
            if (cut && i == 2) {
                int hidden = nodes.size() - 3;
                table.row(
                        colour::faint,
                        nodes.get(i).node().zone().name(),
                        "… " + hidden + " more " + nodes.get(i).node().role().word() + "s; --all shows them");
                i += hidden;
            }
            Overview.ShownNode shown = nodes.get(i);
            table.row(
                    shown.node().zone().name(),
                    shown.node().name(),
                    String.valueOf(shown.node().id()),
                    shown.node().address().toString(),
                    shown.node().dnsName(),
                    numbers(shown.ports()));
        }
    }

    private static String numbers(List<Port> ports) {
        return ports.stream().map(port -> String.valueOf(port.number())).collect(Collectors.joining(" "));
    }

    private static String records(Overview shown) {
        return Words.count(shown.records().size(), "DNS record") + ", one for each node and "
                + shown.layout().bootstrapName() + " for all brokers\n";
    }
}
