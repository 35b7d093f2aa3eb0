package io.trivet.edge.local.cluster;

import io.trivet.edge.local.process.Home;
import io.trivet.edge.local.process.LogTail;
import io.trivet.edge.local.process.NodeProcess;
import io.trivet.edge.local.process.NodeTask;
import io.trivet.operate.Failure;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/** Sees that the processes of nodes live, and starts a node again that gave up for a reason that passes. */
final class NodeWatch {
    /**
     * ZooKeeper keeps the registration of a broker that was killed until its session ends. Until then its successor
     * finds its own id taken and gives up; systemd would start it again, and so does this.
     */
    private static final String ID_TAKEN = "KeeperErrorCode = NodeExists";

    private final Home home;
    private final List<Watched> all = new ArrayList<>();

    /** Starts the process of a node. */
    interface Starter {
        NodeProcess start() throws Failure;
    }

    private record Watched(NodeTask task, NodeProcess process, Starter starter) {}

    NodeWatch(Home home) {
        this.home = home;
    }

    /** Watches over a process from now on. */
    void over(NodeTask task, NodeProcess process, Starter again) {
        all.add(new Watched(task, process, again));
    }

    /** Fails with the end of its log when a process has died. */
    void check() throws Failure {
        for (int i = 0; i < all.size(); i++) {
            Watched watched = all.get(i);
            if (watched.process().alive().isPresent()) {
                continue;
            }
            if (!LogTail.says(watched.task().log(home), ID_TAKEN)) {
                throw died(watched.task());
            }
            all.set(i, new Watched(watched.task(), watched.starter().start(), watched.starter()));
        }
    }

    private Failure died(NodeTask task) {
        return new Failure(
                List.of(Problem.error("node-died", Place.ofPath(task.title()), "ended while it started")
                        .must("run until it is stopped")
                        .mend("read its log, of which these are the last lines: " + task.log(home))),
                LogTail.of(task.log(home)));
    }
}
