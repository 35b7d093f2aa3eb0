package io.trivet.edge.local.process;

import io.trivet.layout.Node;
import io.trivet.plan.PlannedNode;
import io.trivet.process.Port;
import java.util.List;

/** The ports of a node on this machine. */
public final class LocalPorts {
    private LocalPorts() {}

    /** All on which it listens, in the order of the plan. */
    public static List<Integer> of(PlannedNode node) {
        return of(node.node(), node.ports());
    }

    static List<Integer> of(Node node, List<Port> ports) {
        return ports.stream().map(port -> node.port(port.number())).toList();
    }

    /** The first one, on which the role does what it is for. */
    public static int main(PlannedNode node) {
        return of(node).get(0);
    }

    /** {@code address:port} of the metrics of its server; empty where it has no exporter. */
    public static String exporter(PlannedNode node) {
        return NodeTask.server(node).exporter().orElse("");
    }
}
