package io.trivet.show;

import io.trivet.show.Phrase.In;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A page as GitHub and GitLab render it, with a blank line between any two blocks.
 *
 * <p>Source: https://github.github.com/gfm
 */
final class PageMarkdown {
    private static final Pattern TICKS = Pattern.compile("`+");

    /** What begins a link, emphasis, code or an escape; an underscore does so at the edge of a word only. */
    private static final Pattern MARK =
            Pattern.compile("[\\\\`*\\[]|~(?=~)|(?<![A-Za-z0-9_])_(?=[A-Za-z0-9_])|(?<=[A-Za-z0-9_])_(?![A-Za-z0-9_])");

    /** GitHub makes links of these by itself. */
    private static final Pattern ADDRESS = Pattern.compile("(?i)(https?|ftp|mailto|xmpp|www)(:|\\.)(?=[^\\s])");

    private static final Pattern AT = Pattern.compile("@(?=[A-Za-z0-9])");

    private PageMarkdown() {}

    /**
     * Lines that belong together.
     *
     * @param open what stands before them, and before the rest of them in another comment
     * @param close what stands behind them
     */
    private record Piece(String open, List<String> lines, String close) {
        String text(List<String> part) {
            return open + part.stream().map(line -> line + "\n").collect(Collectors.joining()) + close;
        }

        String text() {
            return text(lines);
        }

        static Piece of(String... lines) {
            return new Piece("", List.of(lines), "");
        }
    }

    /** Where words stand, which says what they must not be read as. */
    private enum Place {
        HEADING,
        SUMMARY,
        NOTE,
        CELL
    }

    /** The text of a page. */
    static String of(Page page) {
        return pieces(page).stream().map(Piece::text).collect(Collectors.joining("\n"));
    }

    /**
     * The same in comments of this size, in bytes of UTF-8: what does not fit goes on in the next one with its head
     * repeated, and nothing is cut.
     */
    static List<String> of(Page page, int longest) {
        List<Piece> pieces = pieces(page);
        List<String> bodies = new ArrayList<>();
        StringBuilder body = new StringBuilder();
        int size = 0;
        for (int i = 0; i < pieces.size(); i++) {
            String end = i + 1 < pieces.size() ? "\n" : "";
            Piece piece =
                    new Piece(pieces.get(i).open(), List.of(), pieces.get(i).close() + end);
            List<String> rest = pieces.get(i).lines();
            while (!rest.isEmpty()) {
                int fits = fitting(rest, longest - size - bytes(piece.text()));
                if (fits == 0 && size > 0 || fits < Math.min(rest.size(), 4) && size > longest / 2) {
                    bodies.add(body.toString());
                    body.setLength(0);
                    size = 0;
                    continue;
                }
                // A single line longer than a comment has nowhere else to go than here.
                int taken = Math.max(1, fits);
                String text = piece.text(rest.subList(0, taken));
                body.append(text);
                size += bytes(text);
                rest = rest.subList(taken, rest.size());
            }
        }
        bodies.add(body.toString());
        return bodies;
    }

    private static int fitting(List<String> lines, int room) {
        int fits = 0;
        int used = 0;
        while (fits < lines.size() && used + bytes(lines.get(fits)) + 1 <= room) {
            used += bytes(lines.get(fits)) + 1;
            fits++;
        }
        return fits;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static List<Piece> pieces(Page page) {
        return pieces(page.only(In::isMarkdown).blocks());
    }

    private static List<Piece> pieces(List<Page.Block> blocks) {
        return blocks.stream().flatMap(block -> pieces(block).stream()).toList();
    }

    private static List<Piece> pieces(Page.Block block) {
        if (block instanceof Page.Section section) {
            return section(section);
        }
        if (block instanceof Page.Note note) {
            return List.of(Piece.of(written(note.phrase(), Place.NOTE)));
        }
        if (block instanceof Page.Listing listing) {
            List<String> lines = listing.lines().stream().map(Phrase::words).toList();
            // The lines of a diff may be Markdown themselves, in one comment or the next.
            String fence = fence(lines, listing.language().equals("diff") ? 4 : 3);
            return List.of(new Piece(fence + listing.language() + "\n", lines, fence + "\n"));
        }
        if (block instanceof Page.Table table) {
            return List.of(new Piece(
                    head(table.columns()),
                    table.rows().stream().map(PageMarkdown::row).toList(),
                    ""));
        }
        throw new AssertionError(block);
    }

    private static List<Piece> section(Page.Section section) {
        List<Piece> pieces = new ArrayList<>(pieces(section.blocks()));
        String heading =
                written(section.heading(), section.level() == Page.Level.FOLDED ? Place.SUMMARY : Place.HEADING);
        switch (section.level()) {
            case TITLE -> pieces.add(0, Piece.of("# " + heading));
            case PART -> {
                if (!heading.isEmpty() || pieces.isEmpty()) {
                    pieces.add(0, heading.isEmpty() ? Piece.of() : Piece.of("## " + heading));
                }
            }
            case SUBJECT ->
                pieces.set(0, Piece.of("### " + heading, pieces.get(0).text().stripTrailing()));
            case FOLDED -> {
                Piece first = pieces.remove(0);
                String rest = pieces.stream().map(piece -> "\n" + piece.text()).collect(Collectors.joining());
                return List.of(new Piece(
                        "<details><summary>" + heading + "</summary>\n\n" + first.open(),
                        first.lines(),
                        first.close() + rest + "\n</details>\n"));
            }
        }
        return pieces;
    }

    private static String head(List<Page.Column> columns) {
        StringBuilder names = new StringBuilder("|");
        StringBuilder sides = new StringBuilder("|");
        for (Page.Column column : columns) {
            names.append(column.markdown().isEmpty() ? " |" : " " + column.markdown() + " |");
            sides.append(column.number() ? "--:|" : "---|");
        }
        return names.append('\n').append(sides).append('\n').toString();
    }

    private static String row(Page.Row row) {
        return row.cells().stream()
                .map(cell -> written(cell, Place.CELL))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String written(Phrase phrase, Place place) {
        StringBuilder text = new StringBuilder();
        for (Phrase.Span span : phrase.spans()) {
            String words = place == Place.SUMMARY ? html(span.text()) : plain(span.text());
            text.append(
                    switch (span.style()) {
                        case CODE, NAME -> place == Place.SUMMARY ? "<code>" + words + "</code>" : code(span.text());
                        case STRONG -> place == Place.CELL || place == Place.NOTE ? "**" + words + "**" : words;
                        case PLAIN, FAINT, GOOD, WARNING, ERROR -> words;
                        case BREAK -> " ";
                    });
        }
        return place == Place.CELL ? text.toString().replace("|", "\\|") : text.toString();
    }

    /** A span of code ends at as many backticks as it begins with, and one blank at both ends is no part of it. */
    private static String code(String text) {
        // A backslash before a bar would end the cell of a table that it stands in.
        if (text.isEmpty() || text.contains("\\|")) {
            return plain(text);
        }
        String fence = fence(List.of(text), 1);
        String room = text.startsWith("`") || text.endsWith("`") ? " " : "";
        return fence + room + text + room + fence;
    }

    /** More backticks than stand side by side in these lines. */
    private static String fence(List<String> lines, int least) {
        int longest = least - 1;
        for (String line : lines) {
            Matcher ticks = TICKS.matcher(line);
            while (ticks.find()) {
                longest = Math.max(longest, ticks.group().length());
            }
        }
        return "`".repeat(longest + 1);
    }

    /** Words that are read as words: no mark of Markdown, no link, no name that is told. */
    private static String plain(String text) {
        return AT.matcher(ADDRESS.matcher(html(MARK.matcher(text).replaceAll("\\\\$0")))
                        .replaceAll("$1\\\\$2"))
                .replaceAll("@<!-- -->");
    }

    private static String html(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
