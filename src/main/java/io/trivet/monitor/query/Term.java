package io.trivet.monitor.query;

import java.util.List;
import java.util.stream.Collectors;

/** A part of an expression of PromQL that stands for a number, or for one of each node. */
public sealed interface Term {
    /** As PromQL writes it, with each part of a pair that is a pair in brackets. */
    String text();

    /** A number. */
    record Constant(double value) implements Term {
        @Override
        public String text() {
            return Numbers.text(value);
        }
    }

    /** The present value of a metric, of each node that has it. */
    record Series(String metric, List<Label> labels) implements Term {
        public Series {
            labels = List.copyOf(labels);
        }

        @Override
        public String text() {
            String asked = labels.stream().map(Label::text).collect(Collectors.joining(","));
            return metric + (asked.isEmpty() ? "" : "{" + asked + "}");
        }
    }

    /**
     * What a label must be.
     *
     * @param operator {@code =}, {@code !=} or {@code =~}
     * @param value a word, or after {@code =~} words with {@code |} between them
     */
    record Label(String name, String operator, String value) {
        String text() {
            return name + operator + "\"" + value + "\"";
        }

        /** The words of which it must be one. */
        public List<String> values() {
            return List.of(value.split("\\|"));
        }
    }

    /**
     * What a metric did lately.
     *
     * @param function {@code rate}, {@code increase}, {@code changes} or {@code min_over_time}
     */
    record Lately(String function, Series of, int minutes) implements Term {
        @Override
        public String text() {
            return function + "(" + of.text() + "[" + Numbers.minutes(minutes) + "])";
        }
    }

    /**
     * One number of many nodes.
     *
     * @param function {@code sum}, {@code max} or {@code count}
     * @param by labels of which there is one for each value; mostly none
     */
    record Overall(String function, List<String> by, Term of) implements Term {
        public Overall {
            by = List.copyOf(by);
        }

        @Override
        public String text() {
            String parts = by.isEmpty() ? " " : " by (" + String.join(", ", by) + ") ";
            return function + parts.stripTrailing() + (by.isEmpty() ? "" : " ") + "(" + of.text() + ")";
        }
    }

    /** What stands in the place of a number that there is not. */
    record Vector(double value) implements Term {
        @Override
        public String text() {
            return "vector(" + Numbers.text(value) + ")";
        }
    }

    /**
     * Two of them and what is between.
     *
     * @param operator with its matching of labels, where it has one: {@code unless on (node)}
     */
    record Pair(Term left, String operator, Term right) implements Term {
        @Override
        public String text() {
            return side(left) + " " + operator + " " + side(right);
        }

        private static String side(Term term) {
            return term instanceof Pair ? "(" + term.text() + ")" : term.text();
        }
    }
}
