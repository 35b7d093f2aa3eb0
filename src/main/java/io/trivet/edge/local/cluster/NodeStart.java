package io.trivet.edge.local.cluster;

import io.trivet.edge.local.artifact.Artifacts;
import io.trivet.edge.local.artifact.AtomicFile;
import io.trivet.edge.local.process.Child;
import io.trivet.edge.local.process.Home;
import io.trivet.edge.local.process.Leftovers;
import io.trivet.edge.local.process.LocalFailure;
import io.trivet.edge.local.process.MachineCheck;
import io.trivet.edge.local.process.NodeCommand;
import io.trivet.edge.local.process.NodeFiles;
import io.trivet.edge.local.process.NodeProcess;
import io.trivet.edge.local.process.NodeWatch;
import io.trivet.edge.local.process.Programs;
import io.trivet.edge.local.process.StartedProcesses;
import io.trivet.edge.local.process.StorageFormat;
import io.trivet.layout.Role;
import io.trivet.operate.Failure;
import io.trivet.operate.LiveCluster;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import io.trivet.problem.Problem;
import io.trivet.problem.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts the processes of nodes, in this order: checks of the machine, programs, archives of classes, files, storage,
 * then ZooKeeper servers or controllers all at once, and then brokers all at once: the processors are the bottleneck.
 */
final class NodeStart {
    private final Plan plan;
    private final Home home;
    private final Artifacts artifacts;
    private final Progress progress;

    NodeStart(Plan plan, Home home, Artifacts artifacts, Progress progress) {
        this.plan = plan;
        this.home = home;
        this.artifacts = artifacts;
        this.progress = progress;
    }

    /** Starts nodes that do not run; returns a watch over them. */
    NodeWatch start(List<PlannedNode> nodes, State before, StartedProcesses started)
            throws Failure, InterruptedException {
        NodeWatch watch = new NodeWatch(home);
        if (nodes.isEmpty()) {
            return watch;
        }
        progress.step("checking this machine");
        Leftovers.kill(home, before.processes().values());
        List<Problem> problems = MachineCheck.of(nodes, home.root());
        if (!problems.isEmpty()) {
            throw new LocalFailure(problems);
        }
        progress.step("finding the programs");
        Programs programs = Programs.of(plan, artifacts);
        ClassArchives archives = ClassArchives.of(plan, home, programs, started, progress);
        NodeFiles.write(home, plan.layout(), nodes);
        progress.step("starting " + Words.count(nodes.size(), "node"));
        boolean first =
                StorageFormat.format(plan, nodes, home, programs, archives.of(nodes.get(nodes.size() - 1)), started);
        Starter starter = some -> start(some, programs, archives, started);
        List<PlannedNode> brokers = of(nodes, true);
        List<PlannedNode> others = of(nodes, false);
        start(others, watch, starter);
        if (first) {
            awaitQuorum(watch);
        } else if (!brokers.isEmpty()) {
            awaitListening(others, watch);
        }
        start(brokers, watch, starter);
        return watch;
    }

    private static List<PlannedNode> of(List<PlannedNode> nodes, boolean brokers) {
        return nodes.stream()
                .filter(node -> (node.node().role() == Role.BROKER) == brokers)
                .toList();
    }

    /**
     * Brokers that start beside the servers that they wait for only keep them from the processors, and then all of them
     * wait. Once these listen they need time more than processors, to elect a leader.
     */
    private void awaitListening(List<PlannedNode> servers, NodeWatch watch) throws Failure, InterruptedException {
        NodeWaiter.waiting(watch, progress, Up.PATIENCE).until("servers", () -> Look.notListening(servers));
    }

    /**
     * A broker that fetches the very first records from a leader that loses its place a moment later is told to drop
     * them, and does not read again who the voters are: it waits for ever for a controller to register with (Kafka
     * 4.3.1, seen on a busy machine). So the first brokers of all start when the first records are safe.
     */
    private void awaitQuorum(NodeWatch watch) throws Failure, InterruptedException {
        try (LiveCluster controllers = Servers.controllers(plan)) {
            NodeWaiter.waiting(watch, progress, Up.PATIENCE)
                    .until(
                            "controllers",
                            () -> controllers
                                            .quorum()
                                            .filter(quorum -> quorum.highWatermark() > 0)
                                            .isPresent()
                                    ? List.of()
                                    : List.of("their first quorum"));
        }
    }

    /** Starts the processes of any nodes. */
    private interface Starter {
        List<NodeProcess> start(List<PlannedNode> nodes) throws LocalFailure;
    }

    private static void start(List<PlannedNode> nodes, NodeWatch watch, Starter starter) throws LocalFailure {
        List<NodeProcess> processes = starter.start(nodes);
        for (int i = 0; i < nodes.size(); i++) {
            PlannedNode node = nodes.get(i);
            watch.over(
                    node.node().name(),
                    processes.get(i),
                    () -> starter.start(List.of(node)).get(0));
        }
    }

    private List<NodeProcess> start(
            List<PlannedNode> nodes, Programs programs, ClassArchives archives, StartedProcesses started)
            throws LocalFailure {
        List<Child.Call> calls = new ArrayList<>();
        try {
            for (PlannedNode node : nodes) {
                Path log = home.log(node.node().name());
                keepLog(log);
                calls.add(new Child.Call(
                        NodeCommand.of(node, home, programs, archives.of(node)), NodeFiles.folder(home, node), log));
            }
            List<NodeProcess> processes = started.detach(calls);
            remember(nodes, processes);
            return processes;
        } catch (IOException e) {
            throw LocalFailure.file(home.root(), e);
        }
    }

    /** A log tells of one life, so that its end says how that life ended; the life before is kept beside it. */
    private static void keepLog(Path log) throws IOException {
        if (Files.exists(log)) {
            AtomicFile.move(log, log.resolveSibling("log.previous"));
        }
    }

    private void remember(List<PlannedNode> nodes, List<NodeProcess> processes) throws LocalFailure, IOException {
        State state = LocalCluster.state(home);
        for (int i = 0; i < nodes.size(); i++) {
            state = state.with(nodes.get(i).node().name(), processes.get(i));
        }
        state.write(home.state());
    }
}
