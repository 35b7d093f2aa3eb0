package io.trivet.edge.account;

import io.trivet.problem.Place;
import io.trivet.problem.Problem;

/** A question that AWS did not answer: this one alone, or any, since nothing reaches it or it knows no such caller. */
public final class Unanswered extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final boolean any;

    private Unanswered(Problem problem, boolean any) {
        super(problem.id() + ": " + problem.found());
        this.problem = problem;
        this.any = any;
    }

    /** The caller may not ask this. */
    static Unanswered denied(String action) {
        return new Unanswered(
                Problem.warning("account-unanswered", Place.ofPath(action), "denied to these credentials")
                        .must("be answered, to know whether the account has what the stack needs")
                        .mend("allow " + action + ", as docs/permissions.md has it, or look for yourself"),
                false);
    }

    /** AWS refused it for another reason. */
    static Unanswered refused(String action, String why) {
        return new Unanswered(
                Problem.warning("account-unanswered", Place.ofPath(action), "refused (" + why + ")")
                        .must("be answered, to know whether the account has what the stack needs")
                        .mend("run the same command again, or look for yourself"),
                false);
    }

    /** AWS takes no question from these credentials. */
    static Unanswered login(String action, String why) {
        return new Unanswered(
                Problem.error(
                                "account-login",
                                Place.ofPath(action),
                                "refused for what it was signed with (" + why + ")")
                        .must("be signed by credentials of the account that are valid now")
                        .mend("log in anew, or look at AWS_PROFILE, at the keys in the environment and at the clock"),
                true);
    }

    /** No question reaches AWS, or none can be signed. */
    static Unanswered unreachable(String action, String why) {
        return new Unanswered(
                Problem.error("account-unreachable", Place.ofPath(action), "not sent (" + why + ")")
                        .must("reach AWS, signed by credentials from the environment, a profile or this machine")
                        .mend(
                                "log in (aws configure, aws sso login), and look at AWS_PROFILE, the network and proxies"),
                true);
    }

    /** The same where nothing can be done without the answer. */
    Unanswered failing() {
        return new Unanswered(
                Problem.error(problem.id(), problem.place(), problem.found())
                        .must("be answered, to know what runs")
                        .mend(problem.mend()),
                true);
    }

    /** What to tell. */
    public Problem problem() {
        return problem;
    }

    /** Whether no other question would be answered either. */
    public boolean any() {
        return any;
    }
}
