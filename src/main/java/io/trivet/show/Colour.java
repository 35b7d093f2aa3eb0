package io.trivet.show;

/** Whether text is coloured: only a terminal should get {@link #ON}, and only when {@code NO_COLOR} is not set. */
public enum Colour {
    OFF,
    ON;

    /** Red: what stops. */
    String error(String text) {
        return paint("31;1", text);
    }

    /** Yellow: what deserves a look. */
    String warning(String text) {
        return paint("33;1", text);
    }

    /** Green: what is well. */
    String good(String text) {
        return paint("32", text);
    }

    /** Bold: headings, and the name of the thing in question. */
    String strong(String text) {
        return paint("1", text);
    }

    /** Faint: what helps, but is not the answer. */
    String faint(String text) {
        return paint("2", text);
    }

    private String paint(String code, String text) {
        return this == OFF || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
