package io.trivet.edge.local.cluster;

import io.trivet.edge.local.process.NodeTask;
import io.trivet.edge.local.secret.Secrets;
import io.trivet.kafka.Catalogue;
import io.trivet.kafka.MetadataMode;
import io.trivet.layout.Role;
import io.trivet.layout.Site;
import io.trivet.node.LivePeers;
import io.trivet.operate.ConnectWorkers;
import io.trivet.operate.LiveCluster;
import io.trivet.operate.Login;
import io.trivet.operate.MirrorNodes;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

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

    /** The cluster as its agents ask it and give it orders. */
    static LivePeers peers(Plan<Ec2Platform> plan) {
        Catalogue catalogue = Catalogue.of(plan.platform().kafka());
        List<String> zookeeper = plan.voters().stream()
                .filter(node -> node.node().role().votesOn(MetadataMode.ZOOKEEPER))
                .map(node -> endpoint(NodeTask.server(node)))
                .toList();
        return new LivePeers(
                plan.clientBootstrap(),
                plan.controllers(),
                login(plan),
                zookeeper,
                workers(plan),
                plan.platform().mirrorGroups(),
                () -> catalogue);
    }

    /** What others know workers by: {@code host:port} of one of Kafka Connect, the name of a mirror. */
    static SortedMap<Role, List<String>> workers(Plan<Ec2Platform> plan) {
        SortedMap<Role, List<String>> workers = new TreeMap<>();
        for (Role role : plan.layout().roles()) {
            if (role.isWorker()) {
                workers.put(role, plan.nodes(role).stream().map(Servers::worker).toList());
            }
        }
        return workers;
    }

    /** What others know a worker by. */
    static String worker(PlannedNode node) {
        return node.node().role().equals(Role.MIRROR)
                ? node.node().name()
                : node.node().endpoint(ConnectWorker.REST_PORT);
    }

    /** What is known on a worker of Kafka Connect; empty where it is not one of its group. */
    static Optional<List<ConnectWorkers.Part>> connectors(Plan<Ec2Platform> plan, PlannedNode node) {
        String worker = worker(node);
        return ConnectWorkers.ask(worker, login(plan))
                .map(parts -> parts.stream()
                        .filter(part -> part.worker().equals(worker))
                        .toList());
    }

    /** Nothing for a mirror that is in all its groups, be they about to share their work out; empty for another. */
    static Optional<List<ConnectWorkers.Part>> sharing(Plan<Ec2Platform> plan, PlannedNode node, LiveCluster brokers)
            throws InterruptedException {
        return MirrorNodes.ask(brokers, plan.platform().mirrorGroups(), worker(node))
                .map(parts -> List.of());
    }

    /** Names of the workers among nodes that are none of their group. */
    static List<String> absent(Plan<Ec2Platform> plan, List<PlannedNode> nodes, LiveCluster brokers)
            throws InterruptedException {
        List<String> absent = new ArrayList<>();
        for (PlannedNode node : nodes) {
            boolean mirror = node.node().role().equals(Role.MIRROR);
            if (mirror && sharing(plan, node, brokers).isEmpty()
                    || !mirror
                            && node.node().role().isWorker()
                            && connectors(plan, node).isEmpty()) {
                absent.add(node.node().name());
            }
        }
        return List.copyOf(absent);
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
