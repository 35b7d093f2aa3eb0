package io.trivet.target.local;

import io.trivet.layout.Role;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import io.trivet.problem.Problem;
import io.trivet.problem.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Starts the processes of nodes, in this order: checks of the machine, programs, archives of classes, files, storage,
 * and then all processes at once, because the processors are the bottleneck and the servers wait for each other anyway;
 * only the very first controllers go ahead of the brokers.
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
            throws LocalFailure, InterruptedException {
        NodeWatch watch = new NodeWatch(home);
        if (nodes.isEmpty()) {
            return watch;
        }
        progress.step("checking this machine");
        Leftovers.kill(home, before);
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
        Starters starters = node -> {
            Process process = start(node, programs, archives, started);
            remember(node.node().name(), process);
            return process;
        };
        if (first) {
            start(of(nodes, true), watch, starters);
            awaitQuorum(watch);
            start(of(nodes, false), watch, starters);
        } else {
            start(nodes, watch, starters);
        }
        return watch;
    }

    private static List<PlannedNode> of(List<PlannedNode> nodes, boolean controllers) {
        return nodes.stream()
                .filter(node -> (node.node().role() == Role.CONTROLLER) == controllers)
                .toList();
    }

    /**
     * A broker that fetches the very first records from a leader that loses its place a moment later is told to drop
     * them, and does not read again who the voters are: it waits for ever for a controller to register with (Kafka
     * 4.3.1, seen on a busy machine). So the first brokers of all start when the first records are safe.
     */
    private void awaitQuorum(NodeWatch watch) throws LocalFailure, InterruptedException {
        try (Brokers controllers = Brokers.ofControllers(plan)) {
            new Waiting(watch, progress, Up.PATIENCE)
                    .until("controllers", () -> controllers.isQuorum() ? List.of() : List.of("their first quorum"));
        }
    }

    /** Starts the process of any node. */
    private interface Starters {
        Process start(PlannedNode node) throws LocalFailure;
    }

    private static void start(List<PlannedNode> nodes, NodeWatch watch, Starters starters) throws LocalFailure {
        for (PlannedNode node : nodes) {
            watch.start(node.node().name(), () -> starters.start(node));
        }
    }

    private Process start(PlannedNode node, Programs programs, ClassArchives archives, StartedProcesses started)
            throws LocalFailure {
        String name = node.node().name();
        try {
            keepLog(home.log(name));
            return started.start(
                    NodeCommand.of(node, home, programs, archives.of(node)),
                    NodeFiles.folder(home, node),
                    home.log(name));
        } catch (IOException e) {
            throw LocalFailure.file(home.node(name), e);
        }
    }

    /** A log tells of one life, so that its end says how that life ended; the life before is kept beside it. */
    private static void keepLog(Path log) throws IOException {
        if (Files.exists(log)) {
            AtomicFile.move(log, log.resolveSibling("log.previous"));
        }
    }

    private void remember(String name, Process process) throws LocalFailure {
        try {
            LocalCluster.state(home)
                    .with(name, NodeProcess.of(process.toHandle()))
                    .write(home.state());
        } catch (IOException e) {
            throw LocalFailure.file(home.state(), e);
        }
    }
}
