package io.trivet.process;

import io.trivet.layout.ClusterId;
import io.trivet.layout.Layout;
import io.trivet.layout.Node;
import java.util.List;

/** The KRaft metadata quorum, as its members and its brokers find it. */
public final class KafkaQuorum {
    /**
     * So many controllers are named where others begin to look for the quorum. They are always among its voters, and
     * without all of them there is no majority; so voters come and go beside them while nothing restarts.
     */
    private static final int NAMED = 3;

    private KafkaQuorum() {}

    /**
     * The way to a quorum whose voters are kept in its own log, so that one whose disk is lost can be replaced without
     * a moment in which two voters share an id.
     *
     * <p>Source: KIP-853; https://kafka.apache.org/39/documentation/#kraft_nodes (dynamic controller quorum).
     */
    static void write(Properties server, Layout layout) {
        List<Node> named =
                layout.voters().subList(0, Math.min(NAMED, layout.voters().size()));
        server.set("controller.quorum.bootstrap.servers", Layout.endpoints(named, KafkaController.PORT))
                .set("controller.listener.names", KafkaController.LISTENER);
    }

    /**
     * The first voters, as {@code kafka-storage format --initial-controllers} takes them: {@code id@host:port:directory
     * id}, separated by commas.
     */
    public static String initialControllers(Layout layout) {
        return String.join(
                ",",
                layout.voters().stream()
                        .map(node ->
                                node.id() + "@" + node.endpoint(KafkaController.PORT) + ":" + directoryId(layout, node))
                        .toList());
    }

    private static String directoryId(Layout layout, Node node) {
        return ClusterId.of(layout.clusterId(), node.name());
    }
}
