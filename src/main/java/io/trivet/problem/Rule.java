package io.trivet.problem;

import java.util.Locale;

/** What a description must not say. Each package that checks lists its own as an enum, whose names are the ids. */
public interface Rule {
    /** As the enum spells it. */
    String name();

    /** Why it is a rule. */
    String reason();

    /**
     * The stable id, {@code zones-three} for {@code ZONES_THREE}. One that is given up is never given to another rule.
     */
    default String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
