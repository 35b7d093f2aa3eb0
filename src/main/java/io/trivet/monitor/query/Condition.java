package io.trivet.monitor.query;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * When a person is told, apart from how Prometheus says it: any of some checks.
 *
 * <p>PromQL keeps what it finds and drops the rest; other tools compare one number with another. The forms of the first
 * that are told by the second are few, and all others are refused, so that an alert is never half of what it was.
 *
 * @param any of which one is enough
 */
public record Condition(List<Check> any) {
    /** The series of brokers that run, which {@code Recorded} makes. */
    private static final String RUNNING = "stack:brokers_running:sum";

    public Condition {
        any = List.copyOf(any);
    }

    /**
     * An expression of an alert.
     *
     * @param numbers what words in capitals stand for
     * @throws IllegalArgumentException for a form that is not known here
     */
    public static Condition of(String expression, Map<String, Integer> numbers) {
        return new Condition(checks(Parser.parse(expression, numbers)));
    }

    /** An expression of a panel. */
    public static Term term(String expression, Map<String, Integer> numbers) {
        return Parser.parse(expression, numbers);
    }

    private static List<Check> checks(Term term) {
        if (!(term instanceof Term.Pair pair)) {
            throw unknown(term);
        }
        switch (pair.operator()) {
            case "or" -> {
                List<Check> both = new ArrayList<>(checks(pair.left()));
                both.addAll(checks(pair.right()));
                return both;
            }
            case "unless on ()" -> {
                int minutes = steady(pair.right());
                return checks(pair.left()).stream()
                        .map(check -> check.steady(minutes))
                        .toList();
            }
            case "and on (node)" -> {
                Term.Series counter = growing(pair.right());
                return checks(pair.left()).stream()
                        .map(check -> check.busy(counter))
                        .toList();
            }
            case "unless on (node)" -> {
                return differs(pair.left(), pair.right());
            }
            default -> {
                return one(pair);
            }
        }
    }

    /** A target is wrong unless the series of its node is so: it is something else, or the target does not answer. */
    private static List<Check> differs(Term target, Term right) {
        if (target instanceof Term.Series up
                && up.metric().equals("up")
                && right instanceof Term.Pair pair
                && pair.operator().equals("==")
                && pair.right() instanceof Term.Constant bound) {
            return List.of(
                    new Check(pair.left(), "!=", bound.value(), false, 0, Optional.empty()),
                    new Check(up, "==", 0, false, 0, Optional.empty()));
        }
        throw unknown(right);
    }

    private static int steady(Term right) {
        if (right instanceof Term.Pair pair
                && pair.operator().equals("<")
                && pair.left() instanceof Term.Lately lately
                && lately.function().equals("min_over_time")
                && lately.of().metric().equals(RUNNING)) {
            return lately.minutes();
        }
        throw unknown(right);
    }

    private static Term.Series growing(Term right) {
        if (right instanceof Term.Pair pair
                && pair.operator().equals(">")
                && pair.left() instanceof Term.Lately lately
                && pair.right() instanceof Term.Constant bound
                && lately.function().equals("rate")
                && bound.value() == 0) {
            return lately.of();
        }
        throw unknown(right);
    }

    private static List<Check> one(Term.Pair pair) {
        if (!List.of(">", "<", "==", "!=").contains(pair.operator())
                || !(pair.right() instanceof Term.Constant bound)) {
            throw unknown(pair);
        }
        Term value = pair.left();
        boolean silence = false;
        if (value instanceof Term.Pair inner && inner.operator().equals("or") && inner.right() instanceof Term.Vector) {
            value = inner.left();
            silence = true;
        }
        List<Check> checks = new ArrayList<>();
        for (Term each : eachWord(value)) {
            checks.add(new Check(each, pair.operator(), bound.value(), silence, 0, Optional.empty()));
        }
        return checks;
    }

    /**
     * The same value once for each word of a label that may be one of some; of roles there are tags, which may stay.
     */
    private static List<Term> eachWord(Term value) {
        Set<Term.Label> labels = new LinkedHashSet<>();
        alternatives(value, labels);
        if (labels.isEmpty()) {
            return List.of(value);
        }
        Term.Label label = labels.iterator().next();
        return label.values().stream()
                .map(word -> replaced(value, label, new Term.Label(label.name(), "=", word)))
                .toList();
    }

    private static void alternatives(Term value, Set<Term.Label> found) {
        if (value instanceof Term.Series series) {
            series.labels().stream()
                    .filter(label ->
                            label.operator().equals("=~") && !label.name().equals("role"))
                    .forEach(found::add);
        }
        if (value instanceof Term.Pair pair) {
            alternatives(pair.left(), found);
            alternatives(pair.right(), found);
        }
    }

    private static Term replaced(Term value, Term.Label from, Term.Label to) {
        if (value instanceof Term.Pair pair) {
            return new Term.Pair(replaced(pair.left(), from, to), pair.operator(), replaced(pair.right(), from, to));
        }
        if (value instanceof Term.Series series) {
            return new Term.Series(
                    series.metric(),
                    series.labels().stream()
                            .map(label -> label.equals(from) ? to : label)
                            .toList());
        }
        return value;
    }

    private static IllegalArgumentException unknown(Term term) {
        return new IllegalArgumentException("no other tool is told " + term.text());
    }
}
