package io.trivet.edge.account;

import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.problem.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Whether the caller may do what {@code pulumi up} does, as IAM simulates it. */
final class Permitted {
    private Permitted() {}

    /** One problem for each service of AWS, with all its actions. */
    static List<Problem> problems(Account.Identity caller, List<String> actions, Account account) throws Unanswered {
        if (caller.arn().endsWith(":root") || caller.arn().contains(":federated-user/")) {
            throw Unanswered.refused("iam:SimulatePrincipalPolicy", caller.arn() + " is neither a user nor a role");
        }
        SortedMap<String, List<String>> forbidden = new TreeMap<>();
        SortedMap<String, List<String>> notAllowed = new TreeMap<>();
        for (Account.Denied denied : account.denied(caller.arn(), actions)) {
            String[] parts = denied.action().split(":");
            (denied.outright() ? forbidden : notAllowed)
                    .computeIfAbsent(parts[0], service -> new ArrayList<>())
                    .add(parts[1]);
        }
        List<Problem> problems = new ArrayList<>();
        forbidden.forEach((service, names) -> problems.add(Problem.error(
                        "account-permission", Place.ofPath(service), "forbidden " + Words.list(names))
                .must("be let to " + caller.arn() + " by its policies, its boundary and those of the organization")
                .mend("take the denial away, or use other credentials; docs/permissions.md has what is needed")));
        notAllowed.forEach((service, names) -> problems.add(Problem.warning(
                        "account-permission",
                        Place.ofPath(service),
                        "not let do " + Words.list(names) + " on all resources")
                .must("be let to " + caller.arn() + "; a policy for some resources alone may be enough")
                .mend("compare its policies with docs/permissions.md")));
        return problems;
    }
}
