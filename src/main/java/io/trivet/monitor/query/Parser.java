package io.trivet.monitor.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the part of PromQL in which alerts and panels are written, and refuses the rest.
 *
 * <p>Source of the grammar and of what binds closer: https://prometheus.io/docs/prometheus/2.42/querying/operators/.
 */
final class Parser {
    private static final Pattern TOKEN =
            Pattern.compile("\\s*(\"[^\"]*\"|[A-Za-z_][A-Za-z0-9_:]*|[0-9.]+|=~|!=|==|>=|<=|[-+*/><=(){}\\[\\],])");

    private static final List<String> WINDOWS = List.of("rate", "increase", "changes", "min_over_time");
    private static final List<String> AGGREGATIONS = List.of("sum", "max", "count");

    /** From the loosest to the closest. */
    private static final List<List<String>> LEVELS = List.of(
            List.of("or"),
            List.of("and", "unless"),
            List.of("==", "!=", ">", "<", ">=", "<="),
            List.of("+", "-"),
            List.of("*", "/"));

    private final String text;
    private final Map<String, Integer> numbers;
    private final List<String> tokens = new ArrayList<>();
    private int at;

    private Parser(String text, Map<String, Integer> numbers) {
        this.text = text;
        this.numbers = numbers;
        Matcher token = TOKEN.matcher(text);
        int end = 0;
        while (token.find() && token.start() == end) {
            tokens.add(token.group(1));
            end = token.end();
        }
        if (end != text.length()) {
            throw new IllegalArgumentException("at " + text.substring(end) + " in " + text);
        }
    }

    /**
     * An expression as a term.
     *
     * @param numbers what words in capitals stand for
     * @throws IllegalArgumentException for what is not of that part of PromQL
     */
    static Term parse(String text, Map<String, Integer> numbers) {
        Parser parser = new Parser(text, numbers);
        Term term = parser.level(0);
        if (parser.at != parser.tokens.size()) {
            throw parser.unexpected();
        }
        return term;
    }

    private Term level(int level) {
        if (level == LEVELS.size()) {
            return single();
        }
        Term left = level(level + 1);
        while (LEVELS.get(level).contains(peek())) {
            String operator = next();
            if (peek().equals("bool")) {
                operator += " " + next();
            }
            if (peek().equals("on")) {
                next();
                operator += " on (" + String.join(", ", names()) + ")";
            }
            left = pair(left, operator, level(level + 1));
        }
        return left;
    }

    /** Numbers are reckoned at once. */
    private static Term pair(Term left, String operator, Term right) {
        if (left instanceof Term.Constant one && right instanceof Term.Constant other && operator.equals("*")) {
            return new Term.Constant(one.value() * other.value());
        }
        return new Term.Pair(left, operator, right);
    }

    private Term single() {
        String word = next();
        if (word.equals("(")) {
            Term inside = level(0);
            expect(")");
            return inside;
        }
        if (Character.isDigit(word.charAt(0))) {
            return new Term.Constant(Double.parseDouble(word));
        }
        if (word.matches("[A-Z]+")) {
            Integer number = numbers.get(word);
            if (number == null) {
                throw new IllegalArgumentException(word + " in " + text);
            }
            return new Term.Constant(number);
        }
        if (word.equals("vector")) {
            return new Term.Vector(((Term.Constant) bracketed()).value());
        }
        if (WINDOWS.contains(word)) {
            return window(word);
        }
        if (AGGREGATIONS.contains(word)) {
            List<String> by = List.of();
            if (peek().equals("by")) {
                next();
                by = names();
            }
            return new Term.Overall(word, by, bracketed());
        }
        if (!word.matches("[a-z].*")) {
            throw unexpected();
        }
        return series(word);
    }

    private Term bracketed() {
        expect("(");
        Term inside = level(0);
        expect(")");
        return inside;
    }

    private Term.Lately window(String function) {
        expect("(");
        Term.Series series = series(next());
        expect("[");
        String window = next() + next();
        expect("]");
        expect(")");
        return new Term.Lately(function, series, Numbers.minutes(window));
    }

    private Term.Series series(String metric) {
        List<Term.Label> labels = new ArrayList<>();
        if (peek().equals("{")) {
            do {
                next();
                String name = next();
                String operator = next();
                String value = next();
                labels.add(new Term.Label(name, operator, value.substring(1, value.length() - 1)));
            } while (peek().equals(","));
            expect("}");
        }
        return new Term.Series(metric, labels);
    }

    private List<String> names() {
        expect("(");
        List<String> names = new ArrayList<>();
        while (!peek().equals(")")) {
            String name = next();
            if (!name.equals(",")) {
                names.add(name);
            }
        }
        expect(")");
        return names;
    }

    private String peek() {
        return at < tokens.size() ? tokens.get(at) : "";
    }

    private String next() {
        if (at == tokens.size()) {
            throw unexpected();
        }
        return tokens.get(at++);
    }

    private void expect(String token) {
        if (!next().equals(token)) {
            at--;
            throw unexpected();
        }
    }

    private IllegalArgumentException unexpected() {
        return new IllegalArgumentException((at < tokens.size() ? tokens.get(at) : "the end") + " in " + text);
    }
}
