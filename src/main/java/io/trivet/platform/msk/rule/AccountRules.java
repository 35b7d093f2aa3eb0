package io.trivet.platform.msk.rule;

import io.trivet.platform.msk.MskQuotas;
import io.trivet.problem.Finding;
import io.trivet.problem.Problem;
import io.trivet.stack.Description;
import io.trivet.stack.OnMsk;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What all clusters on Amazon MSK of one account may be together. */
public final class AccountRules {
    private AccountRules() {}

    /** All stacks may be of one account; which they are of, no description says. */
    public static List<Problem> check(List<Description<OnMsk>> descriptions) {
        List<Problem> problems = new ArrayList<>();
        SortedMap<String, Integer> brokers = new TreeMap<>();
        for (Description<OnMsk> description : descriptions) {
            int nodes = description.on().brokers().map(OnMsk.BrokerNodes::nodes).orElse(0);
            int all = brokers.merge(description.region().orElse(""), Math.max(0, nodes), Integer::sum);
            int most = MskQuotas.BROKERS_PER_ACCOUNT;
            if (all > most && all - nodes <= most) {
                problems.add(Finding.warning(
                                MskRule.MSK_ACCOUNT_QUOTA,
                                nodes + ", which makes " + all + " brokers on MSK in all stacks of the region")
                        .must("make " + most + " at most, the quota of an account, unless the stacks have several")
                        .mend("ask AWS for a higher quota first")
                        .at(description.places().at("brokers.nodes")));
            }
        }
        return problems;
    }
}
