package io.trivet.target.local;

import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sees that the processes of nodes live. */
final class NodeWatch {
    private final Home home;
    private final Map<String, Process> processes = new LinkedHashMap<>();

    NodeWatch(Home home) {
        this.home = home;
    }

    void add(String node, Process process) {
        processes.put(node, process);
    }

    /** Fails with the end of its log when a node has died. */
    void check() throws LocalFailure {
        for (var entry : processes.entrySet()) {
            if (!entry.getValue().isAlive()) {
                throw died(entry.getKey(), entry.getValue().exitValue());
            }
        }
    }

    private LocalFailure died(String node, int code) {
        return new LocalFailure(
                List.of(Problem.error(
                        "node-died",
                        Place.ofPath(node),
                        "ended with exit code " + code + " while it started",
                        "run until it is stopped",
                        "read the end of its log below, the whole of it in " + home.log(node))),
                LogTail.of(home.log(node)));
    }
}
