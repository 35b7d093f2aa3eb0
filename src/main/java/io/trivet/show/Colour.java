package io.trivet.show;

import io.trivet.show.Phrase.Style;

/** Whether text is coloured: only a terminal should get {@link #ON}, and only when {@code NO_COLOR} is not set. */
public enum Colour {
    OFF,
    ON;

    String paint(Style style, String text) {
        String code = switch (style) {
            case PLAIN, CODE, BREAK -> "";
            case STRONG, NAME -> "1";
            case FAINT -> "2";
            case GOOD -> "32";
            case WARNING -> "33;1";
            case ERROR -> "31;1";
        };
        return this == OFF || code.isEmpty() || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
