package io.trivet.problem;

import java.util.Locale;

/** How much a problem weighs: an error stops everything that follows, a warning only speaks. */
public enum Severity {
    ERROR,
    WARNING;

    /** The word that people and programs read: {@code error} or {@code warning}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
