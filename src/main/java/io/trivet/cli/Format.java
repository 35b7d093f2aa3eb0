package io.trivet.cli;

import java.util.Locale;

/** In which form a command answers. */
enum Format {
    TEXT,
    JSON,
    MARKDOWN,
    SVG;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
