package io.trivet.edge.local.cluster;

import io.trivet.edge.local.process.ClassArchives;
import io.trivet.edge.local.process.Home;
import io.trivet.edge.local.process.Leftovers;
import io.trivet.edge.local.process.NodeProcess;
import io.trivet.edge.local.process.NodeTask;
import io.trivet.layout.Role;
import io.trivet.operate.Failure;
import io.trivet.operate.LiveCluster;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import io.trivet.platform.Ec2Platform;
import io.trivet.problem.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Ends the processes of nodes: hard, as the loss of a zone does, or in order. */
final class Stop {
    /** A broker that ends in order hands over its partitions, and asks three times at most, five seconds apart. */
    private static final long ORDERLY_SECONDS = 60;

    private final Plan<Ec2Platform> plan;
    private final Home home;
    private final Progress progress;

    Stop(Plan<Ec2Platform> plan, Home home, Progress progress) {
        this.plan = plan;
        this.home = home;
        this.progress = progress;
    }

    /** Kills the nodes at once, without a word. */
    void hard(Selection selection) throws Failure, InterruptedException {
        List<PlannedNode> nodes = Selection.of(plan, selection);
        State state = LocalCluster.state(home);
        List<ProcessHandle> processes = new ArrayList<>();
        nodes.forEach(node -> processes.addAll(alive(node.node().name(), state)));
        progress.step("killing " + Words.count(processes.size(), "node"));
        processes.forEach(ProcessHandle::destroyForcibly);
        NodeProcess.awaitEnd(processes);
        forget(nodes.stream().map(node -> node.node().name()).toList());
    }

    /**
     * Ends every process of the stack in order: workers, brokers, the controller last, then what they register with.
     */
    void inOrder() throws Failure, InterruptedException {
        State state = LocalCluster.state(home);
        Leftovers.kill(home, state.all());
        List<String> workers = new ArrayList<>();
        List<String> brokers = new ArrayList<>();
        List<String> others = new ArrayList<>();
        state.processes()
                .keySet()
                .forEach(name -> (isWorker(name) ? workers : isBroker(name) ? brokers : others).add(name));
        end("workers", workers, state);
        String last = controller(state);
        List<String> first = brokers.stream().filter(name -> !name.equals(last)).toList();
        end("brokers", first, state);
        end("the controller", brokers.contains(last) ? List.of(last) : List.of(), state);
        end(plan.platform().initialControllers().isEmpty() ? "ZooKeeper" : "controllers", others, state);
        forget(List.copyOf(state.processes().keySet()));
    }

    /** Whether a node is a broker, also one that is described no more. */
    static boolean isBroker(String name) {
        return Role.ofNode(name).filter(Role::isBroker).isPresent();
    }

    /** Whether a node is a worker of Kafka Connect, also one that is described no more. */
    static boolean isWorker(String name) {
        return Role.ofNode(name).filter(Role::isWorker).isPresent();
    }

    /** Ends these nodes in order, all at once, while the others go on. */
    void inOrder(List<String> nodes) throws Failure, InterruptedException {
        end(String.join(", ", nodes), nodes, LocalCluster.state(home));
        forget(nodes);
    }

    /** The broker that the others tell that they end; without it they wait for a new one. Empty when none answers. */
    private String controller(State state) throws InterruptedException {
        boolean asks = plan.platform().initialControllers().isEmpty()
                && plan.brokers().stream()
                        .map(NodeTask::server)
                        .anyMatch(server ->
                                state.alive(server.node().node().name()).isPresent() && Servers.listens(server));
        if (!asks) {
            return "";
        }
        try (LiveCluster brokers = Servers.brokers(plan)) {
            int id = brokers.controller().orElse(-1);
            return plan.brokers().stream()
                    .filter(node -> node.node().id() == id)
                    .map(node -> node.node().name())
                    .findFirst()
                    .orElse("");
        }
    }

    private void end(String what, List<String> names, State state) throws InterruptedException {
        List<ProcessHandle> processes = new ArrayList<>();
        names.forEach(name -> processes.addAll(alive(name, state)));
        if (processes.isEmpty()) {
            return;
        }
        progress.step("stopping " + what);
        ClassArchives.of(home).discard();
        processes.forEach(ProcessHandle::destroy);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(ORDERLY_SECONDS);
        while (!processes.isEmpty() && System.nanoTime() < end) {
            Thread.sleep(NodeWaiter.PAUSE.toMillis());
            processes.removeIf(process -> isGone(process, state));
        }
        if (processes.isEmpty()) {
            ClassArchives.of(home).keep();
        } else {
            progress.step("killing " + Words.count(processes.size(), "node") + " that did not end in " + ORDERLY_SECONDS
                    + " s");
            processes.forEach(ProcessHandle::destroyForcibly);
            NodeProcess.awaitEnd(processes);
        }
    }

    private static List<ProcessHandle> alive(String node, State state) {
        return state.of(node).values().stream()
                .flatMap(process -> process.alive().stream())
                .toList();
    }

    private static boolean isGone(ProcessHandle process, State state) {
        return state.all().stream()
                .filter(known -> known.pid() == process.pid())
                .noneMatch(known -> known.alive().isPresent());
    }

    private void forget(List<String> nodes) throws Failure {
        State state = LocalCluster.state(home);
        for (String node : nodes) {
            state = state.without(node);
        }
        try {
            state.write(home.state());
        } catch (IOException e) {
            throw Failure.file(home.state(), e);
        }
    }
}
