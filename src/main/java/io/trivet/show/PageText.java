package io.trivet.show;

import io.trivet.show.Phrase.Style;
import java.util.ArrayList;
import java.util.List;

/**
 * A page for a terminal: columns line up two blanks apart, lines are never wrapped and end without blanks, and a blank
 * line stands before every section but the first.
 */
final class PageText {
    private static final String GAP = "  ";

    private final Colour colour;
    private final StringBuilder text = new StringBuilder();

    private PageText(Colour colour) {
        this.colour = colour;
    }

    /**
     * The text of a page.
     *
     * @param whole whether nothing is left out, however much there is of it
     */
    static String of(Page page, boolean whole, Colour colour) {
        PageText written = new PageText(colour);
        written.blocks(page.only(in -> in.isText(whole)).blocks(), "");
        return written.text.toString();
    }

    private void blocks(List<Page.Block> blocks, String indent) {
        for (Page.Block block : blocks) {
            if (block instanceof Page.Section section) {
                section(section, indent);
            } else if (block instanceof Page.Note note) {
                line(indent, painted(note.phrase()));
            } else if (block instanceof Page.Listing listing) {
                listing.lines().forEach(line -> line(indent, painted(line)));
            } else if (block instanceof Page.Table table) {
                table(table, indent);
            } else {
                throw new AssertionError(block);
            }
        }
    }

    private void section(Page.Section section, String indent) {
        if (text.length() > 0) {
            text.append('\n');
        }
        if (section.heading().isEmpty()) {
            blocks(section.blocks(), indent);
        } else {
            line(indent, painted(section.heading()));
            blocks(section.blocks(), indent + GAP);
        }
    }

    private void line(String indent, String line) {
        text.append(indent).append(line).append('\n');
    }

    private String painted(Phrase phrase) {
        StringBuilder painted = new StringBuilder();
        phrase.spans().forEach(span -> painted.append(colour.paint(span.style(), span.text())));
        return painted.toString();
    }

    private void table(Page.Table table, String indent) {
        List<Page.Row> rows = new ArrayList<>(table.rows());
        List<Phrase> head = table.columns().stream()
                .map(column -> Phrase.plain(column.text()))
                .toList();
        if (head.stream().anyMatch(name -> !name.isEmpty())) {
            rows.add(0, new Page.Row(head, Style.FAINT, Phrase.In.BOTH));
        }
        int[] widths = widths(rows, table.columns().size());
        rows.forEach(row -> line(indent, colour.paint(row.style(), row(row.cells(), widths))));
    }

    /** Cells are as wide as their words; the last of a row never widens its column: it may be a remark. */
    private static int[] widths(List<Page.Row> rows, int columns) {
        int[] widths = new int[columns];
        for (Page.Row row : rows) {
            for (int i = 0; i < row.cells().size() - 1; i++) {
                widths[i] = Math.max(widths[i], row.cells().get(i).words().length());
            }
        }
        return widths;
    }

    private static String row(List<Phrase> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i).words();
            line.append(cell)
                    .append(" ".repeat(Math.max(0, widths[i] - cell.length())))
                    .append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
