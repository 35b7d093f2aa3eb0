package io.trivet.rule;

import io.trivet.problem.Problem;
import io.trivet.stack.Places;
import java.util.List;

/** Where rules put what they find in one description, whatever its platform. */
interface Findings {
    /** Where each value stands. */
    Places places();

    /** Whether the rules of production hold. */
    boolean isProduction();

    /** What was found so far. */
    List<Problem> problems();

    default void error(Rule rule, String path, String found, String must, String mend) {
        problems().add(Problem.error(rule.id(), places().at(path), NameRules.quoted(found), must, mend));
    }

    default void warning(Rule rule, String path, String found, String must, String mend) {
        problems().add(Problem.warning(rule.id(), places().at(path), NameRules.quoted(found), must, mend));
    }

    /** An error in production, a warning elsewhere. */
    default void errorInProduction(Rule rule, String path, String found, String must, String mend) {
        if (isProduction()) {
            error(rule, path, found, must, mend);
        } else {
            warning(rule, path, found, must, mend);
        }
    }
}
