package io.trivet.show;

import java.util.function.Supplier;

/**
 * A subject that can be shown.
 *
 * @param page what people read of it
 * @param answer what programs read of it, as a record
 */
public record Shown(Supplier<Page> page, Supplier<?> answer) {
    /** Text that leaves out what is alike. */
    public String text(Colour colour) {
        return PageText.of(page.get(), false, colour);
    }

    /** Text with all there is. */
    public String wholeText(Colour colour) {
        return PageText.of(page.get(), true, colour);
    }

    public String markdown() {
        return PageMarkdown.of(page.get());
    }

    public String json() {
        return Json.of(answer.get());
    }

    /** The same in one line, for one answer of many. */
    public String jsonLine() {
        return Json.line(answer.get());
    }
}
