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
 * @param exporterUp whether the exporter answers
 * @param state of the node
 * @param outOfSync how many partitions it should hold a copy of, and its copy lags; 0 for what is no broker
 */
public record NodeSeen(
        Node node,
        List<Integer> ports,
        OptionalLong pid,
        OptionalLong memory,
        String exporter,
        boolean exporterUp,
        State state,
        int outOfSync) {
    public NodeSeen {
        ports = List.copyOf(ports);
    }

    /** What a node can be. */
    public enum State {
        /** It does what it is for. */
        UP,
        /** Its process runs, and is no member of the cluster yet. */
        STARTING,
        /** It is a member, and some of its copies lag behind. */
        OUT_OF_SYNC,
        /** It was stopped, or never started. */
        STOPPED,
        /** It was started, and its process is gone. */
        LOST
    }

    /** The state in words for a person: {@code up}, {@code 12 out of sync}. */
    public String words() {
        return switch (state) {
            case UP -> "up";
            case STARTING -> "starting";
            case OUT_OF_SYNC -> outOfSync + " out of sync";
            case STOPPED -> "stopped";
            case LOST -> "lost";
        };
    }
}
