package io.trivet.edge.local.process;

import java.nio.file.Path;

/**
 * Where the cluster of a stack lives on this machine.
 *
 * <p>Shape: {@code state.json} (which process runs which node), {@code lock} (one command at a time), {@code hosts}
 * (the names of the nodes), and per node {@code nodes/<node>/<path on the node>} and {@code nodes/<node>/log}.
 *
 * @param root {@code .trivet/<stack>}, absolute
 */
public record Home(Path root) {
    public Home {
        root = root.toAbsolutePath().normalize();
    }

    public Path state() {
        return root.resolve("state.json");
    }

    public Path lock() {
        return root.resolve("lock");
    }

    public Path hosts() {
        return root.resolve("hosts");
    }

    /** Everything of one node. */
    public Path node(String name) {
        return root.resolve("nodes").resolve(name);
    }

    /** What the node's process prints; beside it, {@code log.previous} of the process before. */
    public Path log(String name) {
        return node(name).resolve("log");
    }

    /** Where a file of the node lies, given its path on the node. */
    public Path file(String name, String path) {
        return node(name).resolve(path.substring(1));
    }
}
