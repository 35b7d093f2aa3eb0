package io.trivet.problem;

import java.util.Locale;

/**
 * Text of others on its way to a person: every character that does not show stands there as its escape, so that no file
 * name, value or log line can move a cursor, paint, or turn the order of what is read.
 */
public final class Visible {
    private Visible() {}

    /** The text, with {@code \n} for a line feed, and {@code \u001b} or {@code \u202e} for others that do not show. */
    public static String of(String text) {
        if (text.codePoints().allMatch(Visible::shows)) {
            return text;
        }
        StringBuilder visible = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (shows(c)) {
                visible.appendCodePoint(c);
            } else {
                visible.append(escape(c));
            }
        });
        return visible.toString();
    }

    /** Whether a character is one that a reader sees, or a blank. */
    public static boolean shows(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    private static String escape(int c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> {
                StringBuilder escape = new StringBuilder();
                for (char unit : Character.toChars(c)) {
                    escape.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
                }
                yield escape.toString();
            }
        };
    }
}
