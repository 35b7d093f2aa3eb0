package io.trivet.target.local;

import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import io.trivet.problem.Problem;
import java.io.IOException;
import java.util.List;

/**
 * Starts the processes of nodes, in this order: checks of the machine, programs, archives of classes, files, storage,
 * and then all processes at once, because the processors are the bottleneck and the servers wait for each other anyway.
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
        progress.step("starting " + nodes.size() + " processes");
        StorageFormat.format(plan, nodes, home, programs, archives.of(nodes.get(nodes.size() - 1)), started);
        State state = before;
        for (PlannedNode node : nodes) {
            String name = node.node().name();
            try {
                Process process = started.start(
                        NodeCommand.of(node, home, programs, archives.of(node)),
                        NodeFiles.folder(home, node),
                        home.log(name));
                watch.add(name, process);
                state = state.with(name, NodeProcess.of(process.toHandle()));
                state.write(home.state());
            } catch (IOException e) {
                throw LocalFailure.file(home.node(name), e);
            }
        }
        return watch;
    }
}
