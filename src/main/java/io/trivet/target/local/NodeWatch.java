package io.trivet.target.local;

import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sees that the processes of nodes live, and starts a node again that gave up for a reason that passes. */
final class NodeWatch {
    /**
     * ZooKeeper keeps the registration of a broker that was killed until its session ends. Until then its successor
     * finds its own id taken and gives up; systemd would start it again, and so does this.
     */
    private static final String ID_TAKEN = "KeeperErrorCode = NodeExists";

    private final Home home;
    private final Map<String, Watched> nodes = new LinkedHashMap<>();

    /** Starts the process of a node. */
    interface Starter {
        Process start() throws LocalFailure;
    }

    private record Watched(Process process, Starter starter) {}

    NodeWatch(Home home) {
        this.home = home;
    }

    /** Starts a node and watches over it from now on. */
    void start(String node, Starter starter) throws LocalFailure {
        nodes.put(node, new Watched(starter.start(), starter));
    }

    /** Fails with the end of its log when a node has died. */
    void check() throws LocalFailure {
        for (var entry : nodes.entrySet()) {
            Watched watched = entry.getValue();
            if (watched.process().isAlive()) {
                continue;
            }
            if (!LogTail.says(home.log(entry.getKey()), ID_TAKEN)) {
                throw died(entry.getKey(), watched.process().exitValue());
            }
            entry.setValue(new Watched(watched.starter().start(), watched.starter()));
        }
    }

    private LocalFailure died(String node, int code) {
        return new LocalFailure(
                List.of(Problem.error(
                        "node-died",
                        Place.ofPath(node),
                        "ended with exit code " + code + " while it started",
                        "run until it is stopped",
                        "read its log, of which these are the last lines: " + home.log(node))),
                LogTail.of(home.log(node)));
    }
}
