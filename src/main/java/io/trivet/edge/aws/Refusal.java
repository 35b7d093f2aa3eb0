package io.trivet.edge.aws;

import com.pulumi.exceptions.RunException;
import io.trivet.problem.Problem;
import io.trivet.problem.Problems;
import io.trivet.show.ProblemsShown;
import java.util.List;

/**
 * The end of the program for a reason that a person can act on. Pulumi shows the message of this exception alone,
 * without a stack trace, and fails. An error that is only logged may leave the exit code at 0.
 */
public final class Refusal {
    private Refusal() {}

    /** For these problems, in the words of the tool. */
    public static RunException of(Problems problems) {
        return new RunException(ProblemsShown.afterSeverity(problems));
    }

    static RunException of(Problem problem) {
        return of(new Problems(List.of(problem)));
    }
}
