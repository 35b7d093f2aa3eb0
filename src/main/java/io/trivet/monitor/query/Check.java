package io.trivet.monitor.query;

import java.util.Optional;

/**
 * A number that must not be as it is: what a monitor of any tool asks.
 *
 * @param value of each node, or one of all
 * @param comparison {@code >}, {@code <}, {@code !=} or {@code ==}
 * @param silence whether it is wrong, too, that there is no value
 * @param steady for how many minutes all brokers must have run before it counts; 0 where it always does
 * @param busy a counter that must grow on the same node before it counts
 */
public record Check(
        Term value, String comparison, double bound, boolean silence, int steady, Optional<Term.Series> busy) {
    /** What is the same and counts only once all brokers ran for so long. */
    Check steady(int minutes) {
        return new Check(value, comparison, bound, silence, minutes, busy);
    }

    /** What is the same and counts only where the counter grows. */
    Check busy(Term.Series counter) {
        return new Check(value, comparison, bound, silence, steady, Optional.of(counter));
    }

    /** Whether it asks of each node, and not of all together. */
    public boolean isOfNodes() {
        return series().isPresent();
    }

    /** The series that it asks for first; none where it asks of all nodes together. */
    public Optional<Term.Series> series() {
        Term first = value instanceof Term.Pair pair ? pair.left() : value;
        Term of = first instanceof Term.Lately lately ? lately.of() : first;
        return of instanceof Term.Series series ? Optional.of(series) : Optional.empty();
    }

    /** In one line. */
    public String text() {
        return value.text() + " " + comparison + " " + Numbers.text(bound)
                + (silence ? ", or nothing" : "")
                + (steady == 0 ? "" : ", all brokers up for " + Numbers.minutes(steady))
                + busy.map(counter -> ", " + counter.text() + " grows").orElse("");
    }
}
