package io.trivet.show;

import io.trivet.show.Phrase.Style;
import io.trivet.stack.DataSize;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** The nodes of a running cluster, and how many are up. */
public final class StatusShown {
    private static final List<Page.Column> COLUMNS = List.of(
            Page.Column.of("node", "Node"),
            Page.Column.of("zone", "Zone"),
            Page.Column.of("DNS name", "DNS name"),
            Page.Column.of("address", "Address"),
            Page.Column.of("ports", "Ports"),
            Page.Column.number("pid", "Pid"),
            Page.Column.number("memory", "Memory"),
            Page.Column.of("exporter", "Exporter"),
            Page.Column.of("state", "State"));

    private StatusShown() {}

    private record Answer(List<NodeStatus> nodes) {}

    /** What {@code trivet local up} and {@code trivet local status} print; rows stay in their order. */
    public static Shown of(List<NodeStatus> nodes) {
        return new Shown(() -> page(nodes), () -> new Answer(nodes));
    }

    private static Page page(List<NodeStatus> nodes) {
        long up = nodes.stream().filter(NodeStatus::isUp).count();
        long bytes = nodes.stream()
                .flatMapToLong(node -> node.memoryBytes().stream())
                .sum();
        return Page.of(
                new Page.Table(COLUMNS, nodes.stream().map(StatusShown::row).toList()),
                Page.Section.apart(new Page.Note(Phrase.of(
                                up == nodes.size() ? Style.GOOD : Style.WARNING,
                                up + " of " + nodes.size() + " nodes up")
                        .and(bytes == 0 ? "" : ", " + rounded(bytes) + " of memory"))));
    }

    private static Page.Row row(NodeStatus node) {
        OptionalLong memory = node.memoryBytes();
        List<String> cells = List.of(
                node.node(),
                node.zone(),
                node.dnsName(),
                node.address(),
                node.ports().stream().map(String::valueOf).collect(Collectors.joining(" ")),
                node.pid().isPresent() ? String.valueOf(node.pid().getAsLong()) : "-",
                memory.isPresent() ? rounded(memory.getAsLong()) : "-",
                node.exporter().orElse("-"),
                node.state());
        return Page.Row.of(cells.stream().map(Phrase::plain).toArray(Phrase[]::new))
                .styled(node.isUp() ? Style.PLAIN : Style.WARNING);
    }

    private static String rounded(long bytes) {
        return new DataSize(bytes).toMib() + "MiB";
    }
}
