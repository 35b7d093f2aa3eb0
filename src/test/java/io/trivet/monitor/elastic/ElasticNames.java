package io.trivet.monitor.elastic;

import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Fields as they stand in queries, and as Metricbeat makes them of what an exporter says. */
public final class ElasticNames {
    private static final Pattern FIELD = Pattern.compile("prometheus\\.[a-z0-9_]+\\.[a-z]+");
    private static final Pattern WORD = Pattern.compile("(prometheus\\.labels\\.[a-z]+) (?:==|:) \"([^\"]+)\"");

    private ElasticNames() {}

    /** The fields for which a text asks, and of labels also the words that they must be. */
    public static SortedSet<String> asked(String text) {
        String plain = text.replace("\\", "");
        SortedSet<String> asked = FIELD.matcher(plain)
                .results()
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
        WORD.matcher(plain).results().forEach(found -> asked.add(found.group(1) + "=" + found.group(2)));
        return asked;
    }

    /**
     * The fields that Metricbeat makes of a scrape, with types and with the growth of counters, and the words of
     * labels.
     *
     * @param include expressions of its configuration
     */
    public static SortedSet<String> made(String scrape, Collection<String> include) {
        SortedSet<String> counters = new TreeSet<>();
        // Metricbeat's own.
        SortedSet<String> made = new TreeSet<>(include.contains("^up$") ? List.of("prometheus.up.value") : List.of());
        for (String line : scrape.lines().toList()) {
            if (line.startsWith("# TYPE ") && line.endsWith(" counter")) {
                counters.add(line.split(" ")[2]);
            }
            if (line.startsWith("#") || line.isBlank()) {
                continue;
            }
            String name = line.replaceFirst("[{ ].*", "");
            if (include.stream()
                    .noneMatch(one -> Pattern.compile(one).matcher(name).find())) {
                continue;
            }
            made.add("prometheus." + name + (counters.contains(name) ? ".rate" : ".value"));
            if (line.contains("{")) {
                Pattern.compile("([a-z]+)=\"([^\"]*)\"").matcher(line).results().forEach(label -> {
                    made.add("prometheus.labels." + label.group(1));
                    made.add("prometheus.labels." + label.group(1) + "=" + label.group(2));
                });
            }
        }
        return made;
    }
}
