package io.trivet.monitor.newrelic;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of metrics as they stand in queries of New Relic. */
public final class NewRelicNames {
    private static final Pattern ASKED = Pattern.compile("(?:max|sum|count)\\(`?([a-zA-Z_:]+)`?\\)");

    private NewRelicNames() {}

    /** The metrics for which a text asks. */
    public static SortedSet<String> asked(String text) {
        SortedSet<String> asked = ASKED.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        // What a query within a query calls its value.
        asked.remove("one");
        return asked;
    }
}
