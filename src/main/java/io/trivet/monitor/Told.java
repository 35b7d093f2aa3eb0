package io.trivet.monitor;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a tool is given to watch a stack.
 *
 * @param files text by path within a folder
 * @param unsaid what of the alerts and panels of this stack it cannot be told
 */
public record Told(SortedMap<String, String> files, List<Unsaid> unsaid) {
    public Told {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        unsaid = List.copyOf(unsaid);
    }

    /**
     * An alert or a panel that there is not for a tool.
     *
     * @param name of the alert, or title of the panel
     * @param why in a clause
     */
    public record Unsaid(Kind kind, String name, String why) {
        /** What it is. */
        public enum Kind {
            ALERT,
            PANEL
        }
    }
}
