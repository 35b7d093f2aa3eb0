package io.trivet.edge.local.cluster;

import io.trivet.edge.local.artifact.Artifacts;
import io.trivet.edge.local.process.Home;
import io.trivet.edge.local.process.LogTail;
import io.trivet.edge.local.process.NodeCommand;
import io.trivet.edge.local.process.NodeFiles;
import io.trivet.edge.local.process.NodeTask;
import io.trivet.edge.local.process.StartedProcesses;
import io.trivet.kafka.ServerText;
import io.trivet.node.Machines;
import io.trivet.node.Member;
import io.trivet.operate.Failure;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import io.trivet.platform.Ec2Platform;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.process.ConfigFile;
import io.trivet.process.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** All nodes of a plan on this machine, as their agent handles them. */
final class LocalMachines implements Machines {
    private final Plan<Ec2Platform> plan;
    private final Home home;
    private final Artifacts artifacts;
    private final Progress progress;
    private final StartedProcesses started;
    private final SortedSet<String> down = new TreeSet<>();
    private NodeWatch watch;

    LocalMachines(Plan<Ec2Platform> plan, Home home, Artifacts artifacts, Progress progress, StartedProcesses started) {
        this.plan = plan;
        this.home = home;
        this.artifacts = artifacts;
        this.progress = progress;
        this.started = started;
        this.watch = new NodeWatch(home);
    }

    /** A node of the plan, as its agent knows it. */
    static Member member(Plan<Ec2Platform> plan, PlannedNode node) {
        SortedMap<String, String> files = new TreeMap<>();
        for (ConfigFile file : node.files()) {
            files.put(file.path(), file.text());
        }
        files.put(NodeFiles.SOFTWARE, NodeFiles.software(plan, node));
        Launch launch = NodeTask.server(node).launch();
        return new Member(
                node.node().name(),
                node.node().role(),
                node.node().id(),
                launch.settings(),
                launch.dataFolder(),
                files);
    }

    private List<PlannedNode> planned(List<Member> members) {
        List<String> names = names(members);
        return plan.nodes().stream()
                .filter(node -> names.contains(node.node().name()))
                .toList();
    }

    private static List<String> names(List<Member> members) {
        return members.stream().map(Member::name).toList();
    }

    @Override
    public Optional<String> text(Member member, String path) throws Failure {
        return text(home, member.name(), path);
    }

    static Optional<String> text(Home home, String node, String path) throws Failure {
        Path file = home.file(node, path);
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw Failure.file(file, e);
        }
    }

    @Override
    public void write(Member member) throws Failure {
        NodeFiles.write(home, plan, NodeTask.of(planned(List.of(member))));
    }

    @Override
    public boolean runs(Member member) throws Failure {
        return LocalCluster.state(home).alive(member.name()).isPresent();
    }

    @Override
    public SortedSet<String> decided() {
        return NodeCommand.decided();
    }

    /** Only what has been whole is rolled. */
    @Override
    public boolean wasMember(Member member) {
        return true;
    }

    @Override
    public String directory(Member member) throws Failure {
        return directoryOf(member);
    }

    static String directoryOf(Member member) throws Failure {
        Path file = Path.of(member.data(), "data", "meta.properties");
        try {
            return Files.exists(file) ? ServerText.read(Files.readString(file)).getOrDefault("directory.id", "") : "";
        } catch (IOException e) {
            throw Failure.file(file, e);
        }
    }

    @Override
    public void stop(List<Member> members) throws Failure, InterruptedException {
        down.addAll(names(members));
        new Stop(plan, home, progress).inOrder(names(members));
    }

    @Override
    public void start(List<Member> members) throws Failure, InterruptedException {
        try {
            watch = new NodeStart(plan, home, artifacts, progress)
                    .start(planned(members), LocalCluster.state(home), started);
        } finally {
            // What runs is never killed because of what does not.
            started.keep();
        }
        down.removeAll(names(members));
    }

    @Override
    public void check() throws Failure {
        watch.check();
        State state = LocalCluster.state(home);
        for (PlannedNode node : plan.nodes()) {
            String name = node.node().name();
            if (!down.contains(name) && state.alive(name).isEmpty()) {
                throw new Failure(
                        List.of(Problem.error("roll-stopped", Place.ofPath(name), "gone while the cluster was changed")
                                .must("run: no zone is taken down while another is not whole")
                                .mend("run the same command again: it starts " + name
                                        + ", and goes on where it stopped")),
                        LogTail.of(home.log(name)));
            }
        }
    }
}
