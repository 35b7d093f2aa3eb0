package io.trivet.node;

import io.trivet.operate.Copies;
import io.trivet.operate.Failure;
import io.trivet.operate.LiveCluster;
import io.trivet.operate.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What must hold of a cluster as a whole before the first of its nodes goes down for a change. */
public final class BeforeRoll {
    private static final String CLUSTER = "cluster";

    private BeforeRoll() {}

    /**
     * Waits until every voter is in its quorum and every copy in sync; fails at once where a partition could not be
     * written to while brokers are down together, wherever in the order of the roll they come.
     */
    public static void await(Peers peers, Together together, Alive alive, Steps steps)
            throws Failure, InterruptedException {
        Waiting waiting = StepWaiter.waiting(alive, steps, peers.patience());
        waiting.until(CLUSTER, "a whole quorum", () -> Health.voters(peers));
        try (LiveCluster cluster = LiveCluster.ofBrokers(peers.brokers(), Health.SOON)) {
            List<Copies> found = new ArrayList<>();
            waiting.until(CLUSTER, "the partitions", () -> {
                Optional<List<Copies>> copies = cluster.copies();
                copies.ifPresent(found::addAll);
                return copies.isPresent() ? List.of() : Health.SILENT;
            });
            Health.refuseWhatLasts(
                    CLUSTER, found, together.groups(cluster.racks().orElseGet(TreeMap::new)));
            waiting.until(CLUSTER, "all copies in sync", () -> Health.lagging(cluster));
        }
    }
}
