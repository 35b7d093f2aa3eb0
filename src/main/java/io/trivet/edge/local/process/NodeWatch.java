package io.trivet.edge.local.process;

import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sees that the processes of nodes live, and starts a node again that gave up for a reason that passes. */
public final class NodeWatch {
    /**
     * ZooKeeper keeps the registration of a broker that was killed until its session ends. Until then its successor
     * finds its own id taken and gives up; systemd would start it again, and so does this.
     */
    private static final String ID_TAKEN = "KeeperErrorCode = NodeExists";

    private final Home home;
    private final Map<String, Watched> nodes = new LinkedHashMap<>();

    /** Starts the process of a node. */
    public interface Starter {
        NodeProcess start() throws LocalFailure;
    }

    private record Watched(NodeProcess process, Starter starter) {}

    public NodeWatch(Home home) {
        this.home = home;
    }

    /** Watches over a node from now on. */
    public void over(String node, NodeProcess process, Starter again) {
        nodes.put(node, new Watched(process, again));
    }

    /** Fails with the end of its log when a node has died. */
    public void check() throws LocalFailure {
        for (var entry : nodes.entrySet()) {
            Watched watched = entry.getValue();
            if (watched.process().alive().isPresent()) {
                continue;
            }
            if (!LogTail.says(home.log(entry.getKey()), ID_TAKEN)) {
                throw died(entry.getKey());
            }
            entry.setValue(new Watched(watched.starter().start(), watched.starter()));
        }
    }

    private LocalFailure died(String node) {
        return new LocalFailure(
                List.of(Problem.error(
                        "node-died",
                        Place.ofPath(node),
                        "ended while it started",
                        "run until it is stopped",
                        "read its log, of which these are the last lines: " + home.log(node))),
                LogTail.of(home.log(node)));
    }
}
