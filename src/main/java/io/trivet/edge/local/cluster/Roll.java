package io.trivet.edge.local.cluster;

import io.trivet.edge.local.artifact.Artifacts;
import io.trivet.edge.local.process.Home;
import io.trivet.edge.local.process.LocalFailure;
import io.trivet.edge.local.process.LogTail;
import io.trivet.edge.local.process.NodeCommand;
import io.trivet.edge.local.process.NodeFiles;
import io.trivet.edge.local.process.NodeTask;
import io.trivet.edge.local.process.StartedProcesses;
import io.trivet.kafka.Catalogue;
import io.trivet.kafka.MetadataMode;
import io.trivet.kafka.ServerText;
import io.trivet.layout.Node;
import io.trivet.layout.Role;
import io.trivet.node.BeforeRoll;
import io.trivet.node.Difference;
import io.trivet.node.Leaving;
import io.trivet.node.Machines;
import io.trivet.node.Member;
import io.trivet.node.Peers;
import io.trivet.node.Software;
import io.trivet.node.Together;
import io.trivet.node.Wave;
import io.trivet.operate.Failure;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import io.trivet.platform.Ec2Platform;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.process.ConfigFile;
import io.trivet.process.Launch;
import io.trivet.stack.OnEc2;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Brings a cluster that runs to another plan, with the agent that does it on EC2: voters one by one, then brokers zone
 * by zone.
 */
final class Roll {
    private static final int NAMED = 5;

    /** What a node is known by, and where its data lies: a server with another of these is another server. */
    private static final List<String> FIXED = List.of(
            "advertised.listeners",
            "broker.id",
            "broker.rack",
            "clientPort",
            "clientPortAddress",
            "controller.listener.names",
            "controller.quorum.bootstrap.servers",
            "dataDir",
            "dataLogDir",
            "listeners",
            "log.dirs",
            "node.id",
            "process.roles",
            "zookeeper.connect");

    private final Plan<Ec2Platform> plan;
    private final Home home;
    private final Artifacts artifacts;
    private final Progress progress;
    private final List<String> changes;

    Roll(Plan<Ec2Platform> plan, Home home, Artifacts artifacts, Progress progress, List<String> changes) {
        this.plan = plan;
        this.home = home;
        this.artifacts = artifacts;
        this.progress = progress;
        this.changes = changes;
    }

    /**
     * Refuses a plan that a running cluster cannot become; a broker that runs and is planned no more may be leaving.
     */
    void refuseWhatCannotBe(List<PlannedNode> running, State state) throws LocalFailure {
        List<String> impossible = new ArrayList<>();
        for (PlannedNode node : running) {
            Member member = member(node);
            SortedMap<String, String> texts = new TreeMap<>();
            for (String path : member.files().keySet()) {
                text(home.file(member.name(), path)).ifPresent(text -> texts.put(path, text));
            }
            Optional<Problem> older = Software.older(member, texts);
            if (older.isPresent()) {
                throw new LocalFailure(older.get());
            }
            SortedMap<String, String> wanted = ServerText.read(member.files().getOrDefault(member.server(), ""));
            SortedMap<String, String> applied = ServerText.read(texts.getOrDefault(member.server(), ""));
            SortedSet<String> names = new TreeSet<>(applied.keySet());
            names.addAll(wanted.keySet());
            names.stream()
                    .filter(name -> FIXED.contains(name) || name.startsWith("server."))
                    .filter(name -> !applied.getOrDefault(name, "").equals(wanted.getOrDefault(name, "")))
                    .forEach(name -> impossible.add(member.name() + " (" + name + ")"));
        }
        for (String node : unplanned(state)) {
            if (!Stop.isBroker(node)) {
                impossible.add(node + ", which is in the plan no more");
            }
        }
        if (impossible.isEmpty()) {
            return;
        }
        String others = impossible.size() > NAMED ? " and " + (impossible.size() - NAMED) + " more" : "";
        throw new LocalFailure(Problem.error(
                "plan-changed",
                Place.ofPath(plan.id()),
                "changed in what a running cluster cannot change: "
                        + String.join(", ", impossible.subList(0, Math.min(NAMED, impossible.size()))) + others,
                "keep ids, addresses, folders and nodes",
                "take the change back, or run trivet local down " + plan.id() + ", then up again; data stays"));
    }

    /** Nodes that run and are in the plan no more. */
    private List<String> unplanned(State state) {
        return state.processes().keySet().stream()
                .filter(node -> state.alive(node).isPresent())
                .filter(node -> plan.nodes().stream()
                        .noneMatch(planned -> planned.node().name().equals(node)))
                .toList();
    }

    /** Does what is left to do; returns when every node is what the plan says. */
    void run(StartedProcesses started) throws LocalFailure, InterruptedException {
        Here here = new Here(started);
        Catalogue catalogue = Catalogue.of(plan.platform().kafka());
        Peers peers = new Peers(
                plan.clientBootstrap(),
                plan.controllers(),
                plan.voters().stream()
                        .filter(node -> node.node().role().votesOn(MetadataMode.ZOOKEEPER))
                        .map(node -> node.node().address() + ":"
                                + NodeTask.server(node).port())
                        .toList(),
                () -> catalogue,
                Up.PATIENCE);
        try {
            List<List<Member>> changed = new ArrayList<>();
            boolean restarts = false;
            for (List<Node> wave : plan.waves()) {
                List<Member> members = planned(wave.stream().map(Node::name).toList()).stream()
                        .map(Roll::member)
                        .toList();
                boolean differs = false;
                for (Member member : members) {
                    Difference difference = Wave.difference(member, here, peers.catalogue());
                    differs |= !difference.none();
                    restarts |= !difference.restart().isEmpty();
                }
                if (differs) {
                    changed.add(members);
                }
            }
            leave(here, peers);
            if (restarts) {
                BeforeRoll.await(peers, together(), here, here::say);
                changed = leaderLast(changed, peers, here);
            }
            for (List<Member> members : changed) {
                here.wave(members, peers);
            }
            here.check();
        } catch (Failure e) {
            throw new LocalFailure(e.problems(), e.evidence());
        }
    }

    private Together together() {
        return plan.platform().together() == OnEc2.Unit.ZONE ? Together.ZONE : Together.NODE;
    }

    /** Ends brokers that are described no more, when nothing is on them. */
    private void leave(Here here, Peers peers) throws LocalFailure, Failure, InterruptedException {
        List<String> leaving = unplanned(LocalCluster.state(home));
        SortedSet<Integer> described = new TreeSet<>();
        List<Node> brokers = plan.layout().brokers();
        brokers.forEach(broker -> described.add(broker.id()));
        Role role = brokers.get(0).role();
        if (leaving.isEmpty() && !Files.exists(home.node(role.node(brokers.size() + 1)))) {
            return;
        }
        Leaving.refuseWhatIsUsed(peers, described, here, here::say);
        if (!leaving.isEmpty()) {
            new Stop(plan, home, progress).inOrder(leaving);
            changes.add("ended " + String.join(", ", leaving) + ", on which nothing was left");
        }
    }

    /** The leader of the quorum goes behind the other voters, so that it changes once and not with each restart. */
    private static List<List<Member>> leaderLast(List<List<Member>> waves, Peers peers, Here here)
            throws InterruptedException {
        List<List<Member>> others = new ArrayList<>();
        List<List<Member>> leaders = new ArrayList<>();
        List<List<Member>> brokers = new ArrayList<>();
        for (List<Member> wave : waves) {
            Member first = wave.get(0);
            if (first.role().isBroker()) {
                brokers.add(wave);
            } else if (first.leads(peers)) {
                here.say(first.name(), "leader", "goes last of its quorum");
                leaders.add(wave);
            } else {
                others.add(wave);
            }
        }
        others.addAll(leaders);
        others.addAll(brokers);
        return others;
    }

    private List<PlannedNode> planned(List<String> names) {
        return plan.nodes().stream()
                .filter(node -> names.contains(node.node().name()))
                .toList();
    }

    private static Member member(PlannedNode node) {
        SortedMap<String, String> files = new TreeMap<>();
        for (ConfigFile file : node.files()) {
            files.put(file.path(), file.text());
        }
        files.put(NodeFiles.SOFTWARE, NodeFiles.software(node));
        Launch launch = NodeTask.server(node).launch();
        return new Member(
                node.node().name(),
                node.node().role(),
                node.node().id(),
                launch.settings(),
                launch.dataFolder(),
                files);
    }

    private static Optional<String> text(Path file) throws LocalFailure {
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw LocalFailure.file(file, e);
        }
    }

    /** All nodes of the plan, on this machine. */
    private final class Here implements Machines {
        private final StartedProcesses started;
        private final SortedSet<String> down = new TreeSet<>();
        private NodeWatch watch = new NodeWatch(home);

        private Here(StartedProcesses started) {
            this.started = started;
        }

        /** One wave, and what is to be said of it. */
        private void wave(List<Member> members, Peers peers) throws Failure, InterruptedException {
            long begin = System.nanoTime();
            SortedSet<String> said = new TreeSet<>();
            List<String> restarted = new ArrayList<>();
            SortedMap<String, String> took = new TreeMap<>();
            new Wave(members, peers, this, (node, step, detail) -> {
                        say(node, step, detail);
                        if (step.equals("done")) {
                            took.put(node, detail);
                        } else if (step.equals("dynamic")) {
                            changes.add("changed while " + node + " runs: " + detail);
                        } else if (step.equals("restart")) {
                            restarted.add(node);
                            said.add(detail);
                        }
                    })
                    .run(together());
            if (!restarted.isEmpty()) {
                double seconds = Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0;
                changes.add(String.format(
                        Locale.ROOT,
                        "restarted %s in %.1f s (%s): %s",
                        String.join(", ", restarted),
                        seconds,
                        String.join(", ", took.values()),
                        String.join("; ", said)));
            }
        }

        private void say(String node, String step, String detail) {
            progress.step(node + ": " + step + (detail.isEmpty() ? "" : " " + detail));
        }

        @Override
        public Optional<String> text(Member member, String path) throws Failure {
            return in(() -> Roll.text(home.file(member.name(), path)));
        }

        @Override
        public void write(Member member) throws Failure, InterruptedException {
            in(() -> {
                NodeFiles.write(home, plan.layout(), NodeTask.of(planned(List.of(member.name()))));
                return true;
            });
        }

        @Override
        public boolean runs(Member member) throws Failure {
            return in(() -> LocalCluster.state(home).alive(member.name()).isPresent());
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
        public void stop(List<Member> members) throws Failure, InterruptedException {
            List<String> names = members.stream().map(Member::name).toList();
            down.addAll(names);
            try {
                new Stop(plan, home, progress).inOrder(names);
            } catch (LocalFailure e) {
                throw new Failure(e.problems(), e.evidence());
            }
        }

        @Override
        public void start(List<Member> members) throws Failure, InterruptedException {
            try {
                watch = new NodeStart(plan, home, artifacts, progress)
                        .start(planned(members.stream().map(Member::name).toList()), LocalCluster.state(home), started);
            } catch (LocalFailure e) {
                throw new Failure(e.problems(), e.evidence());
            } finally {
                // What runs is never killed because of what does not.
                started.keep();
            }
            down.removeAll(members.stream().map(Member::name).collect(Collectors.toList()));
        }

        @Override
        public void check() throws Failure {
            in(() -> {
                watch.check();
                return true;
            });
            State state = in(() -> LocalCluster.state(home));
            for (PlannedNode node : plan.nodes()) {
                String name = node.node().name();
                if (!down.contains(name) && state.alive(name).isEmpty()) {
                    throw new Failure(
                            List.of(Problem.error(
                                    "roll-stopped",
                                    Place.ofPath(name),
                                    "gone while the cluster was changed",
                                    "run: no zone is taken down while another is not whole",
                                    "run the same command again: it starts " + name
                                            + ", and goes on where it stopped")),
                            LogTail.of(home.log(name)));
                }
            }
        }

        /** Something that may fail as this package does, and must fail as agents do. */
        private interface Work<T> {
            T run() throws LocalFailure;
        }

        private static <T> T in(Work<T> work) throws Failure {
            try {
                return work.run();
            } catch (LocalFailure e) {
                throw new Failure(e.problems(), e.evidence());
            }
        }
    }
}
