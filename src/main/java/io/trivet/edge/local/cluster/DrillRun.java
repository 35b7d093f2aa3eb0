package io.trivet.edge.local.cluster;

import io.trivet.edge.local.artifact.Artifacts;
import io.trivet.edge.local.process.Home;
import io.trivet.layout.PlannedTopic;
import io.trivet.layout.Zone;
import io.trivet.operate.Clock;
import io.trivet.operate.Failure;
import io.trivet.operate.LiveCluster;
import io.trivet.operate.ScratchTopic;
import io.trivet.operate.Waiting;
import io.trivet.operate.drill.Drill;
import io.trivet.operate.drill.DrillLoad;
import io.trivet.operate.drill.DrillMoves;
import io.trivet.operate.drill.DrillResult;
import io.trivet.operate.drill.Load;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import io.trivet.platform.Ec2Platform;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.problem.Words;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A drill on a cluster that runs as a whole. What it stops it starts again, also where writes did not go on, or where a
 * signal ends it.
 *
 * <p>Fails: {@code local-not-running}, {@code drill-too-small}, {@code drill-no-change}, what {@link Up} says,
 * {@code no-zone}, {@code no-node}, and what {@link DrillLoad}, {@link DrillMoves} and {@link DiskLoss} say.
 */
final class DrillRun {
    private static final int LEAST_BROKERS = 3;

    /**
     * Longer than a broker may be silent before the controller takes its partitions from it, and than a request waits.
     */
    private static final Duration HANGS = Duration.ofSeconds(30);

    /** In acknowledged writes: ten seconds with what is left, at the least. */
    private static final long MEANWHILE = 10L * DrillLoad.RATE;

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Plan<Ec2Platform> plan;
    private final Home home;
    private final Artifacts artifacts;
    private final Progress progress;

    DrillRun(Plan<Ec2Platform> plan, Home home, Artifacts artifacts, Progress progress) {
        this.plan = plan;
        this.home = home;
        this.artifacts = artifacts;
        this.progress = progress;
    }

    DrillResult run(Drill.Kind kind, long seed, Optional<String> named) throws Failure, InterruptedException {
        List<PlannedNode> there = kind == Drill.Kind.CHANGE ? begun() : plan.nodes();
        Running.require(plan, there);
        long count =
                there.stream().filter(node -> node.node().role().isBroker()).count();
        if (count < LEAST_BROKERS) {
            throw new Failure(
                    Problem.error("drill-too-small", Place.ofPath(plan.id()), Words.count((int) count, "broker"))
                            .must("have at least " + LEAST_BROKERS + " brokers, so that writes can go on without one")
                            .mend("run the drill on the stack of a cluster that is to bear it"));
        }
        List<String> zones = plan.layout().zones().stream().map(Zone::name).toList();
        List<String> brokers =
                plan.brokers().stream().map(broker -> broker.node().name()).toList();
        Drill drill = Drill.of(kind, seed, named.orElse(null), zones, brokers);
        Selection subject = subject(drill, brokers);
        return UntilSignal.run("the topic of the drill is left behind; the next run removes it", progress, () -> {
            try (LiveCluster cluster = Servers.brokers(plan)) {
                if (kind == Drill.Kind.REPLACE) {
                    new DiskLoss(broker(drill.subject())).refuse(cluster);
                }
                return new DrillLoad(plan.id(), drill, zones)
                        .run(
                                cluster,
                                plan.clientBootstrap(),
                                Servers.login(plan),
                                (int) count,
                                new TreeSet<>(plan.topics().stream()
                                        .map(PlannedTopic::name)
                                        .toList()),
                                (topic, load, phase) -> happen(drill, subject, topic, load, phase),
                                progress::step);
            }
        });
    }

    /** The nodes that have been started before; others come with the change. All, where none has. */
    private List<PlannedNode> begun() throws Failure {
        State state = LocalCluster.state(home);
        List<PlannedNode> begun = plan.nodes().stream()
                .filter(node -> state.processes().containsKey(node.node().name()))
                .toList();
        return begun.isEmpty() ? plan.nodes() : begun;
    }

    private Selection subject(Drill drill, List<String> brokers) throws Failure {
        Selection subject = drill.kind().isOfZone()
                ? new Selection.Zone(drill.subject())
                : drill.kind().isOfBroker() ? new Selection.OneNode(drill.subject()) : new Selection.EveryNode();
        if (drill.kind().isOfBroker() && !brokers.contains(drill.subject())) {
            throw new Failure(Selection.unknown("no-node", "broker", drill.subject(), brokers));
        }
        Selection.of(plan, subject);
        return subject;
    }

    private PlannedNode broker(String name) {
        return plan.brokers().stream()
                .filter(broker -> broker.node().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void happen(Drill drill, Selection subject, ScratchTopic topic, Load load, Consumer<String> phase)
            throws Failure, InterruptedException {
        Waiting waiting = NodeWaiter.waiting(new NodeWatch(home), progress, PATIENCE);
        DrillMoves moves = new DrillMoves(topic, waiting);
        switch (drill.kind()) {
            case ZONE_LOSS, BROKER_LOSS ->
                lose(drill.subject(), subject, phase, () -> load.awaitAcknowledged(MEANWHILE, PATIENCE));
            case PAUSE -> pause(drill.subject(), subject, phase);
            case ROLL -> roll(phase);
            case REPLACE -> {
                PlannedNode broker = broker(drill.subject());
                lose(drill.subject(), subject, phase, () -> {
                    DiskLoss loss = new DiskLoss(broker);
                    waiting.until("partitions to do without " + drill.subject(), () -> loss.counted(topic.cluster()));
                    phase.accept(drill.subject() + " loses its disk");
                    loss.happen();
                    load.awaitAcknowledged(MEANWHILE, PATIENCE);
                });
                phase.accept(drill.subject() + " leads what it copied");
                moves.lead(broker.node().id());
            }
            case REBALANCE -> {
                phase.accept("all goes to " + drill.subject());
                moves.crowd(broker(drill.subject()).node().id());
                phase.accept("all is spread evenly");
                moves.even();
            }
            case REPLICATION -> moves.fewerAndMore(phase);
            case CHANGE -> change(phase);
        }
    }

    private void change(Consumer<String> phase) throws Failure, InterruptedException {
        List<String> parts = new ArrayList<>();
        State before = LocalCluster.state(home);
        phase.accept("what is new starts");
        Progress heard = new Progress() {
            @Override
            public void step(String text) {
                progress.step(text);
            }

            @Override
            public void part(String text) {
                parts.add(text);
                phase.accept(text);
            }
        };
        new Up(plan, home, artifacts, heard, new ArrayList<>()).run();
        if (parts.isEmpty() && LocalCluster.state(home).equals(before)) {
            throw new Failure(Problem.error(
                            "drill-no-change", Place.ofPath(plan.id()), "a description by which no server changes")
                    .must("ask for something else of servers that run, or for other servers")
                    .mend("edit the description first, or run trivet drill roll " + plan.id()));
        }
    }

    /** What happens while some nodes are dead. */
    private interface Meanwhile {
        void happen() throws Failure, InterruptedException;
    }

    private void lose(String name, Selection subject, Consumer<String> phase, Meanwhile meanwhile)
            throws Failure, InterruptedException {
        phase.accept(name + " is killed");
        Stop stop = new Stop(plan, home, progress);
        try {
            stop.hard(subject);
            meanwhile.happen();
        } catch (InterruptedException e) {
            // What is still dying would be taken for what runs, and not be started.
            stop.hard(subject);
            throw e;
        } finally {
            phase.accept(name + " starts again");
            start(subject);
        }
    }

    private void pause(String name, Selection subject, Consumer<String> phase) throws Failure, InterruptedException {
        List<Long> pids = LocalCluster.state(home).alive(name).stream()
                .map(ProcessHandle::pid)
                .toList();
        try {
            phase.accept(name + " hangs");
            signal("STOP", pids);
            Clock.SYSTEM.pause(HANGS);
        } finally {
            phase.accept(name + " goes on");
            signal("CONT", pids);
        }
        start(subject);
    }

    private void roll(Consumer<String> phase) throws Failure, InterruptedException {
        for (Zone zone : plan.layout().zones()) {
            List<String> brokers = plan.brokers().stream()
                    .map(PlannedNode::node)
                    .filter(broker -> broker.zone().equals(zone))
                    .map(broker -> broker.name())
                    .toList();
            if (!brokers.isEmpty()) {
                phase.accept("brokers of " + zone.name() + " restart");
                Stop stop = new Stop(plan, home, progress);
                try {
                    stop.inOrder(brokers);
                } catch (InterruptedException e) {
                    stop.inOrder(brokers);
                    throw e;
                } finally {
                    start(new Selection.Zone(zone.name()));
                }
            }
        }
    }

    /** Starts what does not run, and returns when all is in sync. */
    private void start(Selection subject) throws Failure, InterruptedException {
        new Start(plan, home, artifacts, progress, new ArrayList<>()).run(subject);
    }

    private void signal(String name, List<Long> pids) throws Failure, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        pids.forEach(pid -> command.add(Long.toString(pid)));
        try {
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw Failure.file(home.root(), e);
        }
    }
}
