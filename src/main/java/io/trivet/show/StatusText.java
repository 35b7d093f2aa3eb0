package io.trivet.show;

import io.trivet.stack.DataSize;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** The nodes of a running cluster as a table, and how many are up. */
public final class StatusText {
    private StatusText() {}

    /** The table of {@code trivet local up} and {@code trivet local status}; rows stay in their order. */
    public static String of(List<NodeStatus> rows, Colour colour) {
        Table table = new Table("");
        table.row(colour::faint, "node", "zone", "DNS name", "address", "ports", "pid", "memory", "exporter", "state");
        for (NodeStatus row : rows) {
            table.row(
                    line -> row.state().equals(NodeStatus.UP) ? line : colour.warning(line),
                    row.node(),
                    row.zone(),
                    row.dnsName(),
                    row.address(),
                    row.ports().stream().map(String::valueOf).collect(Collectors.joining(" ")),
                    number(row.pid()),
                    row.memory().map(StatusText::rounded).orElse("-"),
                    row.exporter().isEmpty() ? "-" : row.exporter(),
                    row.state());
        }
        return table.text() + "\n" + summary(rows, colour) + "\n";
    }

    private static String summary(List<NodeStatus> rows, Colour colour) {
        long up = rows.stream().filter(row -> row.state().equals(NodeStatus.UP)).count();
        long bytes = rows.stream()
                .flatMap(row -> row.memory().stream())
                .mapToLong(DataSize::bytes)
                .sum();
        String count = up + " of " + rows.size() + " nodes up";
        return (up == rows.size() ? colour.good(count) : colour.warning(count))
                + (bytes == 0 ? "" : ", " + rounded(new DataSize(bytes)) + " of memory");
    }

    private static String number(OptionalLong number) {
        return number.isPresent() ? String.valueOf(number.getAsLong()) : "-";
    }

    private static String rounded(DataSize size) {
        return size.toMib() + "MiB";
    }
}
