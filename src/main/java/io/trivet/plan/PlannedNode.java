package io.trivet.plan;

import io.trivet.layout.Node;
import io.trivet.process.ConfigFile;
import io.trivet.process.Launch;
import io.trivet.process.Port;
import java.util.List;
import java.util.SortedMap;

/**
 * A node with all that runs on it.
 *
 * @param processes that run on it, in the order in which they start: first the server, for which the node is there
 * @param settings of the server that are its own
 * @param own files, or last parts of files, that are its own
 * @param files all of its files as they lie on the node, sorted by path
 */
public record PlannedNode(
        Node node,
        List<PlannedProcess> processes,
        SortedMap<String, String> settings,
        List<ConfigFile> own,
        List<ConfigFile> files) {
    /** How its server is started. */
    public Launch launch() {
        return processes.get(0).launch();
    }

    /** The ports on which it listens, at their standard numbers: the server's first. */
    public List<Port> ports() {
        return processes.stream().flatMap(process -> process.ports().stream()).toList();
    }
}
