package io.trivet.monitor;

import io.trivet.kafka.MetadataMode;
import io.trivet.layout.Role;
import io.trivet.monitor.query.Term;
import io.trivet.problem.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of the few metrics by which a cluster is operated: what a person looks at first, what an alert watches, what a
 * roll waits for. Exporter rules, and later dashboards and alerts, are made of the same rows, so that none names a
 * metric that another does not export.
 *
 * <p>A bean is written as JMX does, {@code domain:key=value,…}, with three additions. {@code {A|B}} stands for one bean
 * each and becomes a label named after the key; {@code <word>} stands for whatever is there, as the name of a
 * connector, and becomes a label of that name; {@code *} within a value stands for what differs between nodes, and
 * becomes nothing. In an attribute, {@code {50|99}thPercentile} becomes the label {@code quantile}.
 *
 * @param name of the Prometheus metric; those that stock rules for Kafka give, where there are such
 * @param attribute of the bean, as JMX names it
 * @param on the processes that have it, {@code controller} or, with one kind of metadata only, {@code broker/kraft}
 * @param tells what it says of the cluster, in one sentence
 */
public record GoldenMetric(String name, Kind kind, List<String> on, String bean, String attribute, String tells) {
    /** What the value of a metric is. */
    public enum Kind {
        GAUGE,
        /** A number that only grows while the process lives; the name ends in {@code _total}. */
        COUNTER,
        /** Quantiles since a while ago, weighted to the last five minutes, one a label {@code quantile}. */
        QUANTILES,
        /** A word: always 1, with the word as label {@code state}. */
        STATE
    }

    private static final List<GoldenMetric> ALL = read();
    private static final Pattern ALTERNATIVES = Pattern.compile("\\{([^}]+)}");
    private static final Pattern NAMED = Pattern.compile("<([a-z]+)>");

    /** The parts of a value that are not to be taken as they stand. */
    private static final Pattern PART = Pattern.compile(NAMED + "|" + ALTERNATIVES + "|\\*");

    public GoldenMetric {
        on = List.copyOf(on);
    }

    /** All of them, in the order in which an operator would ask. */
    public static List<GoldenMetric> all() {
        return ALL;
    }

    /**
     * The one of this name.
     *
     * @throws IllegalArgumentException for a name that none has
     */
    public static GoldenMetric of(String name) {
        return ALL.stream()
                .filter(metric -> metric.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name));
    }

    /** The labels that a series leaves open, by which its values of one node are told apart. */
    public static List<String> open(Term.Series series) {
        List<String> fixed = series.labels().stream()
                .filter(label -> label.operator().equals("="))
                .map(Term.Label::name)
                .toList();
        return ALL.stream()
                .filter(metric -> metric.name.equals(series.metric()))
                .flatMap(metric -> metric.labels().stream())
                .filter(label -> !fixed.contains(label))
                .toList();
    }

    private static List<GoldenMetric> read() {
        List<String> lines = Resource.rows(GoldenMetric.class, "golden-metrics.txt");
        List<GoldenMetric> metrics = new ArrayList<>();
        for (int i = 0; i + 1 < lines.size(); i += 2) {
            metrics.add(row(lines.get(i).split(" "), lines.get(i + 1).strip()));
        }
        return List.copyOf(metrics);
    }

    private static GoldenMetric row(String[] words, String tells) {
        Kind kind = Kind.valueOf(words[1].toUpperCase(Locale.ROOT));
        return new GoldenMetric(words[0], kind, List.of(words[2].split(",")), words[3], words[4], tells);
    }

    /** Those of a process in clusters that keep their metadata there; a node's server is known by its role. */
    static List<GoldenMetric> of(String process, MetadataMode mode) {
        List<String> kinds = process.equals(Role.COMBINED.word())
                ? List.of(Role.BROKER.word(), Role.CONTROLLER.word())
                : List.of(process);
        return ALL.stream()
                .filter(metric -> kinds.stream()
                        .anyMatch(kind -> metric.on.contains(kind) || metric.on.contains(kind + "/" + mode.word())))
                .toList();
    }

    /** The names that a scrape of such a process can hold. */
    public static SortedSet<String> names(String process, MetadataMode mode) {
        SortedSet<String> names = new TreeSet<>();
        of(process, mode).forEach(metric -> names.add(metric.name));
        return names;
    }

    /** The names that a scrape of such a process holds once it is ready, whatever it has been given to do. */
    public static SortedSet<String> expected(String process, MetadataMode mode) {
        SortedSet<String> names = names(process, mode);
        of(process, mode).stream().filter(GoldenMetric::isOfEach).forEach(metric -> names.remove(metric.name));
        return names;
    }

    /** Whether it is one of each connector, task or topic, so that a process which has none of them has none. */
    private boolean isOfEach() {
        return NAMED.matcher(bean).find();
    }

    /** The beans, as JMX object names or patterns of such: the exporter asks the server for these and no others. */
    List<String> objectNames() {
        List<String> names = new ArrayList<>(List.of(NAMED.matcher(bean).replaceAll("*")));
        while (names.get(0).contains("{")) {
            List<String> expanded = new ArrayList<>();
            for (String name : names) {
                Matcher group = ALTERNATIVES.matcher(name);
                if (group.find()) {
                    for (String alternative : group.group(1).split("\\|")) {
                        expanded.add(name.substring(0, group.start()) + alternative + name.substring(group.end()));
                    }
                }
            }
            names = expanded;
        }
        return List.copyOf(names);
    }

    /** The names of the labels that its own series have, in the order in which its bean has them. */
    public List<String> labels() {
        List<String> labels = new ArrayList<>();
        for (String property : properties()) {
            if (property.contains("{")) {
                labels.add(property.substring(0, property.indexOf('=')));
            }
            NAMED.matcher(property).results().forEach(named -> labels.add(named.group(1)));
        }
        if (attribute.contains("{")) {
            labels.add("quantile");
        }
        if (kind == Kind.STATE) {
            labels.add("state");
        }
        return List.copyOf(labels);
    }

    /**
     * The regular expression of the exporter's rule, over {@code domain<key=value, key=value><>attribute: value}. The
     * exporter sets {@code ^.*(?:} before and {@code ).*$} behind it, so the anchor is its own and the end stays open.
     */
    String pattern() {
        return "^" + expression(bean.substring(0, bean.indexOf(':')))
                + "<"
                + String.join(
                        ", ",
                        properties().stream().map(GoldenMetric::expression).toList())
                + "><>" + expression(attribute)
                + (kind == Kind.STATE ? ": (\\w+)" : ":");
    }

    private List<String> properties() {
        return List.of(bean.substring(bean.indexOf(':') + 1).split(","));
    }

    private static String expression(String text) {
        StringBuilder expression = new StringBuilder();
        Matcher part = PART.matcher(text);
        int end = 0;
        while (part.find()) {
            expression.append(literal(text.substring(end, part.start())));
            if (part.group(1) != null) {
                // JMX puts a value in quotes that has other letters than those of a word.
                boolean whole = part.start() > 0 && text.charAt(part.start() - 1) == '=' && part.end() == text.length();
                expression.append(whole ? "\"?([^\",]+)\"?" : "([^\",]+)");
            } else if (part.group(2) != null) {
                expression.append("(").append(part.group(2)).append(")");
            } else {
                expression.append("[^,>]+");
            }
            end = part.end();
        }
        return expression.append(literal(text.substring(end))).toString();
    }

    private static String literal(String text) {
        return text.replace(".", "\\.").replace("|", "\\|");
    }
}
