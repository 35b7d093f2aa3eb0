package io.trivet.platform;

import java.util.Locale;

/** What a change costs a running cluster, from nothing to what it cannot take at all. */
public enum Risk {
    /** No process notices. */
    NONE,
    /** Takes effect while everything runs. */
    DYNAMIC,
    /** Processes restart, one wave after the other. */
    ROLLING_RESTART,
    /** Machines are replaced, one wave after the other; their volumes stay. */
    REPLACEMENT,
    /** Records are lost, or their order, unless the operator has seen to it. */
    DATA_AT_STAKE,
    /** A live cluster cannot take it. */
    REFUSED;

    /** In words: {@code rolling restart}. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
