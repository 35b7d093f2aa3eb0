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
import io.trivet.layout.Site;
import io.trivet.operate.Failure;
import io.trivet.plan.Plan;
import io.trivet.platform.Ec2Platform;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

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
            "addresses in 127.0.0.0/8, data in .trivet, heaps of 384 MiB at most with the"
                    + " serial collector, a log cleaner of one thread and 2 MiB, five threads for"
                    + " network, requests and replication, and a shutdown that asks its controller again after 0.2 s";

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
        List<String> changes = new ArrayList<>();
        Outcome outcome = alone(() -> new Up(plan, home, artifacts, progress, changes).run());
        return outcome instanceof Outcome.Success done ? new Outcome.Success(done.nodes(), changes) : outcome;
    }

    /** What is there now. It waits for no other command. */
    public Outcome status() {
        return outcome(() -> new Look(plan, home).run());
    }

    /** Ends nodes: all of them in order, a zone or a single node hard, as if its power failed. */
    public Outcome stop(Selection selection) {
        return alone(() -> {
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
        return alone(() -> new Start(plan, home, artifacts, progress).run(selection));
    }

    /**
     * Ends all nodes in order.
     *
     * @param delete whether everything of the stack on this machine is deleted then, its data too
     */
    public Outcome down(boolean delete) {
        return alone(() -> {
            new Stop(plan, home, progress).inOrder();
            if (delete) {
                progress.step("deleting " + home.root());
                delete();
            }
            return new Look(plan, home).run();
        });
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
        List<NodeSeen> run() throws Failure, InterruptedException;
    }

    private Outcome alone(Command command) {
        return outcome(() -> {
            try (StackLock lock = StackLock.take(home.lock())) {
                return command.run();
            }
        });
    }

    private Outcome outcome(Command command) {
        try {
            return new Outcome.Success(command.run(), List.of());
        } catch (Failure e) {
            return new Outcome.Failure(e.problems(), e.evidence());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Failure(
                    List.of(Problem.error("interrupted", Place.ofPath(plan.id()), "interrupted")
                            .must("run to its end")
                            .mend("run the same command again")),
                    List.of());
        }
    }

    /** What the last command left behind. */
    static State state(Home home) throws Failure {
        try {
            return State.read(home.state());
        } catch (IOException e) {
            throw Failure.file(home.state(), e);
        }
    }
}
