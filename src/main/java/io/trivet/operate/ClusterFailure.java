package io.trivet.operate;

import io.trivet.problem.Problem;

/** A cluster did not answer, or would not; with the words for it. */
public final class ClusterFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    ClusterFailure(Problem problem) {
        super(problem.id());
        this.problem = problem;
    }

    /** What to tell the user. */
    public Problem problem() {
        return problem;
    }
}
