package io.trivet.monitor.datadog;

import java.util.Collection;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of metrics as they stand in queries, and as the agent's check makes them of what an exporter says. */
public final class DatadogNames {
    private static final Pattern ASKED = Pattern.compile("(?:avg|sum|min|max):([a-zA-Z0-9_.]+)\\{([^}]*)}");

    private DatadogNames() {}

    /** What the queries of a text ask for, with the values of its tags but for stack and role. */
    public static SortedSet<String> asked(String text) {
        return ASKED.matcher(text)
                .results()
                .map(one -> one.group(1) + tags(one.group(2)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String tags(String scope) {
        return Pattern.compile(" AND ")
                .splitAsStream(scope)
                .filter(tag -> !tag.matches("(NOT )?(stack|role):.*") && !tag.startsWith("NOT "))
                .sorted()
                .map(tag -> "," + tag)
                .collect(Collectors.joining());
    }

    /**
     * The metrics that the check makes of a scrape, with and without their tags.
     *
     * @param metrics expressions of its configuration
     */
    public static SortedSet<String> made(String scrape, String namespace, Collection<String> metrics) {
        SortedSet<String> counters = new TreeSet<>();
        SortedSet<String> made = new TreeSet<>();
        for (String line : scrape.lines().toList()) {
            if (line.startsWith("# TYPE ") && line.endsWith(" counter")) {
                counters.add(line.split(" ")[2]);
            }
            if (line.startsWith("#") || line.isBlank()) {
                continue;
            }
            String name = line.replaceFirst("[{ ].*", "");
            if (metrics.stream().noneMatch(name::matches)) {
                continue;
            }
            String metric =
                    namespace + "." + (counters.contains(name) ? name.replaceFirst("_total$", "") + ".count" : name);
            String labels = line.contains("{")
                    ? Pattern.compile("([a-z]+)=\"([^\"]*)\"")
                            .matcher(line)
                            .results()
                            .map(label ->
                                    "," + label.group(1) + ":" + label.group(2).toLowerCase(Locale.ROOT))
                            .sorted()
                            .collect(Collectors.joining())
                    : "";
            made.add(metric);
            made.add(metric + labels);
            for (String label : labels.split(",")) {
                made.add(metric + (label.isEmpty() ? "" : "," + label));
            }
        }
        return made;
    }
}
