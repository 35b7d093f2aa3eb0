package io.trivet.edge.account;

import io.trivet.problem.Problem;
import java.util.List;

/**
 * One question to an account.
 *
 * @param about for people who wait
 */
record Question(String about, Asks asks) {
    /** What is wrong, once it is answered. */
    @FunctionalInterface
    interface Asks {
        List<Problem> problems() throws Unanswered;
    }
}
