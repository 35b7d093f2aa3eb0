package io.trivet.show;

import io.trivet.layout.Role;
import io.trivet.layout.Zone;
import io.trivet.plan.PlannedNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A drawing of a layout in Mermaid, which GitHub and GitLab render.
 *
 * <p>Source: https://mermaid.js.org/syntax/flowchart.html
 */
final class LayoutDrawing {
    /** With more nodes of a role than this in a zone, the drawing shows two and counts the rest. */
    private static final int NODES_DRAWN = 6;

    private LayoutDrawing() {}

    static Page.Listing of(Overview shown) {
        List<String> lines = new ArrayList<>();
        lines.add("flowchart TB");
        lines.add("  bootstrap([\"" + label(shown.bootstrap()) + "\"])");
        List<Zone> zones = shown.layout().zones();
        for (Zone zone : zones) {
            lines.add("  subgraph " + id(zone) + "[\"" + label(zone.name()) + "\"]");
            lines.add("    direction TB");
            List<String> names = new ArrayList<>();
            for (Role role : shown.roles()) {
                names.addAll(nodes(lines, shown.nodes(zone, role)));
            }
            if (names.size() > 1) {
                // Links that are not drawn put the nodes of a zone one below the other.
                lines.add("    " + String.join(" ~~~ ", names));
            }
            lines.add("  end");
        }
        for (Zone zone : zones) {
            if (!shown.brokers(zone).isEmpty()) {
                lines.add("  bootstrap --> " + id(zone));
            }
        }
        lines.add("  classDef zone fill:none,stroke:#94a3b8");
        lines.add("  class " + zones.stream().map(LayoutDrawing::id).collect(Collectors.joining(",")) + " zone");
        lines.add("  classDef zookeeper fill:#d1f0e8,stroke:#0f766e,color:#134e4a");
        lines.add("  classDef controller fill:#e9ddfb,stroke:#7c3aed,color:#3b1a78");
        lines.add("  classDef broker fill:#dbe8fd,stroke:#2563eb,color:#1e3a8a");
        if (shown.roles().contains(Role.COMBINED)) {
            lines.add("  classDef combined fill:#dbe8fd,stroke:#7c3aed,color:#1e3a8a");
        }
        if (shown.roles().contains(Role.CONNECT)) {
            lines.add("  classDef connect fill:#fdecd2,stroke:#d97706,color:#713f12");
        }
        if (shown.roles().contains(Role.MIRROR)) {
            lines.add("  classDef mirror fill:#fbe0ea,stroke:#be185d,color:#831843");
        }
        return listing(lines);
    }

    /** Draws the nodes of one zone and role, and returns the names under which they stand in the drawing. */
    private static List<String> nodes(List<String> lines, List<PlannedNode> nodes) {
        List<String> names = new ArrayList<>();
        int drawn = nodes.size() > NODES_DRAWN ? 2 : nodes.size();
        for (PlannedNode shown : nodes.subList(0, drawn)) {
            String name = shown.node().name();
            lines.add(box(name, name + "<br/>" + shown.node().address(), shown));
            names.add(name);
        }
        if (drawn < nodes.size()) {
            PlannedNode next = nodes.get(drawn);
            String name = "more_" + next.node().name();
            String count = "and " + (nodes.size() - drawn) + " more "
                    + next.node().role().several();
            lines.add(box(name, count, next));
            names.add(name);
        }
        return names;
    }

    private static String box(String name, String label, PlannedNode shown) {
        return "    " + name + "[\"" + label + "\"]:::" + shown.node().role().word();
    }

    static Page.Listing listing(List<String> lines) {
        return new Page.Listing("mermaid", lines.stream().map(Phrase::plain).toList(), Phrase.In.MARKDOWN);
    }

    static String id(Zone zone) {
        return "zone" + (zone.index() + 1);
    }

    /** Mermaid reads a quoted label up to the next quote, and HTML within it. */
    static String label(String text) {
        return text.replace("&", "#amp;").replace("\"", "#quot;").replace("<", "#lt;");
    }
}
