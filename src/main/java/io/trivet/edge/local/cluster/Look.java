package io.trivet.edge.local.cluster;

import io.trivet.edge.local.process.Home;
import io.trivet.edge.local.process.Memory;
import io.trivet.edge.local.process.NodeTask;
import io.trivet.kafka.MetadataMode;
import io.trivet.layout.Role;
import io.trivet.operate.Copies;
import io.trivet.operate.Failure;
import io.trivet.operate.LiveCluster;
import io.trivet.operate.Quorum;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import io.trivet.platform.Ec2Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** {@code trivet local status}: what is there now. */
final class Look {
    /** Ten seconds and more, each question being given up after less than one. */
    private static final int QUESTIONS = 15;

    private final Plan<Ec2Platform> plan;
    private final Home home;

    Look(Plan<Ec2Platform> plan, Home home) {
        this.plan = plan;
        this.home = home;
    }

    /** Every node of the plan. */
    List<NodeSeen> run() throws Failure, InterruptedException {
        State state = LocalCluster.state(home);
        boolean answers = plan.brokers().stream()
                .map(NodeTask::server)
                .anyMatch(server -> state.alive(server.node().node().name()).isPresent() && Servers.listens(server));
        if (!answers) {
            return seen(new TreeSet<>(), new TreeSet<>(), List.of());
        }
        try (LiveCluster brokers = Servers.brokers(plan)) {
            return with(brokers);
        }
    }

    /** Every node of the plan, with brokers that answer. */
    List<NodeSeen> with(LiveCluster brokers) throws Failure, InterruptedException {
        SortedSet<Integer> voters =
                plan.platform().initialControllers().isPresent() ? answered(() -> voters(brokers)) : new TreeSet<>();
        SortedSet<Integer> registered = answered(() -> registered(brokers));
        return seen(registered, voters, brokers.copies().orElse(List.of()));
    }

    private interface Question {
        SortedSet<Integer> ask() throws InterruptedException;
    }

    /** A broker listens, so there will be an answer, and on a busy machine not at once. */
    private static SortedSet<Integer> answered(Question question) throws InterruptedException {
        SortedSet<Integer> answer = question.ask();
        for (int asked = 1; answer.isEmpty() && asked < QUESTIONS; asked++) {
            answer = question.ask();
        }
        return answer;
    }

    /** Ids of the brokers that are registered and not fenced. */
    static SortedSet<Integer> registered(LiveCluster brokers) throws InterruptedException {
        return new TreeSet<>(brokers.racks().orElseGet(TreeMap::new).keySet());
    }

    /** Ids of the voters of the KRaft metadata quorum that have fetched from a leader, or are it. */
    static SortedSet<Integer> voters(LiveCluster brokers) throws InterruptedException {
        return brokers.quorum().map(Quorum::joined).orElseGet(TreeSet::new);
    }

    private List<NodeSeen> seen(SortedSet<Integer> registered, SortedSet<Integer> voters, List<Copies> copies)
            throws Failure {
        State state = LocalCluster.state(home);
        // Each answer takes the server some work, and the servers can do it side by side.
        return plan.nodes().parallelStream()
                .map(node -> seen(node, state, isMember(node, registered, voters), lagging(node, copies)))
                .toList();
    }

    private static boolean isMember(PlannedNode node, SortedSet<Integer> registered, SortedSet<Integer> voters) {
        Role role = node.node().role();
        if (role.votesOn(MetadataMode.ZOOKEEPER)) {
            return Servers.isMember(NodeTask.server(node));
        }
        return (role.isVoter() ? voters : registered).contains(node.node().id());
    }

    private static NodeSeen seen(PlannedNode node, State state, boolean member, int lagging) {
        NodeTask server = NodeTask.server(node);
        String name = node.node().name();
        OptionalLong pid =
                state.alive(name).stream().mapToLong(ProcessHandle::pid).findFirst();
        return new NodeSeen(
                node.node(),
                NodeTask.of(node).stream()
                        .flatMap(task -> task.ports().stream())
                        .toList(),
                pid,
                pid.isPresent() ? Memory.resident(pid.getAsLong()) : OptionalLong.empty(),
                server.exporter().orElse(""),
                state(pid.isPresent(), state.processes().containsKey(name), member, lagging));
    }

    private static String state(boolean runs, boolean wanted, boolean member, int lagging) {
        if (!runs) {
            return wanted ? "lost" : "stopped";
        }
        if (!member) {
            return "starting";
        }
        return lagging > 0 ? lagging + " out of sync" : "up";
    }

    /** The processes that do not listen yet on the port on which they do what they are for. */
    static List<String> notListening(List<NodeTask> tasks) {
        return tasks.stream()
                .filter(task -> !Servers.listens(task))
                .map(NodeTask::title)
                .toList();
    }

    /** Names of the nodes that are no members of their quorum or cluster. */
    static List<String> notMembers(List<PlannedNode> nodes, LiveCluster brokers) throws InterruptedException {
        SortedSet<Integer> registered = registered(brokers);
        boolean asksVoters = nodes.stream().anyMatch(node -> node.node().role().votesOn(MetadataMode.KRAFT));
        SortedSet<Integer> voters = asksVoters ? voters(brokers) : new TreeSet<>();
        return nodes.stream()
                .filter(node -> !isMember(node, registered, voters))
                .map(node -> node.node().name())
                .toList();
    }

    /** {@code broker4 (12 out of sync)} for each of the brokers whose copies lag. */
    static List<String> lagging(List<PlannedNode> nodes, LiveCluster brokers) throws InterruptedException {
        Optional<List<Copies>> copies = brokers.copies();
        if (copies.isEmpty()) {
            return List.of("the answer of the brokers");
        }
        List<String> lagging = new ArrayList<>();
        for (PlannedNode node : nodes) {
            int count = lagging(node, copies.get());
            if (count > 0) {
                lagging.add(node.node().name() + " (" + count + " out of sync)");
            }
        }
        return lagging;
    }

    /** How many copies on a broker lag. */
    private static int lagging(PlannedNode node, List<Copies> copies) {
        return !node.node().role().isBroker()
                ? 0
                : (int) copies.stream()
                        .filter(partition -> partition.lagsOn(node.node().id()))
                        .count();
    }
}
