package io.trivet.edge.local.cluster;

import io.trivet.edge.local.process.NodeTask;
import io.trivet.edge.local.secret.Secrets;
import io.trivet.layout.Role;
import io.trivet.layout.Site;
import io.trivet.operate.LiveCluster;
import io.trivet.operate.Login;
import io.trivet.operate.Way;
import io.trivet.operate.ZooKeeperServers;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import io.trivet.platform.Ec2Platform;
import io.trivet.problem.Place;
import io.trivet.process.ConnectWorker;
import io.trivet.process.KafkaSecurity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The servers of a plan on this machine, as they are asked. */
final class Servers {
    /** A broker that still starts takes a question and does not answer it: then another one is asked. */
    static final Duration SOON = Duration.ofMillis(700);

    private Servers() {}

    /** As whom Trivet asks them. */
    static Login login(Plan<Ec2Platform> plan) {
        return plan.platform().security().isPresent() && plan.layout().site() instanceof Site.ThisMachine here
                ? new Secrets(Path.of(here.root())).administrator()
                : Login.NONE;
    }

    /** The way to them, for what is to be said where it is not found. */
    static Way way(Plan<Ec2Platform> plan) {
        return Way.ours(Place.ofPath(plan.id()), KafkaSecurity.ADMINISTRATOR, "run ./trivet local up " + plan.id());
    }

    static LiveCluster brokers(Plan<Ec2Platform> plan) {
        return LiveCluster.ofBrokers(plan.clientBootstrap(), login(plan), SOON);
    }

    /** The same for a person who waits: one that does not answer soon is left for another. */
    static LiveCluster brokersNow(Plan<Ec2Platform> plan) {
        return LiveCluster.ofBrokersNow(plan.clientBootstrap(), login(plan), SOON);
    }

    static LiveCluster controllers(Plan<Ec2Platform> plan) {
        return LiveCluster.ofControllers(plan.controllers(), login(plan), SOON);
    }

    /** {@code host:port} of each worker of Kafka Connect. */
    static List<String> workers(Plan<Ec2Platform> plan) {
        return plan.nodes(Role.CONNECT).stream().map(Servers::worker).toList();
    }

    /** {@code host:port} at which others know a worker of Kafka Connect. */
    static String worker(PlannedNode node) {
        return node.node().endpoint(ConnectWorker.REST_PORT);
    }

    /** {@code address:port} at which a process does what it is for. */
    static String endpoint(NodeTask task) {
        return task.address() + ":" + task.port();
    }

    /** Whether a process listens on the port on which it does what it is for; one without ports has nothing to show. */
    static boolean listens(NodeTask task) {
        return task.ports().isEmpty() || ZooKeeperServers.listens(endpoint(task));
    }

    /** Whether a ZooKeeper server is a member of a quorum. */
    static boolean isMember(NodeTask server) {
        return ZooKeeperServers.isMember(endpoint(server));
    }
}
