package io.trivet.rule;

import io.trivet.layout.Layout;
import io.trivet.layout.Site;
import io.trivet.problem.Problem;
import io.trivet.problem.Problems;
import io.trivet.stack.Description;
import java.util.ArrayList;
import java.util.List;

/** What two stacks must not share: names in DNS, and addresses. */
public final class StacksRules {
    private StacksRules() {}

    /** Problems between stacks, each at the later of the two. */
    public static Problems check(List<Description> stacks) {
        List<Problem> problems = new ArrayList<>();
        for (int later = 1; later < stacks.size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                check(stacks.get(earlier), stacks.get(later), problems);
            }
        }
        return new Problems(problems);
    }

    private static void check(Description earlier, Description later, List<Problem> problems) {
        String name = Layout.of(later, Site.EC2).bootstrapName();
        if (name.equals(Layout.of(earlier, Site.EC2).bootstrapName())) {
            problems.add(Problem.error(
                    Rule.RECORD_TWICE.id(),
                    later.places().at("dns.zone"),
                    name + ", which stack " + earlier.id() + " writes too",
                    "be a name of its own: two stacks that write one record overwrite each other in silence",
                    "give one of the two another name or dns.zone"));
        }
        if (later.stack().network().cidr().overlaps(earlier.stack().network().cidr())) {
            problems.add(Problem.warning(
                    Rule.NETWORK_OVERLAP.id(),
                    later.places().at("network.cidr"),
                    later.stack().network().cidr() + ", which overlaps "
                            + earlier.stack().network().cidr() + " of stack " + earlier.id(),
                    "be a block of its own: overlapping networks can never be peered, so neither mirrored",
                    "choose another block before the cluster holds data"));
        }
    }
}
