package io.trivet.process;

import io.trivet.layout.Node;
import io.trivet.layout.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that runs on the nodes of one role, alone or beside others. Its files come in two parts: what all nodes of
 * the role share, so that a setting changed for 300 brokers is one line of one diff, and what is the node's own. A path
 * in both is the shared text followed by the node's own.
 */
public interface Component {
    /** The role whose nodes run this. */
    Role role();

    /** What it is, in words: {@code KRaft controller}. */
    String title();

    /** The ports on which it listens, the exporter's last. */
    List<Port> ports();

    /** How its process is started on EC2; on another site the data lies in another folder. */
    Launch launch();

    /** Settings that are the same on every node of the role. */
    Properties settings();

    /** Settings that are this node's own. */
    Properties settings(Node node);

    /** Files beside its settings, of which no node has its own. */
    List<ConfigFile> files();

    /** Files beside its settings that are this node's own. */
    default List<ConfigFile> files(Node node) {
        return List.of();
    }

    /** Files, or their first part, that are the same on every node of the role: the settings first. */
    default List<ConfigFile> shared() {
        return files(settings(), files());
    }

    /** Files, or their last part, that are this node's own: the settings first. */
    default List<ConfigFile> own(Node node) {
        return files(settings(node), files(node));
    }

    private List<ConfigFile> files(Properties settings, List<ConfigFile> others) {
        List<ConfigFile> files = new ArrayList<>();
        files.add(new ConfigFile(launch().settings(), settings.toString()));
        files.addAll(others);
        return List.copyOf(files);
    }
}
