package io.trivet.edge.local.cluster;

import io.trivet.edge.local.process.Home;
import io.trivet.edge.local.process.Memory;
import io.trivet.edge.local.process.NodeTask;
import io.trivet.kafka.MetadataMode;
import io.trivet.layout.Role;
import io.trivet.operate.ConnectWorkers;
import io.trivet.operate.Copies;
import io.trivet.operate.Failure;
import io.trivet.operate.LiveCluster;
import io.trivet.operate.Quorum;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import io.trivet.platform.Ec2Platform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code trivet local status}: what is there now. */
final class Look {
    /** Ten seconds and more, each question being given up after less than one. */
    private static final int QUESTIONS = 15;

    /** How long a person waits for servers to say what they are. */
    private static final Duration PATIENCE = Duration.ofMillis(2200);

    /** Not empty, so that it is an answer. */
    private static final SortedSet<Integer> NO_QUORUM = Collections.unmodifiableSortedSet(new TreeSet<>(List.of(-1)));

    private final Plan<Ec2Platform> plan;
    private final Home home;

    Look(Plan<Ec2Platform> plan, Home home) {
        this.plan = plan;
        this.home = home;
    }

    /**
     * Every node of the plan, as far as the servers say in time what they are. One that hangs takes a question and
     * never answers it.
     */
    List<NodeSeen> run() throws Failure, InterruptedException {
        State state = LocalCluster.state(home);
        boolean listens = plan.brokers().stream()
                .map(NodeTask::server)
                .anyMatch(server -> state.alive(server.node().node().name()).isPresent() && Servers.listens(server));
        ExecutorService asking = Executors.newCachedThreadPool(Look::thread);
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            SortedMap<String, Future<Told>> asked = new TreeMap<>();
            for (PlannedNode node : plan.nodes()) {
                if (isAskedItself(node)) {
                    asked.put(node.node().name(), asking.submit(() -> toldNow(node, listens)));
                }
            }
            Answers answers = listens ? answers(asking, end) : Answers.NONE;
            SortedMap<String, Told> told = new TreeMap<>();
            for (String name : asked.keySet()) {
                inTime(asked.get(name), end).ifPresent(said -> told.put(name, said));
            }
            return seen(state, told, answers);
        } finally {
            asking.shutdownNow();
        }
    }

    /**
     * What a node says of itself where brokers know nothing of it.
     *
     * @param member whether it is one of its quorum or group
     * @param idle how many connectors and tasks on it do not run
     */
    private record Told(boolean member, int idle) {
        static Told of(Optional<List<ConnectWorkers.Part>> parts) {
            return parts.map(known -> new Told(true, (int)
                            known.stream().filter(part -> !part.isWell()).count()))
                    .orElse(new Told(false, 0));
        }
    }

    private static boolean isAskedItself(PlannedNode node) {
        Role role = node.node().role();
        return role.votesOn(MetadataMode.ZOOKEEPER) || role.isWorker();
    }

    private Told told(PlannedNode node, LiveCluster brokers) throws InterruptedException {
        return node.node().role().equals(Role.MIRROR)
                ? Told.of(Servers.sharing(plan, node, brokers))
                : toldItself(node);
    }

    /** The same, with brokers of its own for a mirror: one that hangs must not keep the others from their answers. */
    private Told toldNow(PlannedNode node, boolean listens) throws InterruptedException {
        if (!node.node().role().equals(Role.MIRROR)) {
            return toldItself(node);
        }
        if (!listens) {
            return Told.of(Optional.empty());
        }
        try (LiveCluster brokers = Servers.brokersNow(plan)) {
            return told(node, brokers);
        }
    }

    private Told toldItself(PlannedNode node) {
        return node.node().role().isWorker()
                ? Told.of(Servers.connectors(plan, node))
                : new Told(Servers.isMember(NodeTask.server(node)), 0);
    }

    private Answers answers(ExecutorService asking, long end) throws InterruptedException {
        try (LiveCluster brokers = Servers.brokersNow(plan)) {
            Future<SortedSet<Integer>> voters = asking.submit(() -> answered(() -> askedVoters(brokers)));
            Future<SortedSet<Integer>> registered = asking.submit(() -> answered(() -> registered(brokers)));
            Future<Optional<List<Copies>>> copies = asking.submit(() -> brokers.copies());
            return new Answers(
                    inTime(registered, end),
                    inTime(voters, end),
                    inTime(copies, end).flatMap(told -> told));
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "asks a server");
        thread.setDaemon(true);
        return thread;
    }

    /** An answer; empty where it does not come before that moment. */
    private static <T> Optional<T> inTime(Future<T> answer, long end) throws InterruptedException {
        try {
            return Optional.of(answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the servers refused: " + e.getCause(), e);
        }
    }

    /**
     * What brokers say; each is empty where it was not said in time.
     *
     * @param registered ids of brokers that are registered and not fenced
     * @param voters ids of voters of a KRaft quorum that follow
     * @param copies all partitions
     */
    private record Answers(
            Optional<SortedSet<Integer>> registered,
            Optional<SortedSet<Integer>> voters,
            Optional<List<Copies>> copies) {
        /** Where no broker listens, none is a member. */
        static final Answers NONE =
                new Answers(Optional.of(new TreeSet<>()), Optional.of(new TreeSet<>()), Optional.of(List.of()));
    }

    /** Every node of the plan, with brokers that answer. */
    List<NodeSeen> with(LiveCluster brokers) throws Failure, InterruptedException {
        SortedMap<String, Told> told = new TreeMap<>();
        for (PlannedNode node : plan.nodes()) {
            if (isAskedItself(node)) {
                told.put(node.node().name(), told(node, brokers));
            }
        }
        return seen(
                LocalCluster.state(home),
                told,
                new Answers(
                        Optional.of(answered(() -> registered(brokers))),
                        Optional.of(answered(() -> askedVoters(brokers))),
                        Optional.of(brokers.copies().orElse(List.of()))));
    }

    /** The voters where there is a quorum to ask for. */
    private SortedSet<Integer> askedVoters(LiveCluster brokers) throws InterruptedException {
        return plan.platform().initialControllers().isPresent() ? voters(brokers) : NO_QUORUM;
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

    private List<NodeSeen> seen(State state, SortedMap<String, Told> told, Answers answers) {
        return plan.nodes().stream()
                .map(node -> {
                    Optional<Told> said =
                            Optional.ofNullable(told.get(node.node().name()));
                    Optional<Boolean> member = isAskedItself(node)
                            ? said.map(Told::member)
                            : members(node.node().role(), answers)
                                    .map(ids -> ids.contains(node.node().id()));
                    Optional<Integer> behind = node.node().role().isWorker()
                            ? said.map(Told::idle)
                            : answers.copies().map(copies -> lagging(node, copies));
                    return seen(node, state, member, behind);
                })
                .toList();
    }

    /** Ids of the nodes that are where those of a role belong: a broker that votes belongs to quorum and cluster. */
    private static Optional<SortedSet<Integer>> members(Role role, Answers answers) {
        if (!role.isCombined()) {
            return role.isVoter() ? answers.voters() : answers.registered();
        }
        return answers.voters().flatMap(voters -> answers.registered().map(registered -> both(voters, registered)));
    }

    private static SortedSet<Integer> both(SortedSet<Integer> voters, SortedSet<Integer> registered) {
        SortedSet<Integer> both = new TreeSet<>(voters);
        both.retainAll(registered);
        return both;
    }

    private static NodeSeen seen(PlannedNode node, State state, Optional<Boolean> member, Optional<Integer> behind) {
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
                pid.isPresent()
                        ? state(node.node().role(), member, behind)
                        : state.processes().containsKey(name) ? "lost" : "stopped");
    }

    /**
     * What can be said of a node that runs.
     *
     * @param behind how many copies on a broker lag, or how many connectors and tasks on a worker do not run
     */
    static String state(Role role, Optional<Boolean> member, Optional<Integer> behind) {
        boolean counts = role.isBroker() || role.isWorker();
        if (member.isEmpty() || counts && behind.isEmpty()) {
            return "no answer";
        }
        if (!member.get()) {
            return "starting";
        }
        return counts && behind.get() > 0 ? behind.get() + (role.isBroker() ? " out of sync" : " not running") : "up";
    }

    /** The processes that do not listen yet on the port on which they do what they are for. */
    static List<String> notListening(List<NodeTask> tasks) {
        return tasks.stream()
                .filter(task -> !Servers.listens(task))
                .map(NodeTask::title)
                .toList();
    }

    private static boolean isMember(PlannedNode node, SortedSet<Integer> registered, SortedSet<Integer> voters) {
        Role role = node.node().role();
        if (role.votesOn(MetadataMode.ZOOKEEPER)) {
            return Servers.isMember(NodeTask.server(node));
        }
        int id = node.node().id();
        return (!role.isVoter() || voters.contains(id)) && (!role.isBroker() || registered.contains(id));
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
