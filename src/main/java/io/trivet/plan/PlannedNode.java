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
 * @param node its identity
 * @param ports on which it listens, at their standard numbers
 * @param settings of its server that are its own
 * @param own files, or last parts of files, that are its own
 * @param files all of its files as they lie on the node, sorted by path
 * @param launch how its process is started
 */
public record PlannedNode(
        Node node,
        List<Port> ports,
        SortedMap<String, String> settings,
        List<ConfigFile> own,
        List<ConfigFile> files,
        Launch launch) {}
