package io.trivet.show;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.show.Page.Column;
import io.trivet.show.Page.Level;
import io.trivet.show.Page.Listing;
import io.trivet.show.Page.Note;
import io.trivet.show.Page.Row;
import io.trivet.show.Page.Section;
import io.trivet.show.Page.Table;
import io.trivet.show.Phrase.In;
import io.trivet.show.Phrase.Style;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of a page in every form, whatever stands in it. */
final class PageTest {
    private static final List<Column> COLUMNS = List.of(Column.of("node", "Node"), Column.number("id", "Id"));

    private static String text(Page.Block... blocks) {
        return PageText.of(Page.of(blocks), false, Colour.OFF);
    }

    private static String markdown(Page.Block... blocks) {
        return PageMarkdown.of(Page.of(blocks));
    }

    private static Note note(String text) {
        return new Note(Phrase.plain(text));
    }

    @Test
    void a_page_of_nothing_is_no_text() {
        assertThat(text()).isEmpty();
        assertThat(markdown()).isEmpty();
    }

    @Test
    void a_heading_of_two_lines_is_one_of_markdown_and_no_other_text_ends_a_line() {
        Section page = new Section(
                Level.TITLE, Phrase.strong("ours").and(Phrase.LINE_END).and("1 topic\n2 topics"), note("none"));

        assertThat(text(page)).isEqualTo("ours\n1 topic\\n2 topics\n  none\n");
        assertThat(markdown(page)).startsWith("# ours 1 topic\\\\n2 topics\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[x](https://evil.example)",
                "![x](https://evil.example/x.png)",
                "https://evil.example",
                "www.evil.example",
                "`[x](https://evil.example)",
                "@everybody",
                "user@evil.example",
                "<img src=x>",
                "*x* _x_ ~~x~~",
                "a \\| b | c"
            })
    void words_of_a_page_are_no_marks_of_markdown(String words) {
        String plain = markdown(note(words));
        String cell = markdown(new Table(COLUMNS, List.of(Row.of(Phrase.plain(words), Phrase.code(words)))));

        assertThat(plain)
                .doesNotContainPattern("(?<!\\\\)[\\[*`]|https:|www\\.|@[a-z]|<[a-z]|(?<!\\\\)~~|(?<![a-z\\\\])_");
        assertThat(cell.lines()
                        .skip(2)
                        .findFirst()
                        .orElseThrow()
                        .replaceAll("\\\\.", "")
                        .chars())
                .filteredOn(c -> c == '|')
                .hasSize(3);
    }

    @Test
    void code_ends_where_it_ends_whatever_stands_in_it() {
        assertThat(markdown(new Note(Phrase.code("a `` b")))).isEqualTo("```a `` b```\n");
        assertThat(markdown(new Note(Phrase.code("`a")))).isEqualTo("`` `a ``\n");
        assertThat(markdown(new Listing("", List.of(Phrase.plain("````")), In.BOTH)))
                .isEqualTo("`````\n````\n`````\n");
    }

    @Test
    void what_does_not_show_is_escaped_in_every_form() {
        assertThat(text(note("a\u001b[31m\nb\u202e"))).isEqualTo("a\\u001b[31m\\nb\\u202e\n");
        assertThat(markdown(note("a\nb\u202e"))).isEqualTo("a\\\\nb\\\\u202e\n");
    }

    @Test
    void sections_stand_apart_and_further_right_than_their_headings() {
        Page.Block[] blocks = {
            new Section(Level.TITLE, Phrase.strong("orders"), Table.ofFacts(List.of(Row.fact("Kafka", "4.3.1")))),
            new Section(Level.PART, Phrase.either("1 node", "Nodes"), note("one"), Section.apart(note("two"))),
            Section.apart(note("three")),
            note("four")
        };

        assertThat(text(blocks)).isEqualTo("""
                orders
                  Kafka  4.3.1

                1 node
                  one

                  two

                three
                four
                """);
        assertThat(markdown(blocks)).isEqualTo("""
                # orders

                | | |
                |---|---|
                | Kafka | 4.3.1 |

                ## Nodes

                one

                two

                three

                four
                """);
    }

    @Test
    void a_table_has_a_head_in_text_only_where_a_column_has_a_name() {
        Row row = Row.of(Phrase.plain("broker1"), Phrase.plain(1));

        assertThat(text(new Table(COLUMNS, List.of(row)))).isEqualTo("node     id\nbroker1  1\n");
        assertThat(text(new Table(List.of(Column.of("", "Node"), Column.of("", "Id")), List.of(row))))
                .isEqualTo("broker1  1\n");
    }

    @Test
    void a_table_without_rows_is_its_head() {
        assertThat(text(new Table(COLUMNS, List.of()))).isEqualTo("node  id\n");
        assertThat(text(Table.ofFacts(List.of()))).isEmpty();
        assertThat(markdown(new Table(COLUMNS, List.of()))).isEqualTo("| Node | Id |\n|---|--:|\n");
    }

    static Stream<List<List<String>>> cells() {
        return IntStream.range(0, 40).mapToObj(seed -> {
            Random random = new Random(seed);
            int columns = 1 + random.nextInt(5);
            return IntStream.range(0, 1 + random.nextInt(6))
                    .mapToObj(row -> IntStream.range(0, columns)
                            .mapToObj(column -> "x".repeat(random.nextInt(12)))
                            .toList())
                    .toList();
        });
    }

    @ParameterizedTest
    @MethodSource("cells")
    void columns_line_up_and_no_line_ends_with_a_blank(List<List<String>> cells) {
        int columns = cells.get(0).size();
        List<Column> heads = IntStream.range(0, columns)
                .mapToObj(i -> Column.of("n" + i, "N" + i))
                .toList();
        List<String> lines = text(new Table(heads, rows(cells))).lines().toList();

        assertThat(lines).hasSize(cells.size() + 1).noneMatch(line -> line.endsWith(" "));
        for (int column = 0; column < columns; column++) {
            int start = lines.get(0).indexOf("n" + column);
            for (int row = 0; row < cells.size(); row++) {
                String line = lines.get(row + 1);
                String cell = cells.get(row).get(column);
                assertThat(line.substring(Math.min(start, line.length()))).startsWith(cell);
                assertThat(start == 0 || start > line.length() || line.startsWith("  ", start - 2))
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void a_table_of_markdown_has_a_cell_for_each_column_in_each_row(List<List<String>> cells) {
        List<Column> heads = IntStream.range(0, cells.get(0).size())
                .mapToObj(i -> Column.of("", "N"))
                .toList();

        assertThat(markdown(new Table(heads, rows(cells))).lines())
                .hasSize(cells.size() + 2)
                .allMatch(line -> line.chars().filter(c -> c == '|').count() == heads.size() + 1);
    }

    private static List<Row> rows(List<List<String>> cells) {
        return cells.stream()
                .map(row -> Row.of(row.stream().map(Phrase::plain).toArray(Phrase[]::new)))
                .toList();
    }

    @Test
    void a_remark_in_the_last_cell_widens_no_column() {
        Table table = new Table(
                COLUMNS,
                List.of(
                        Row.remark("… 331 more brokers; --all shows them"),
                        Row.of(Phrase.plain("b"), Phrase.plain(7))));

        assertThat(text(table)).isEqualTo("""
                node  id
                … 331 more brokers; --all shows them
                b     7
                """);
    }

    @ParameterizedTest
    @CsvSource({
        "BOTH,                    true,  true,  true",
        "TEXT,                    true,  true,  false",
        "MARKDOWN,                false, false, true",
        "SHORT_TEXT,              true,  false, false",
        "WHOLE_TEXT_AND_MARKDOWN, false, true,  true"
    })
    void every_part_of_a_page_stands_in_its_forms_only(In in, boolean isShort, boolean isWhole, boolean isMarkdown) {
        Row row = Row.of(Phrase.plain("cell"), Phrase.plain(1));
        List<Page> pages = List.of(
                Page.of(new Note(Phrase.plain("cell").in(in))),
                Page.of(Section.apart(note("cell")).in(in)),
                Page.of(new Listing("", List.of(Phrase.plain("cell")), in)),
                Page.of(new Table(COLUMNS, List.of(row)).in(in)),
                Page.of(new Table(COLUMNS, List.of(row.in(in)))),
                Page.of(new Table(List.of(COLUMNS.get(0).in(in), COLUMNS.get(1)), List.of(row))));

        assertThat(pages).allSatisfy(page -> {
            assertThat(PageText.of(page, false, Colour.OFF).contains("cell")).isEqualTo(isShort);
            assertThat(PageText.of(page, true, Colour.OFF).contains("cell")).isEqualTo(isWhole);
            assertThat(PageMarkdown.of(page).contains("cell")).isEqualTo(isMarkdown);
        });
    }

    @Test
    void colour_changes_no_word_and_markdown_knows_none() {
        Phrase phrase = Phrase.EMPTY;
        for (Style style : Style.values()) {
            phrase = phrase.and(Phrase.of(style, style + " "));
        }
        Page page = Page.of(
                new Section(Level.PART, phrase, new Note(phrase)),
                new Table(COLUMNS, List.of(Row.of(phrase, phrase).styled(Style.ERROR))));

        String coloured = PageText.of(page, false, Colour.ON);

        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(PageText.of(page, false, Colour.OFF));
        assertThat(PageMarkdown.of(page)).doesNotContain("\u001b").contains("**STRONG **", "`CODE `", "`NAME `");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a|b", "<b>", "a\\b|c", "a\nb", "`a|b`", "&lt;", "| |\n|---|"})
    void what_stands_in_a_cell_of_markdown_never_ends_it(String words) {
        Table table = new Table(COLUMNS, List.of(Row.of(Phrase.plain(words), Phrase.code(words))));

        List<String> lines = markdown(table).lines().toList();

        assertThat(lines).hasSize(3);
        assertThat(lines.get(2).replaceAll("\\\\.", "").chars().filter(c -> c == '|'))
                .hasSize(3);
        assertThat(lines.get(2).substring(0, lines.get(2).indexOf(" | "))).doesNotContain("<");
    }

    @Test
    void what_is_folded_is_one_piece_with_all_that_belongs_to_it() {
        Table table = new Table(COLUMNS, List.of(Row.of(Phrase.plain("broker1"), Phrase.plain(1))));

        assertThat(markdown(
                        new Section(
                                Level.SUBJECT,
                                Phrase.of(Style.NAME, "prod").and(": no risk"),
                                note("Nothing restarts."),
                                new Section(Level.FOLDED, Phrase.plain("1 change"), table, note("A guess."))),
                        new Section(
                                Level.FOLDED,
                                Phrase.of(Style.NAME, "/etc/<x>"),
                                new Listing("diff", List.of(Phrase.plain("+a")), In.BOTH))))
                .isEqualTo("""
                        ### `prod`: no risk
                        Nothing restarts.

                        <details><summary>1 change</summary>

                        | Node | Id |
                        |---|--:|
                        | broker1 | 1 |

                        A guess.

                        </details>

                        <details><summary><code>/etc/&lt;x></code></summary>

                        ````diff
                        +a
                        ````

                        </details>
                        """);
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 1000, 3000})
    void comments_hold_every_row_once_and_each_has_the_head_of_what_it_goes_on_with(int longest) {
        List<Row> rows = IntStream.range(0, 200)
                .mapToObj(i -> Row.of(Phrase.plain("broker" + i + "ü"), Phrase.plain(i)))
                .toList();
        Page page = Page.of(
                note("first"),
                new Section(Level.FOLDED, Phrase.plain("200 changes"), new Table(COLUMNS, rows)),
                note("last"));

        List<String> comments = PageMarkdown.of(page, longest);

        assertThat(comments).hasSizeGreaterThan(1).allSatisfy(comment -> {
            assertThat(comment.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(longest);
            assertThat(comment.contains("| broker")).isEqualTo(comment.contains("| Node | Id |\n|---|--:|\n| broker"));
            assertThat(comment.split("<details>", -1)).hasSameSizeAs(comment.split("</details>", -1));
        });
        List<String> said = new ArrayList<>();
        comments.forEach(comment ->
                comment.lines().filter(line -> line.startsWith("| broker")).forEach(said::add));
        assertThat(said).hasSize(200).doesNotHaveDuplicates();
        assertThat(String.join("", comments)).startsWith("first\n").endsWith("last\n");
    }

    @Test
    void one_comment_is_the_whole_page() {
        Page page =
                Page.of(note("first"), new Section(Level.PART, Phrase.plain("Part"), note("last")), Section.apart());

        assertThat(PageMarkdown.of(page, 10_000)).containsExactly(PageMarkdown.of(page));
    }
}
