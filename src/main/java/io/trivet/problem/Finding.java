package io.trivet.problem;

/**
 * A {@link Problem} before it has a place: what a rule finds wrong with a value, wherever that stands. It is said as a
 * sentence: {@code Finding.error(RULE, "5").must("be 3").mend("write 3")}.
 *
 * @param severity whether it stops what follows
 * @param rule that is broken
 * @param found what was found
 * @param must what must be, with the bound and its reason
 * @param mend what to type or run
 */
public record Finding(Severity severity, Rule rule, String found, String must, String mend) {
    /** An error. */
    public static Was<Finding> error(Rule rule, String found) {
        return must -> mend -> new Finding(Severity.ERROR, rule, found, must, mend);
    }

    /** A warning. */
    public static Was<Finding> warning(Rule rule, String found) {
        return must -> mend -> new Finding(Severity.WARNING, rule, found, must, mend);
    }

    /** The problem that it is at a place. */
    public Problem at(Place place) {
        return new Problem(severity, rule.id(), place, Words.quoted(found), must, mend);
    }
}
