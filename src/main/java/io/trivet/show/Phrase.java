package io.trivet.show;

import io.trivet.problem.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Words of a page, each with its style; some stand in one form only.
 *
 * @param spans in reading order
 */
record Phrase(List<Span> spans) {
    /** Nothing. */
    static final Phrase EMPTY = new Phrase(List.of());

    /** The end of a line. */
    static final Phrase LINE_END = of(Style.BREAK, "");

    /** How words look: in a terminal, and in Markdown. */
    enum Style {
        PLAIN,
        /** Bold; in a heading of Markdown as plain as the rest of it. */
        STRONG,
        /** What helps, but is not the answer; only a terminal knows it, as the three that follow. */
        FAINT,
        GOOD,
        WARNING,
        ERROR,
        /** What a machine reads, for Markdown to set apart. */
        CODE,
        /** The name of the thing in question: bold in a terminal, code in Markdown. */
        NAME,
        /** Where a line ends in a terminal, and a word in Markdown. */
        BREAK
    }

    /** In which forms a part of a page stands. */
    enum In {
        BOTH,
        TEXT,
        MARKDOWN,
        /** Text that leaves out what is alike. */
        SHORT_TEXT,
        /** What {@link #SHORT_TEXT} stands for where nothing is left out. */
        WHOLE_TEXT_AND_MARKDOWN;

        boolean isText(boolean whole) {
            return switch (this) {
                case BOTH, TEXT -> true;
                case SHORT_TEXT -> !whole;
                case WHOLE_TEXT_AND_MARKDOWN -> whole;
                case MARKDOWN -> false;
            };
        }

        boolean isMarkdown() {
            return this == BOTH || this == MARKDOWN || this == WHOLE_TEXT_AND_MARKDOWN;
        }
    }

    /** Words of one style. All that people read goes through here, so here it becomes visible. */
    record Span(String text, Style style, In in) {
        Span {
            text = style == Style.BREAK ? "\n" : Visible.of(text);
        }
    }

    static Phrase of(Style style, String text) {
        return new Phrase(List.of(new Span(text, style, In.BOTH)));
    }

    static Phrase plain(String text) {
        return of(Style.PLAIN, text);
    }

    static Phrase plain(long number) {
        return plain(String.valueOf(number));
    }

    static Phrase code(String text) {
        return of(Style.CODE, text);
    }

    static Phrase strong(String text) {
        return of(Style.STRONG, text);
    }

    static Phrase faint(String text) {
        return of(Style.FAINT, text);
    }

    /** Words that differ between the two. */
    static Phrase either(String text, String markdown) {
        return plain(text).in(In.TEXT).and(plain(markdown).in(In.MARKDOWN));
    }

    /** A heading that differs between the two. */
    static Phrase title(String text, String markdown) {
        return strong(text).in(In.TEXT).and(strong(markdown).in(In.MARKDOWN));
    }

    /** All of these, with the separator between them. */
    static Phrase joined(Phrase separator, List<Phrase> phrases) {
        Phrase all = EMPTY;
        for (Phrase phrase : phrases) {
            all = all == EMPTY ? phrase : all.and(separator).and(phrase);
        }
        return all;
    }

    /** The same, in these forms only. */
    Phrase in(In in) {
        return new Phrase(spans.stream()
                .map(span -> new Span(span.text(), span.style(), in))
                .toList());
    }

    Phrase and(Phrase next) {
        List<Span> all = new ArrayList<>(spans);
        all.addAll(next.spans);
        return new Phrase(List.copyOf(all));
    }

    Phrase and(String text) {
        return and(plain(text));
    }

    /** What of it stands in a form. */
    Phrase only(Predicate<In> form) {
        return new Phrase(spans.stream().filter(span -> form.test(span.in())).toList());
    }

    boolean isEmpty() {
        return spans.stream().allMatch(span -> span.text().isEmpty());
    }

    /** Its words alone. */
    String words() {
        StringBuilder words = new StringBuilder();
        spans.forEach(span -> words.append(span.text()));
        return words.toString();
    }
}
