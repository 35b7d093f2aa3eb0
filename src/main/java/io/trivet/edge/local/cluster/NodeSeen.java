package io.trivet.edge.local.cluster;

import io.trivet.layout.Node;
import java.util.List;
import java.util.OptionalLong;

/**
 * One node and its process, as they were just now.
 *
 * @param node which one
 * @param ports on which it listens, in the order of the plan
 * @param pid of its process; empty while there is none
 * @param memory bytes that its process holds in RAM; empty where that is unknown
 * @param exporter {@code host:port} of its metrics
 * @param state {@code up}; {@code starting} until it is a member of its cluster; {@code 12 out of sync} while that many
 *     of its copies lag, {@code 1 not running} where as many connectors and tasks of a worker do not; {@code no answer}
 *     where servers did not say in time what it is; {@code stopped} when it was stopped or never started; {@code lost}
 *     when its process is gone
 */
public record NodeSeen(
        Node node, List<Integer> ports, OptionalLong pid, OptionalLong memory, String exporter, String state) {
    public NodeSeen {
        ports = List.copyOf(ports);
    }
}
