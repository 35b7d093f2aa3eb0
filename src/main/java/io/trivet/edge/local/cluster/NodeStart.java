package io.trivet.edge.local.cluster;

import io.trivet.edge.local.artifact.Artifacts;
import io.trivet.edge.local.artifact.AtomicFile;
import io.trivet.edge.local.process.Child;
import io.trivet.edge.local.process.Home;
import io.trivet.edge.local.process.Leftovers;
import io.trivet.edge.local.process.MachineCheck;
import io.trivet.edge.local.process.NodeCommand;
import io.trivet.edge.local.process.NodeFiles;
import io.trivet.edge.local.process.NodeProcess;
import io.trivet.edge.local.process.NodeTask;
import io.trivet.edge.local.process.Programs;
import io.trivet.edge.local.process.StartedProcesses;
import io.trivet.edge.local.process.StorageFormat;
import io.trivet.edge.local.secret.Secrets;
import io.trivet.layout.Listener;
import io.trivet.layout.Role;
import io.trivet.node.Allowance;
import io.trivet.node.LiveKraft;
import io.trivet.node.LivePeers;
import io.trivet.node.VoterChange;
import io.trivet.operate.Failure;
import io.trivet.operate.LiveCluster;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import io.trivet.platform.Ec2Platform;
import io.trivet.problem.Problem;
import io.trivet.problem.Words;
import io.trivet.security.UserRights;
import io.trivet.stack.Security;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Starts the processes of nodes, in this order: checks of the machine, programs, files, storage, then all that vote at
 * once, ZooKeeper servers or controllers, then all other brokers at once, and then workers: the processors are the
 * bottleneck.
 */
final class NodeStart {
    private final Plan<Ec2Platform> plan;
    private final Home home;
    private final Artifacts artifacts;
    private final Progress progress;

    NodeStart(Plan<Ec2Platform> plan, Home home, Artifacts artifacts, Progress progress) {
        this.plan = plan;
        this.home = home;
        this.artifacts = artifacts;
        this.progress = progress;
    }

    /** Starts what of these nodes does not run; returns a watch over it. */
    NodeWatch start(List<PlannedNode> nodes, State before, StartedProcesses started)
            throws Failure, InterruptedException {
        NodeWatch watch = new NodeWatch(home);
        Optional<Security> security = plan.platform().security();
        Secrets secrets = new Secrets(home.root());
        if (security.isPresent()) {
            SortedSet<String> withPassword = plan.platform().usersWithPassword();
            SortedMap<String, String> clients = new TreeMap<>(plan.platform().clients());
            clients.values().removeAll(withPassword);
            secrets.make(
                    plan.layout().cluster(),
                    security.get(),
                    clients,
                    plan.platform().users().stream()
                            .map(UserRights::user)
                            .filter(user -> !withPassword.contains(user))
                            .toList(),
                    plan.clientBootstrap());
            Optional<Listener> listener = plan.layout().passwords();
            if (listener.isPresent()) {
                secrets.comeWithPassword(withPassword, listener.get().endpoints(plan.layout()));
            }
        }
        List<NodeTask> tasks = NodeTask.of(nodes).stream()
                .filter(task -> isAbsent(task, before))
                .toList();
        if (tasks.isEmpty()) {
            return watch;
        }
        if (tasks.stream().anyMatch(task -> task.node().node().role().equals(Role.MIRROR))) {
            MirrorSources.check(plan, home);
        }
        progress.step("checking this machine");
        Leftovers.kill(home, before.all());
        List<Problem> problems = MachineCheck.of(tasks, home.root());
        if (!problems.isEmpty()) {
            throw new Failure(problems, List.of());
        }
        progress.step("finding the programs");
        Programs programs = Programs.of(plan, artifacts);
        NodeFiles.write(home, plan, tasks);
        for (NodeTask task : tasks) {
            programs.lay(task, home);
        }
        for (PlannedNode node : NodeTask.nodes(tasks)) {
            Path folder = NodeTask.server(node).folder(home);
            if (security.isPresent()) {
                secrets.node(plan.layout(), security.get(), node.node(), folder);
            }
            if (node.node().role().equals(Role.MIRROR)) {
                MirrorSources.certify(plan, home, folder);
            }
        }
        progress.step("starting " + Words.count(NodeTask.nodes(tasks).size(), "node"));
        List<NodeTask> followers = StorageFormat.followers(plan, tasks);
        boolean first = StorageFormat.format(plan, tasks, home, programs, started);
        Starter starter = some -> start(some, programs, started);
        List<NodeTask> workers = tasks.stream()
                .filter(task -> task.node().node().role().isWorker())
                .toList();
        List<NodeTask> others = of(tasks, false).stream()
                .filter(task -> !workers.contains(task))
                .toList();
        List<NodeTask> voters = of(tasks, true).stream()
                .filter(task -> !followers.contains(task))
                .toList();
        start(voters, watch, starter);
        if (first) {
            awaitQuorum(watch);
        } else if (!others.isEmpty()) {
            awaitListening(voters, watch);
        }
        follow(followers, watch);
        start(followers, watch, starter);
        start(others, watch, starter);
        if (!workers.isEmpty()) {
            awaitListening(others, watch);
            allow(watch);
            start(workers, watch, starter);
        }
        return watch;
    }

    private static boolean isAbsent(NodeTask task, State state) {
        return state.alive(task.node().node().name(), task.name()).isEmpty();
    }

    private static List<NodeTask> of(List<NodeTask> tasks, boolean voters) {
        return tasks.stream()
                .filter(task -> task.node().node().role().isVoter() == voters)
                .toList();
    }

    /**
     * The leader speaks to a voter that lost its folder as to one that knows who votes, and the process that begins
     * anew does not bear that (Kafka 4.3.1). So its vote goes before it starts.
     */
    private void follow(List<NodeTask> followers, NodeWatch watch) throws Failure, InterruptedException {
        VoterChange change = new VoterChange(
                new LiveKraft(plan.controllers(), plan.clientBootstrap(), Servers.login(plan)),
                NodeWaiter.waiting(watch, progress, Up.PATIENCE),
                (node, step, detail) -> progress.step(node + ": " + step + " " + detail));
        for (NodeTask task : followers) {
            change.leave(task.node().node().name(), task.node().node().id());
        }
    }

    /**
     * Brokers that start beside the servers that they wait for only keep them from the processors, and then all of them
     * wait. Once these listen they need time more than processors, to elect a leader.
     */
    private void awaitListening(List<NodeTask> servers, NodeWatch watch) throws Failure, InterruptedException {
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

    /** Lets workers do what they need; without it they end as soon as they start. */
    private void allow(NodeWatch watch) throws Failure, InterruptedException {
        if (plan.platform().workers().isEmpty()) {
            return;
        }
        try (LivePeers peers = Servers.peers(plan)) {
            for (var user : plan.platform().workers().entrySet()) {
                Allowance.give(
                        peers,
                        user.getKey(),
                        user.getValue(),
                        "workers",
                        NodeWaiter.waiting(watch, progress, Up.PATIENCE),
                        (node, step, detail) -> progress.step(detail));
            }
        }
    }

    /** Starts any processes. */
    private interface Starter {
        List<NodeProcess> start(List<NodeTask> tasks) throws Failure;
    }

    private static void start(List<NodeTask> tasks, NodeWatch watch, Starter starter) throws Failure {
        List<NodeProcess> processes = starter.start(tasks);
        for (int i = 0; i < tasks.size(); i++) {
            NodeTask task = tasks.get(i);
            watch.over(
                    task, processes.get(i), () -> starter.start(List.of(task)).get(0));
        }
    }

    private List<NodeProcess> start(List<NodeTask> tasks, Programs programs, StartedProcesses started) throws Failure {
        List<Child.Call> calls = new ArrayList<>();
        try {
            for (NodeTask task : tasks) {
                Path log = task.log(home);
                keepLog(log);
                calls.add(new Child.Call(NodeCommand.of(task, home, programs), task.folder(home), log));
            }
            List<NodeProcess> processes = started.detach(calls);
            remember(tasks, processes);
            return processes;
        } catch (IOException e) {
            throw Failure.file(home.root(), e);
        }
    }

    /** A log tells of one life, so that its end says how that life ended; the life before is kept beside it. */
    private static void keepLog(Path log) throws IOException {
        if (Files.exists(log)) {
            AtomicFile.move(log, log.resolveSibling(log.getFileName() + ".previous"));
        }
    }

    private void remember(List<NodeTask> tasks, List<NodeProcess> processes) throws Failure, IOException {
        State state = LocalCluster.state(home);
        for (int i = 0; i < tasks.size(); i++) {
            NodeTask task = tasks.get(i);
            state = state.with(task.node().node().name(), task.name(), processes.get(i));
        }
        state.write(home.state());
    }
}
