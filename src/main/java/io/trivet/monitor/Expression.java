package io.trivet.monitor;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An expression of PromQL before it is about one stack. Words in capitals stand for numbers of a description.
 *
 * <p>Source of the grammar: https://prometheus.io/docs/prometheus/2.42/querying/basics/.
 *
 * @param text as a person wrote it
 */
public record Expression(String text) {
    /** Words between metrics; functions and aggregations have a bracket behind them. */
    private static final List<String> OPERATORS = List.of("and", "or", "unless", "bool", "offset");

    private static final Pattern PART = Pattern.compile("\"[^\"]*\""
            + "|\\[[^]]*]"
            + "|\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)"
            + "|(?<number>\\b[A-Z]+\\b)"
            + "|(?<name>\\b[a-z_][a-z0-9_:]*\\b)(?!\\s*(?:\\(|by\\b|without\\b))(?:\\{(?<labels>[^}]*)})?");

    private static final Pattern ROLE = Pattern.compile("\\brole=~?\"([^\"]*)\"");

    /** The metrics that it asks for. */
    public SortedSet<String> metrics() {
        SortedSet<String> metrics = new TreeSet<>();
        PART.matcher(text).results().filter(Expression::isMetric).forEach(part -> metrics.add(part.group(2)));
        return Collections.unmodifiableSortedSet(metrics);
    }

    /** Of which nodes it asks, as regular expressions over the words of roles; none where it asks of all. */
    List<String> roles() {
        return ROLE.matcher(text).results().map(part -> part.group(1)).toList();
    }

    /**
     * The expression of one stack: its label is added to every metric, and numbers are in the place of their words.
     *
     * @param stack its name, of letters, digits, dots, hyphens and underscores
     * @throws IllegalArgumentException for a word that has no number
     */
    public String in(String stack, Map<String, Integer> numbers) {
        return PART.matcher(text).replaceAll(part -> {
            if (part.group(1) != null) {
                Integer number = numbers.get(part.group(1));
                if (number == null) {
                    throw new IllegalArgumentException(part.group(1) + " in " + text);
                }
                return number.toString();
            }
            if (!isMetric(part)) {
                return Matcher.quoteReplacement(part.group());
            }
            String more = part.group(3) == null ? "" : "," + part.group(3);
            return Matcher.quoteReplacement(part.group(2) + "{stack=\"" + stack + "\"" + more + "}");
        });
    }

    private static boolean isMetric(MatchResult part) {
        return part.group(2) != null && !OPERATORS.contains(part.group(2));
    }
}
