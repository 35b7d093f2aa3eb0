package io.trivet.node;

import io.trivet.operate.Copies;
import io.trivet.operate.Failure;
import io.trivet.operate.RollSafety;
import io.trivet.operate.Waiting;
import io.trivet.stack.OnEc2;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/** What must hold of a cluster as a whole before the first of its nodes goes down for a change. */
public final class Preflight {
    private static final String CLUSTER = "cluster";

    private Preflight() {}

    /**
     * Waits until every voter is in its quorum and every copy in sync; fails at once where a partition could not be
     * written to while brokers are down together, wherever in the order of the roll they come.
     */
    public static void await(Peers peers, OnEc2.Unit together, Waiting waiting) throws Failure, InterruptedException {
        waiting.until(CLUSTER, "a whole quorum", () -> voters(peers));
        waiting.until(CLUSTER, "the partitions", () -> {
            Optional<SortedMap<Integer, String>> racks = peers.racks();
            Optional<List<Copies>> copies = peers.copies();
            if (racks.isEmpty() || copies.isEmpty()) {
                return Health.SILENT;
            }
            Health.refuseWhatLasts(CLUSTER, copies.get(), RollSafety.groups(together, racks.get(), copies.get()));
            return List.of();
        });
        waiting.until(CLUSTER, "all copies in sync", new Backlog(peers, waiting.clock())::missing);
    }

    /** What keeps the voters from being a whole quorum. */
    private static List<String> voters(Peers peers) throws InterruptedException {
        List<String> wrong = new ArrayList<>(Health.outside(peers, peers.zookeeper()));
        int controllers = peers.controllers().size();
        if (controllers > 0) {
            wrong.addAll(Health.deaf(peers, peers.controllers()));
            SortedSet<Integer> caughtUp = Health.caughtUp(peers);
            if (caughtUp.size() < controllers) {
                wrong.add("only " + caughtUp + " of " + controllers + " controllers are as far as their leader");
            }
        }
        return wrong;
    }
}
