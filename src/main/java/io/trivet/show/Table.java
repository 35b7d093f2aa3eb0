package io.trivet.show;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Columns of text that line up, two spaces apart, without blanks at the ends of lines. Cells are plain while widths are
 * counted; a row is painted as a whole. The last cell of a row never widens its column: it may be a remark.
 */
final class Table {
    private static final String GAP = "  ";

    private final String indent;
    private final List<Row> rows = new ArrayList<>();

    private record Row(List<String> cells, UnaryOperator<String> paint) {}

    /** An empty table whose lines begin with {@code indent}. */
    Table(String indent) {
        this.indent = indent;
    }

    /** Adds a row; rows may differ in length. */
    Table row(String... cells) {
        return row(UnaryOperator.identity(), cells);
    }

    /** Adds a row that is painted as a whole. */
    Table row(UnaryOperator<String> paint, String... cells) {
        rows.add(new Row(List.of(cells), paint));
        return this;
    }

    /** The lines, each with its line feed. */
    String text() {
        int[] widths = widths();
        StringBuilder text = new StringBuilder();
        for (Row row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.cells().size(); i++) {
                String cell = row.cells().get(i);
                line.append(cell)
                        .append(" ".repeat(Math.max(0, widths[i] - cell.length())))
                        .append(GAP);
            }
            text.append(indent)
                    .append(row.paint().apply(line.toString().stripTrailing()))
                    .append('\n');
        }
        return text.toString();
    }

    private int[] widths() {
        int columns = rows.stream().mapToInt(row -> row.cells().size()).max().orElse(0);
        int[] widths = new int[columns];
        for (Row row : rows) {
            for (int i = 0; i < row.cells().size() - 1; i++) {
                widths[i] = Math.max(widths[i], row.cells().get(i).length());
            }
        }
        return widths;
    }
}
