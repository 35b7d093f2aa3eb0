package io.trivet.show;

import io.trivet.show.Phrase.In;
import io.trivet.show.Phrase.Style;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * What there is to read of a subject, and not how it looks: {@link PageText} writes it for a terminal,
 * {@link PageMarkdown} for a web page.
 */
record Page(List<Page.Block> blocks) {
    static Page of(Block... blocks) {
        return new Page(List.of(blocks));
    }

    /** What of it stands in a form. */
    Page only(Predicate<In> form) {
        return new Page(only(blocks, form));
    }

    private static List<Block> only(List<Block> blocks, Predicate<In> form) {
        return blocks.stream()
                .filter(block -> form.test(block.in()))
                .map(block -> block.only(form))
                .filter(block -> !(block instanceof Note note) || !note.phrase().isEmpty())
                .toList();
    }

    /** One piece of a page. */
    sealed interface Block {
        /** The forms in which it stands at all. */
        default In in() {
            return In.BOTH;
        }

        /** What of it stands in a form. */
        Block only(Predicate<In> form);
    }

    /** How much a section weighs. */
    enum Level {
        /** The whole page. */
        TITLE,
        PART,
        /** One of several subjects of a page; what it says first belongs to its heading. */
        SUBJECT,
        /** What Markdown folds away below its heading. */
        FOLDED
    }

    /**
     * Blocks with a heading, further right than it in text; without a heading they only stand apart from what is before
     * them.
     */
    record Section(Level level, Phrase heading, List<Block> blocks, In in) implements Block {
        Section(Level level, Phrase heading, Block... blocks) {
            this(level, heading, List.of(blocks), In.BOTH);
        }

        /** Blocks that stand apart. */
        static Section apart(Block... blocks) {
            return new Section(Level.PART, Phrase.EMPTY, blocks);
        }

        Section in(In forms) {
            return new Section(level, heading, blocks, forms);
        }

        @Override
        public Block only(Predicate<In> form) {
            return new Section(level, heading.only(form), Page.only(blocks, form), in);
        }
    }

    /** A sentence. */
    record Note(Phrase phrase) implements Block {
        @Override
        public Block only(Predicate<In> form) {
            return new Note(phrase.only(form));
        }
    }

    /** Lines as they are, in Markdown as code of a language. */
    record Listing(String language, List<Phrase> lines, In in) implements Block {
        @Override
        public Block only(Predicate<In> form) {
            return this;
        }
    }

    /** Columns that line up; where none has a name, there is no head in text. */
    record Table(List<Column> columns, List<Row> rows, In in) implements Block {
        Table(List<Column> columns, List<Row> rows) {
            this(columns, rows, In.BOTH);
        }

        /** What there is to know of a subject: a name and a fact in each row. */
        static Table ofFacts(List<Row> rows) {
            return new Table(List.of(Column.of("", ""), Column.of("", "")), rows);
        }

        Table in(In forms) {
            return new Table(columns, rows, forms);
        }

        @Override
        public Block only(Predicate<In> form) {
            return new Table(
                    columns.stream().filter(column -> form.test(column.in())).toList(),
                    rows.stream()
                            .filter(row -> form.test(row.in()))
                            .map(row -> row.only(columns, form))
                            .toList(),
                    in);
        }
    }

    /**
     * What stands over a column.
     *
     * @param number whether Markdown sets what is in it to the right
     */
    record Column(String text, String markdown, boolean number, In in) {
        static Column of(String text, String markdown) {
            return new Column(text, markdown, false, In.BOTH);
        }

        static Column number(String text, String markdown) {
            return new Column(text, markdown, true, In.BOTH);
        }

        Column in(In forms) {
            return new Column(text, markdown, number, forms);
        }
    }

    /** A cell for each column, or for the first of them; the style is that of its line in text. */
    record Row(List<Phrase> cells, Style style, In in) {
        static Row of(Phrase... cells) {
            return new Row(List.of(cells), Style.PLAIN, In.BOTH);
        }

        static Row fact(String name, String fact) {
            return of(Phrase.plain(name), Phrase.plain(fact));
        }

        /** What is said in place of rows that are left out. */
        static Row remark(String... cells) {
            return new Row(Arrays.stream(cells).map(Phrase::plain).toList(), Style.FAINT, In.SHORT_TEXT);
        }

        Row in(In forms) {
            return new Row(cells, style, forms);
        }

        Row styled(Style line) {
            return new Row(cells, line, in);
        }

        private Row only(List<Column> columns, Predicate<In> form) {
            List<Phrase> standing = IntStream.range(0, cells.size())
                    .filter(i -> form.test(columns.get(i).in()))
                    .mapToObj(i -> cells.get(i).only(form))
                    .toList();
            return new Row(standing, style, in);
        }
    }
}
