package io.trivet.edge.local.cluster;

import io.trivet.edge.local.artifact.Artifacts;
import io.trivet.edge.local.artifact.Cache;
import io.trivet.edge.local.process.Child;
import io.trivet.edge.local.process.Home;
import io.trivet.edge.local.process.Loopback;
import io.trivet.edge.local.process.MachineCheck;
import io.trivet.edge.local.process.NodeFiles;
import io.trivet.edge.local.process.NodeNames;
import io.trivet.edge.local.process.Programs;
import io.trivet.edge.local.process.StorageFormat;
import io.trivet.layout.PlannedTopic;
import io.trivet.layout.Site;
import io.trivet.operate.Failure;
import io.trivet.operate.Login;
import io.trivet.operate.bench.BenchResult;
import io.trivet.operate.bench.ClientBench;
import io.trivet.operate.drill.Drill;
import io.trivet.operate.drill.DrillResult;
import io.trivet.plan.Plan;
import io.trivet.platform.Ec2Platform;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.problem.Words;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The cluster of a plan on this machine. Commands that change it exclude each other; what a command has started and not
 * brought to its end is gone when it returns, or when its process is interrupted.
 *
 * <p>In the order of events, {@code up} is: {@link StackLock}, {@link State}, {@link MachineCheck}, {@link Programs},
 * {@link NodeFiles}, {@link StorageFormat}, {@link Child}, {@link Verify}, {@link Probe}, {@link Look}.
 */
public final class LocalCluster {
    /** All in which a node on this machine differs from the same node on EC2. */
    public static final String UNLIKE_EC2 =
            "addresses in 127.0.0.0/8, data in .trivet, an authority of its own where listeners speak TLS, heaps of 384 MiB at most with the"
                    + " serial collector, a log cleaner of one thread and 2 MiB, five threads for"
                    + " network, requests and replication, and brokers that ask their controller every 0.2 s whether they may serve or end";

    private final Plan<Ec2Platform> plan;
    private final Home home;
    private final Artifacts artifacts;
    private final Progress progress;

    private LocalCluster(Plan<Ec2Platform> plan, Home home, Artifacts artifacts, Progress progress) {
        this.plan = plan;
        this.home = home;
        this.artifacts = artifacts;
        this.progress = progress;
    }

    /**
     * This machine as the site of a stack. From here on this JVM resolves names by the stack's own hosts file, so it
     * must be called before anything resolves a name, and for one stack only.
     *
     * @param root folder that holds everything of the stack, {@code .trivet/<stack>}
     * @param oneAddress whether all nodes share 127.0.0.1 even where each could have an address of its own; a cluster
     *     that is there keeps to what it was made with
     */
    public static Site site(Path root, boolean oneAddress) {
        Home home = new Home(root);
        NodeNames.use(home.hosts());
        return Loopback.site(home, oneAddress);
    }

    /**
     * The topics of a plan's cluster on this machine that Kafka and workers of Kafka Connect make for themselves, and
     * the one that proves it serves.
     */
    public static List<PlannedTopic> ownTopics(Plan<Ec2Platform> plan) {
        List<PlannedTopic> topics = new ArrayList<>(plan.ownTopics());
        topics.add(Probe.planned(plan.layout().brokers().size()));
        return List.copyOf(topics);
    }

    /** As whom Trivet asks the servers of a plan that was made for {@link #site}. */
    public static Login login(Plan<Ec2Platform> plan) {
        return Servers.login(plan);
    }

    /**
     * The cluster of a plan that was made for {@link #site} of the same folder.
     *
     * @param root folder that holds everything of the stack, {@code .trivet/<stack>}
     * @param err where the progress of downloads goes
     * @param live whether {@code err} is a terminal
     */
    public static LocalCluster of(Plan<Ec2Platform> plan, Path root, PrintStream err, boolean live, Progress progress) {
        Artifacts artifacts = new Artifacts(Cache.folder().resolve("artifacts"), err, live, List.of());
        return new LocalCluster(plan, new Home(root), artifacts, progress);
    }

    /**
     * Starts what does not run, brings what runs to the plan, zone by zone, and proves that the whole serves. Nothing
     * changes when it runs already.
     */
    public Outcome up() {
        return alone(changes -> new Up(plan, home, artifacts, progress, changes).run());
    }

    /** What is there now. It waits for no other command. */
    public Outcome status() {
        return outcome(changes -> new Look(plan, home).run());
    }

    /** Ends nodes: all of them in order, a zone or a single node hard, as if its power failed. */
    public Outcome stop(Selection selection) {
        return alone(changes -> {
            Stop stop = new Stop(plan, home, progress);
            if (selection instanceof Selection.EveryNode) {
                stop.inOrder();
            } else {
                stop.hard(selection);
            }
            return new Look(plan, home).run();
        });
    }

    /** Starts nodes again, and returns when their copies are in sync. */
    public Outcome start(Selection selection) {
        return alone(changes -> new Start(plan, home, artifacts, progress, changes).run(selection));
    }

    /**
     * Ends all nodes in order.
     *
     * @param delete whether everything of the stack on this machine is deleted then, its data too
     */
    public Outcome down(boolean delete) {
        return alone(changes -> {
            new Stop(plan, home, progress).inOrder();
            if (delete) {
                progress.step("deleting " + home.root());
                delete();
            }
            return new Look(plan, home).run();
        });
    }

    /** Measures presets of clients, while no other command changes the cluster. */
    public BenchResult bench(ClientBench bench) throws Failure, InterruptedException {
        if (!Files.isDirectory(home.root())) {
            return new Bench(plan, progress).run(bench);
        }
        try (StackLock lock = StackLock.take(home.lock())) {
            return new Bench(plan, progress).run(bench);
        }
    }

    /**
     * Runs a drill, while no other command changes the cluster.
     *
     * @param named zone or broker that it happens to; drawn from the seed when empty
     */
    public DrillResult drill(Drill.Kind kind, long seed, Optional<String> named) throws Failure, InterruptedException {
        DrillRun run = new DrillRun(plan, home, artifacts, progress);
        if (!Files.isDirectory(home.root())) {
            return run.run(kind, seed, named);
        }
        try (StackLock lock = StackLock.take(home.lock())) {
            return run.run(kind, seed, named);
        }
    }

    private void delete() throws Failure {
        try {
            List<Path> all;
            try (Stream<Path> files = Files.walk(home.root())) {
                all = files.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : all) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw Failure.file(home.root(), e);
        }
    }

    /** What a command does; the nodes as they are at its end. */
    private interface Command {
        /** Adds to {@code changes} what it changes that a person should know, a sentence each. */
        List<NodeSeen> run(List<String> changes) throws Failure, InterruptedException;
    }

    private Outcome alone(Command command) {
        return outcome(changes -> {
            try (StackLock lock = StackLock.take(home.lock())) {
                if (damage(home).isPresent()) {
                    state(home).write(home.state());
                }
                return command.run(changes);
            } catch (IOException e) {
                throw Failure.file(home.state(), e);
            }
        });
    }

    private Outcome outcome(Command command) {
        List<String> changes = new ArrayList<>();
        try {
            damage(home).ifPresent(changes::add);
            return new Outcome.Success(command.run(changes), changes);
        } catch (Failure e) {
            return isEnding() ? interrupted() : new Outcome.Failure(e.problems(), evidence(changes, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return interrupted();
        }
    }

    private static List<String> evidence(List<String> changes, Failure failure) {
        List<String> evidence = new ArrayList<>(changes);
        evidence.addAll(failure.evidence());
        return evidence;
    }

    private Outcome interrupted() {
        return new Outcome.Failure(
                List.of(Problem.error("interrupted", Place.ofPath(plan.id()), "interrupted")
                        .must("run to its end")
                        .mend("run the same command again")),
                List.of());
    }

    /** Whether a signal ends this process, and what it had started with it: a node that dies then has not failed. */
    private static boolean isEnding() {
        Thread asks = new Thread(() -> {}, "asks whether the end has begun");
        try {
            Runtime.getRuntime().addShutdownHook(asks);
            Runtime.getRuntime().removeShutdownHook(asks);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    /** What the last command left behind; where that cannot be read, or is gone, what runs. */
    static State state(Home home) throws Failure {
        try {
            return Files.exists(home.state()) ? State.read(home.state()) : State.found(home);
        } catch (State.Damaged e) {
            return State.found(home);
        } catch (IOException e) {
            throw Failure.file(home.state(), e);
        }
    }

    private static String without(Home home, @Nullable String what, int found) {
        return home.state() + " is " + what + "; " + Words.count(found, "node") + " found to run without it";
    }

    /** A sentence about what the last command left behind, where that is none of its own any more. */
    private static Optional<String> damage(Home home) throws Failure {
        try {
            int found = Files.exists(home.state()) ? 0 : State.found(home).all().size();
            State.read(home.state());
            return found == 0 ? Optional.empty() : Optional.of(without(home, "gone", found));
        } catch (State.Damaged e) {
            return Optional.of(
                    without(home, e.getMessage(), State.found(home).all().size()));
        } catch (IOException e) {
            throw Failure.file(home.state(), e);
        }
    }
}
