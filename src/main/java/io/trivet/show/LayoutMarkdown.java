package io.trivet.show;

import io.trivet.layout.Role;
import io.trivet.layout.Zone;
import io.trivet.problem.Words;
import io.trivet.process.Port;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The layout of a cluster as a page of Markdown: a drawing in Mermaid, which GitHub and GitLab render, and tables of
 * nodes and topics.
 *
 * <p>Source: https://mermaid.js.org/syntax/flowchart.html
 */
public final class LayoutMarkdown {
    /** With more nodes of a role than this in a zone, the drawing shows two and counts the rest. */
    private static final int NODES_DRAWN = 6;

    private LayoutMarkdown() {}

    /** The text of {@code trivet show --format markdown}. */
    public static String of(Overview shown) {
        return "# " + cell(shown.cluster()) + " (" + cell(shown.stack()) + ")\n\n" + header(shown) + "\n"
                + drawing(shown)
                + "\n## Nodes\n\n" + nodes(shown) + "\n"
                + Words.count(shown.records().size(), "DNS record")
                + ": one for each node, and `" + shown.layout().bootstrapName() + "` for all brokers.\n"
                + topics(shown.topics());
    }

    private static String header(Overview shown) {
        StringBuilder text = new StringBuilder("| | |\n|---|---|\n");
        row(text, "Environment", cell(shown.environment()));
        if (!shown.region().isEmpty()) {
            row(text, "Region", cell(shown.region()));
        }
        row(text, "Kafka", shown.kafka() + ", metadata in " + shown.metadataName());
        row(text, "Cluster id", code(shown.layout().clusterId()));
        row(text, "Bootstrap", code(shown.bootstrap()));
        return text.toString();
    }

    private static String drawing(Overview shown) {
        StringBuilder text = new StringBuilder("```mermaid\nflowchart TB\n");
        text.append("  bootstrap([\"").append(label(shown.bootstrap())).append("\"])\n");
        for (Zone zone : shown.layout().zones()) {
            text.append("  subgraph zone")
                    .append(zone.index() + 1)
                    .append("[\"")
                    .append(label(zone.name()))
                    .append("\"]\n");
            text.append("    direction TB\n");
            List<String> names = new ArrayList<>();
            for (Role role : shown.roles()) {
                names.addAll(nodes(text, shown.nodes(zone, role)));
            }
            if (names.size() > 1) {
                // Links that nobody sees put the nodes of a zone one below the other.
                text.append("    ").append(String.join(" ~~~ ", names)).append('\n');
            }
            text.append("  end\n");
        }
        for (Zone zone : shown.layout().zones()) {
            if (!shown.nodes(zone, Role.BROKER).isEmpty()) {
                text.append("  bootstrap --> zone").append(zone.index() + 1).append('\n');
            }
        }
        text.append("  classDef zone fill:none,stroke:#94a3b8\n");
        text.append("  class ")
                .append(shown.layout().zones().stream()
                        .map(zone -> "zone" + (zone.index() + 1))
                        .collect(Collectors.joining(",")))
                .append(" zone\n");
        text.append("  classDef zookeeper fill:#d1f0e8,stroke:#0f766e,color:#134e4a\n");
        text.append("  classDef controller fill:#e9ddfb,stroke:#7c3aed,color:#3b1a78\n");
        text.append("  classDef broker fill:#dbe8fd,stroke:#2563eb,color:#1e3a8a\n");
        return text.append("```\n").toString();
    }

    /** Draws the nodes of one zone and role, and returns the names under which they stand in the drawing. */
    private static List<String> nodes(StringBuilder text, List<Overview.ShownNode> nodes) {
        List<String> names = new ArrayList<>();
        int drawn = nodes.size() > NODES_DRAWN ? 2 : nodes.size();
        for (Overview.ShownNode shown : nodes.subList(0, drawn)) {
            String name = shown.node().name();
            box(
                    text,
                    name,
                    name + "<br/>" + shown.node().address(),
                    shown.node().role());
            names.add(name);
        }
        if (drawn < nodes.size()) {
            Role role = nodes.get(0).node().role();
            String name = "more_" + nodes.get(drawn).node().name();
            box(text, name, "and " + (nodes.size() - drawn) + " more " + role.word() + "s", role);
            names.add(name);
        }
        return names;
    }

    private static void box(StringBuilder text, String name, String label, Role role) {
        text.append("    ")
                .append(name)
                .append("[\"")
                .append(label)
                .append("\"]:::")
                .append(role.word())
                .append('\n');
    }

    private static String nodes(Overview shown) {
        StringBuilder text =
                new StringBuilder("| Zone | Node | Id | Address | DNS name | Ports |\n|---|---|--:|---|---|---|\n");
        for (Zone zone : shown.layout().zones()) {
            for (Role role : shown.roles()) {
                for (Overview.ShownNode node : shown.nodes(zone, role)) {
                    row(
                            text,
                            cell(zone.name()),
                            node.node().name(),
                            String.valueOf(node.node().id()),
                            node.node().address().toString(),
                            code(node.node().dnsName()),
                            ports(node.ports()));
                }
            }
        }
        return text.toString();
    }

    private static String ports(List<Port> ports) {
        return ports.stream().map(port -> port.number() + " " + port.name()).collect(Collectors.joining(", "));
    }

    static String topics(List<Overview.ShownTopic> topics) {
        if (topics.isEmpty()) {
            return "";
        }
        StringBuilder text =
                new StringBuilder("\n## Topics\n\n| Topic | Partitions | Replicas | Settings |\n|---|--:|--:|---|\n");
        for (Overview.ShownTopic topic : topics) {
            row(
                    text,
                    code(topic.topic().name()),
                    topic.topic().partitions() + (topic.byGuideline() ? " (guideline)" : ""),
                    String.valueOf(topic.topic().replicas()),
                    topic.topic().settings().entrySet().stream()
                            .map(LayoutMarkdown::setting)
                            .collect(Collectors.joining(", ")));
        }
        return text.toString();
    }

    private static String setting(Map.Entry<String, String> setting) {
        return code(setting.getKey() + "=" + setting.getValue());
    }

    static void row(StringBuilder text, String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    static String code(String text) {
        return text.contains("`") ? cell(text) : "`" + text.replace("|", "\\|").replace("\n", " ") + "`";
    }

    static String cell(String text) {
        return text.replace("\\", "\\\\")
                .replace("|", "\\|")
                .replace("<", "&lt;")
                .replace("\n", " ");
    }

    /** Mermaid reads a quoted label up to the next quote, and HTML within it. */
    static String label(String text) {
        return text.replace("&", "#amp;").replace("\"", "#quot;").replace("<", "#lt;");
    }
}
