package io.trivet.operate;

import io.trivet.problem.Problem;
import java.util.List;

/**
 * What was begun on a cluster goes no further: it is not safe, is refused, or something that it needs does not come.
 */
public class Failure extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;
    private final transient List<String> evidence;

    /** For these problems, at least one, with lines of a log that say more. */
    public Failure(List<Problem> problems, List<String> evidence) {
        super(problems.get(0).id() + " " + problems.get(0).place().path() + ": "
                + problems.get(0).found());
        this.problems = List.copyOf(problems);
        this.evidence = List.copyOf(evidence);
    }

    public Failure(Problem problem) {
        this(List.of(problem), List.of());
    }

    /** What is wrong, at least one. */
    public List<Problem> problems() {
        return problems;
    }

    /** Lines of a log, oldest first; may be empty. */
    public List<String> evidence() {
        return evidence;
    }
}
