package io.trivet.process;

import io.trivet.layout.ClusterId;
import io.trivet.layout.Layout;
import io.trivet.layout.Node;

/** The KRaft metadata quorum, as its members and its brokers find it. */
public final class KafkaQuorum {
    private KafkaQuorum() {}

    /**
     * The way to a quorum whose voters are kept in its own log, so that one whose disk is lost can be replaced without
     * a moment in which two voters share an id.
     *
     * <p>Source: KIP-853; https://kafka.apache.org/39/documentation/#kraft_nodes (dynamic controller quorum).
     */
    static void write(Properties server, Layout layout) {
        server.set("controller.quorum.bootstrap.servers", Layout.endpoints(layout.voters(), KafkaController.PORT))
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
