package io.trivet.edge.local.cluster;

import io.trivet.edge.local.process.Home;
import io.trivet.edge.local.process.LocalFailure;
import io.trivet.edge.local.process.LocalPorts;
import io.trivet.edge.local.process.Loopback;
import io.trivet.edge.local.process.Memory;
import io.trivet.layout.Role;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/** {@code trivet local status}: what is there now. */
final class Look {
    /** Ten seconds and more, each question being given up after less than one. */
    private static final int QUESTIONS = 15;

    private final Plan plan;
    private final Home home;

    Look(Plan plan, Home home) {
        this.plan = plan;
        this.home = home;
    }

    /** Every node of the plan. */
    List<NodeSeen> run() throws LocalFailure, InterruptedException {
        State state = LocalCluster.state(home);
        boolean answers = plan.nodes().stream()
                .anyMatch(node -> node.node().role() == Role.BROKER
                        && state.alive(node.node().name()).isPresent()
                        && Loopback.answers(node.node().address().toString(), LocalPorts.main(node)));
        if (!answers) {
            return seen(new TreeSet<>(), new TreeSet<>(), Brokers.Copies.UNKNOWN);
        }
        try (Brokers brokers = Brokers.of(plan)) {
            return with(brokers);
        }
    }

    /** Every node of the plan, with brokers that answer. */
    List<NodeSeen> with(Brokers brokers) throws LocalFailure, InterruptedException {
        SortedSet<Integer> voters = plan.initialControllers().isPresent() ? brokers.voters() : new TreeSet<>();
        return seen(registered(brokers), voters, brokers.copies(brokers.topics()));
    }

    /** A broker listens, so somebody will answer, and on a busy machine not at once. */
    private static SortedSet<Integer> registered(Brokers brokers) throws InterruptedException {
        SortedSet<Integer> registered = brokers.registered();
        for (int asked = 1; registered.isEmpty() && asked < QUESTIONS; asked++) {
            registered = brokers.registered();
        }
        return registered;
    }

    private List<NodeSeen> seen(SortedSet<Integer> registered, SortedSet<Integer> voters, Brokers.Copies copies)
            throws LocalFailure {
        State state = LocalCluster.state(home);
        // Each answer takes the server some work, and the servers can do it side by side.
        return plan.nodes().parallelStream()
                .map(node -> seen(
                        node,
                        state,
                        isMember(node, registered, voters),
                        copies.lagging(node.node().id())))
                .toList();
    }

    private static boolean isMember(PlannedNode node, SortedSet<Integer> registered, SortedSet<Integer> voters) {
        return switch (node.node().role()) {
            case ZOOKEEPER -> ZooKeeperQuorum.isMember(node);
            case CONTROLLER -> voters.contains(node.node().id());
            case BROKER -> registered.contains(node.node().id());
        };
    }

    private static NodeSeen seen(PlannedNode node, State state, boolean member, int lagging) {
        String name = node.node().name();
        Optional<ProcessHandle> process = state.alive(name);
        OptionalLong pid = process.isPresent() ? OptionalLong.of(process.get().pid()) : OptionalLong.empty();
        return new NodeSeen(
                node.node(),
                LocalPorts.of(node),
                pid,
                pid.isPresent() ? Memory.resident(pid.getAsLong()) : OptionalLong.empty(),
                LocalPorts.exporter(node),
                pid.isPresent() && Exporters.isUp(node),
                state(pid.isPresent(), state.processes().containsKey(name), member, lagging),
                pid.isPresent() && member && node.node().role() == Role.BROKER ? lagging : 0);
    }

    private static NodeSeen.State state(boolean runs, boolean wanted, boolean member, int lagging) {
        if (!runs) {
            return wanted ? NodeSeen.State.LOST : NodeSeen.State.STOPPED;
        }
        if (!member) {
            return NodeSeen.State.STARTING;
        }
        return lagging > 0 ? NodeSeen.State.OUT_OF_SYNC : NodeSeen.State.UP;
    }

    /** Names of the nodes on whose first port nobody listens. */
    static List<String> notListening(List<PlannedNode> nodes) {
        return nodes.stream()
                .filter(node -> !Loopback.answers(node.node().address().toString(), LocalPorts.main(node)))
                .map(node -> node.node().name())
                .toList();
    }

    /** Names of the nodes that are no members of their quorum or cluster. */
    static List<String> notMembers(List<PlannedNode> nodes, Brokers brokers) throws InterruptedException {
        SortedSet<Integer> registered = brokers.registered();
        boolean asksVoters = nodes.stream().anyMatch(node -> node.node().role() == Role.CONTROLLER);
        SortedSet<Integer> voters = asksVoters ? brokers.voters() : new TreeSet<>();
        return nodes.stream()
                .filter(node -> !isMember(node, registered, voters))
                .map(node -> node.node().name())
                .toList();
    }

    /** {@code broker4 (12 out of sync)} for each of the brokers whose copies lag. */
    static List<String> lagging(List<PlannedNode> nodes, Brokers brokers) throws InterruptedException {
        Brokers.Copies copies = brokers.copies(brokers.topics());
        if (!copies.known()) {
            return List.of("the answer of the brokers");
        }
        List<String> lagging = new ArrayList<>();
        for (PlannedNode node : nodes) {
            int count = node.node().role() == Role.BROKER
                    ? copies.lagging(node.node().id())
                    : 0;
            if (count > 0) {
                lagging.add(node.node().name() + " (" + count + " out of sync)");
            }
        }
        return lagging;
    }
}
