package io.trivet.process;

import io.trivet.layout.Node;
import io.trivet.layout.Role;
import java.util.List;
import java.util.SortedMap;

/**
 * What runs on the nodes of one role. Its files come in two parts: what all nodes of the role share, so that a setting
 * changed for 300 brokers is one line of one diff, and what is the node's own. A path in both is the shared text
 * followed by the node's own.
 */
public sealed interface Component permits ZooKeeperServer, KafkaController, KafkaBroker {
    /** The role whose nodes run this. */
    Role role();

    /** What it is, in words: {@code KRaft controller}. */
    String title();

    /** The ports on which a node listens, the exporter's last. */
    List<Port> ports();

    /** Settings of the server that are the same on every node of the role. */
    SortedMap<String, String> settings();

    /** Settings of the server that are this node's own. */
    SortedMap<String, String> settings(Node node);

    /** Files, or their first part, that are the same on every node of the role. */
    List<ConfigFile> shared();

    /** Files, or their last part, that are this node's own. */
    List<ConfigFile> own(Node node);

    /** How its process is started on EC2; on another site the data lies in another folder. */
    Launch launch();
}
