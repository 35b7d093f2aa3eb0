package io.trivet.edge.account;

import io.trivet.layout.Site;
import io.trivet.plan.Plan;
import io.trivet.problem.Problem;
import io.trivet.problem.Problems;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import io.trivet.stack.OnMsk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Whether an account has, offers and lets what {@code pulumi up} of a stack will ask of it. It asks and changes
 * nothing. A question that is not answered is a warning, and the others are asked all the same.
 */
public final class Preflight {
    private final Account account;
    private final Wanted wanted;
    private final List<String> actions;
    private final Description<?> description;

    /**
     * What was found.
     *
     * @param account that was asked; empty where none could be
     * @param answered how many questions
     */
    public record Outcome(Optional<String> account, int answered, Problems problems) {
        /** Whether nothing could be asked. */
        public boolean failed() {
            return account.isEmpty();
        }
    }

    private Preflight(Account account, Wanted wanted, List<String> actions, Description<?> description) {
        this.account = account;
        this.wanted = wanted;
        this.actions = actions;
        this.description = description;
    }

    /** For nodes on EC2. */
    public static Preflight ofEc2(Description<OnEc2> description, Account account) {
        Plan<?> plan = Plan.of(description, Site.EC2);
        return new Preflight(account, Wanted.ofEc2(Plan.of(description, Site.EC2)), Permissions.of(plan), description);
    }

    /** For a cluster on Amazon MSK. */
    public static Preflight ofMsk(Description<OnMsk> description, Account account) {
        Plan<io.trivet.platform.MskPlatform> plan = Plan.ofMsk(description, Optional.empty());
        return new Preflight(account, Wanted.ofMsk(plan), Permissions.of(plan), description);
    }

    /** Asks all; what is asked is told while it goes on. */
    public Outcome run(Consumer<String> progress) {
        List<Problem> problems = new ArrayList<>();
        int answered = 0;
        try {
            progress.accept("who asks");
            Account.Identity identity = account.identity();
            Question region = new Offers(account, wanted, description).region();
            progress.accept(region.about());
            answered += asked(region, problems);
            if (new Problems(problems).hasErrors()) {
                // A region that is not enabled takes every caller for an unknown one.
                return new Outcome(Optional.of(identity.account()), answered, new Problems(problems));
            }
            for (Question question : questions(identity)) {
                progress.accept(question.about());
                answered += asked(question, problems);
            }
            return new Outcome(Optional.of(identity.account()), answered, new Problems(problems));
        } catch (Unanswered e) {
            problems.add(e.problem());
            return new Outcome(Optional.empty(), answered, new Problems(problems));
        }
    }

    /** Adds what is wrong; how many questions were answered, one or none. */
    private static int asked(Question question, List<Problem> problems) throws Unanswered {
        try {
            problems.addAll(question.asks().problems());
            return 1;
        } catch (Unanswered e) {
            if (e.any()) {
                throw e;
            }
            problems.add(e.problem());
            return 0;
        }
    }

    private List<Question> questions(Account.Identity identity) {
        List<Question> questions = new ArrayList<>();
        questions.addAll(new Offers(account, wanted, description).questions());
        questions.addAll(new Quotas(account, wanted, description).questions());
        questions.addAll(new Networks(account, wanted, description).questions());
        questions.addAll(new Authorities(account, wanted, description).questions());
        questions.add(
                new Question("permissions of " + identity.arn(), () -> Permitted.problems(identity, actions, account)));
        return questions;
    }
}
