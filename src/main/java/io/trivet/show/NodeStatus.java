package io.trivet.show;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A row of {@code trivet local status}: one node and the process that runs it, as it was seen.
 *
 * @param node {@code broker4}
 * @param zone {@code us-east-1a}
 * @param dnsName what others call it
 * @param ports on which it listens, in the order of the plan
 * @param pid of its process; empty while there is none
 * @param memoryBytes that its process holds; empty while there is none
 * @param exporter {@code host:port} of its metrics; empty when it has none
 * @param state one word, as {@code up}, {@code starting}, {@code stopped} or {@code lost}; {@code up} is what is well
 */
public record NodeStatus(
        String node,
        String zone,
        String dnsName,
        String address,
        List<Integer> ports,
        OptionalLong pid,
        OptionalLong memoryBytes,
        Optional<String> exporter,
        String state) {
    /** The state of a node that does what it is for. */
    static final String UP = "up";

    public NodeStatus {
        ports = List.copyOf(ports);
    }

    /** Whether it does what it is for. */
    boolean isUp() {
        return state.equals(UP);
    }
}
