package io.trivet.platform.service;

import io.trivet.platform.Change;
import io.trivet.platform.Reason;
import io.trivet.platform.Risk;
import io.trivet.platform.Stakes;
import io.trivet.platform.Stakes.Stake;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.problem.Problems;
import io.trivet.stack.Description;
import io.trivet.stack.OnService;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a cluster that a service runs cannot take, or not unless the operator sees to its data, as problems. */
public final class Refusals {
    private Refusals() {}

    /** The problems of changes that lead to this description, with what they put at stake. */
    public static Problems of(List<Change> changes, Description<OnService> after, Stakes stakes) {
        SortedMap<String, Problem> problems = new TreeMap<>();
        for (Change change : changes) {
            if (change.risk().compareTo(Risk.DATA_AT_STAKE) >= 0) {
                Stake stake = change.reason() == Reason.NETWORK_CHANGED
                        ? zone(change)
                        : stakes.of(change).orElseThrow(() -> new AssertionError(change));
                Place place = after.places().at(stake.path());
                String id = change.reason().id();
                problems.putIfAbsent(
                        stake.path() + " " + id,
                        (change.risk() == Risk.REFUSED
                                        ? Problem.error(id, place, stake.found())
                                        : Problem.warning(id, place, stake.found()))
                                .must(stake.must())
                                .mend(stake.mend()));
            }
        }
        return new Problems(List.copyOf(problems.values()));
    }

    /** A zone that is made leaves its networks alone from then on. */
    private static Stake zone(Change change) {
        return new Stake(
                "network.vpc",
                change.after().orElse("missing"),
                "stay " + change.before().orElse("missing") + ", in which the zone was made",
                "keep it, and add the other VPC to dns.vpcs");
    }
}
