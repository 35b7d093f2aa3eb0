package io.trivet.cli;

import io.trivet.edge.local.cluster.LocalCluster;
import io.trivet.layout.Layout;
import io.trivet.layout.Node;
import io.trivet.layout.Role;
import io.trivet.layout.Site;
import io.trivet.operate.Failure;
import io.trivet.operate.LiveCluster;
import io.trivet.operate.LiveStatus;
import io.trivet.operate.Way;
import io.trivet.operate.status.Expected;
import io.trivet.operate.status.Expected.Server;
import io.trivet.process.ZooKeeperServer;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import io.trivet.stack.OnMsk;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A cluster that is looked at.
 *
 * @param description what it should be
 * @param bootstrap where it is asked, {@code host:port} each
 * @param client settings of the client that asks; never shown
 * @param way on which it is reached
 * @param expected the servers that it should have
 * @param hidden a text of the client without its secret
 */
record LookedCluster(
        Description<?> description,
        List<String> bootstrap,
        SortedMap<String, String> client,
        Way way,
        Expected expected,
        UnaryOperator<String> hidden) {
    /** A client; fails within a few seconds where no broker can be reached. */
    LiveCluster connect() throws Failure {
        LiveStatus.reach(bootstrap, way);
        return LiveCluster.of(settings(), way);
    }

    /** All settings of a client; never shown. */
    SortedMap<String, String> settings() {
        return LiveCluster.asking(client, String.join(",", bootstrap));
    }

    /**
     * The servers of a description.
     *
     * @param local whether the cluster on this machine is meant
     */
    static Expected expected(Terminal terminal, Description<?> description, boolean local) {
        return description.on(ec2 -> ofNodes(terminal, ec2, local), LookedCluster::ofMsk, service -> Expected.NOTHING);
    }

    private static Expected ofNodes(Terminal terminal, Description<OnEc2> description, boolean local) {
        Path root = terminal.home().resolve(".trivet").resolve(description.id());
        Layout layout = Layout.of(description, local ? LocalCluster.site(root, false) : Site.EC2);
        SortedMap<Integer, String> ensemble = new TreeMap<>();
        layout.nodes(Role.ZOOKEEPER)
                .forEach(node -> ensemble.put(node.id(), node.endpoint(ZooKeeperServer.CLIENT_PORT)));
        return new Expected(servers(layout.brokers()), servers(layout.voters()), ensemble);
    }

    private static SortedMap<Integer, Server> servers(List<Node> nodes) {
        SortedMap<Integer, Server> servers = new TreeMap<>();
        nodes.forEach(node ->
                servers.put(node.id(), new Server(node.name(), node.zone().name())));
        return servers;
    }

    /** Amazon MSK numbers brokers from 1, and tells in which zone one is only when it is there. */
    private static Expected ofMsk(Description<OnMsk> description) {
        SortedMap<Integer, Server> brokers = new TreeMap<>();
        int count = Optional.of(description.on())
                .filter(msk -> msk.brokers().isPresent())
                .map(OnMsk::brokerCount)
                .orElse(0);
        for (int id = 1; id <= count; id++) {
            brokers.put(id, new Server(Role.BROKER.node(id), ""));
        }
        return new Expected(brokers, new TreeMap<>(), new TreeMap<>());
    }
}
