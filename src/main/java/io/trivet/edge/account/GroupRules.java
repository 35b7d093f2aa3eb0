package io.trivet.edge.account;

import io.trivet.plan.Plan;
import io.trivet.plan.PlannedRole;
import io.trivet.platform.Edge;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many rules the security groups of a plan get: for each edge one at the end that listens and, where it begins in a
 * group of ours, one there; and what each role needs to reach AWS.
 */
public final class GroupRules {
    private GroupRules() {}

    /**
     * The most that a group has in one direction, which is what AWS limits.
     *
     * @param endpoints whether AWS is reached through endpoints alone
     */
    public static int most(Plan<?> plan, boolean endpoints) {
        SortedMap<String, Integer> rules = new TreeMap<>();
        for (Edge edge : plan.edges()) {
            if (!edge.isOutward()) {
                rules.merge("in " + edge.to(), 1, Integer::sum);
            }
            if (edge.from() instanceof Edge.Ours ours) {
                rules.merge("out " + ours.name(), 1, Integer::sum);
            }
        }
        for (PlannedRole role : plan.roles()) {
            rules.merge("out " + role.role().word(), endpoints ? 2 : 1, Integer::sum);
        }
        return rules.values().stream().mapToInt(count -> count).max().orElse(0);
    }
}
