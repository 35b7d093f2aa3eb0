package io.trivet.edge.local.cluster;

import io.trivet.edge.local.process.Home;
import io.trivet.kafka.KafkaVersion;
import io.trivet.layout.Node;
import io.trivet.layout.Role;
import io.trivet.node.Decommission;
import io.trivet.node.Difference;
import io.trivet.node.Finalisation;
import io.trivet.node.Kraft;
import io.trivet.node.LivePeers;
import io.trivet.node.Member;
import io.trivet.node.Peers;
import io.trivet.node.Preflight;
import io.trivet.node.StepWaiter;
import io.trivet.node.Unregistration;
import io.trivet.node.VoterChange;
import io.trivet.node.Wave;
import io.trivet.operate.Clock;
import io.trivet.operate.Failure;
import io.trivet.operate.Waiting;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import io.trivet.platform.Ec2Platform;
import io.trivet.problem.Words;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Brings a cluster that runs to another plan, wave by wave, with the agent that does it on EC2. */
final class Roll {
    private final Plan<Ec2Platform> plan;
    private final Home home;
    private final Progress progress;
    private final LocalMachines machines;
    private final List<String> changes;
    private final Waiting waiting;

    /** Adds to {@code changes} what it changes on nodes that run. */
    Roll(Plan<Ec2Platform> plan, Home home, Progress progress, LocalMachines machines, List<String> changes) {
        this.plan = plan;
        this.home = home;
        this.progress = progress;
        this.machines = machines;
        this.changes = changes;
        this.waiting = StepWaiter.waiting(machines, this::say, Up.PATIENCE, Clock.SYSTEM);
    }

    /** Does what is left to do; returns when every node is what the plan says. */
    void run() throws Failure, InterruptedException {
        try (LivePeers peers = Servers.peers(plan)) {
            List<List<Member>> changed = new ArrayList<>();
            boolean restarts = false;
            SortedMap<String, Member> members = members();
            for (List<Node> wave : plan.waves()) {
                List<Member> nodes =
                        wave.stream().map(node -> members.get(node.name())).toList();
                boolean differs = false;
                for (Member member : nodes) {
                    Wave.refuse(member, peers, machines, waiting);
                    Difference difference = Wave.difference(member, machines, peers::catalogue);
                    differs |= !difference.none();
                    restarts |= !difference.restart().isEmpty();
                }
                if (differs) {
                    changed.add(nodes);
                }
            }
            decommission(peers);
            if (restarts) {
                Preflight.await(peers, plan.platform().together(), waiting);
                changed = leaderLast(changed, peers);
            }
            for (List<Member> nodes : changed) {
                wave(nodes, peers);
            }
            finalise(peers);
            machines.check();
        }
    }

    /** As the last wave does on EC2. */
    private void finalise(Peers peers) throws Failure, InterruptedException {
        Optional<KafkaVersion> release = plan.platform().finalised();
        Optional<Kraft> kraft = peers.kraft();
        if (release.isPresent() && kraft.isPresent()) {
            List<String> levels = new ArrayList<>();
            Finalisation.run(kraft.get(), release.get(), "cluster", waiting, (node, step, detail) -> {
                say(node, step, detail);
                if (step.equals("finalised")) {
                    if (levels.isEmpty()) {
                        progress.part("the release is finalised");
                    }
                    levels.add(detail);
                    changes.add("finalised " + detail);
                }
            });
        }
    }

    private SortedMap<String, Member> members() {
        SortedMap<String, Member> members = new TreeMap<>();
        for (PlannedNode node : plan.nodes()) {
            members.put(node.node().name(), LocalMachines.member(plan, node));
        }
        return members;
    }

    /** Empties brokers that are described no more, and ends them then. */
    private void decommission(Peers peers) throws Failure, InterruptedException {
        List<String> leaving = NodeIdentity.unplanned(plan, LocalCluster.state(home));
        List<String> workers = leaving.stream().filter(Stop::isWorker).toList();
        List<String> brokers = leaving.stream().filter(Stop::isBroker).toList();
        List<String> voters = leaving.stream()
                .filter(node -> !workers.contains(node) && !brokers.contains(node))
                .toList();
        if (!workers.isEmpty()) {
            new Stop(plan, home, progress).inOrder(workers);
            changes.add("ended " + String.join(", ", workers) + ", whose connectors "
                    + (Servers.workers(plan).isEmpty() ? "stand still" : "go to the others"));
        }
        voters(voters, peers);
        SortedSet<Integer> described = new TreeSet<>();
        List<Node> stay = plan.layout().brokers();
        stay.forEach(broker -> described.add(broker.id()));
        if (brokers.isEmpty() && !Files.exists(home.node(stay.get(0).role().node(stay.size() + 1)))) {
            return;
        }
        if (!brokers.isEmpty()) {
            progress.part(Words.list(brokers) + (brokers.size() == 1 ? " leaves" : " leave"));
        }
        Decommission.drain(peers, described, waiting);
        Optional<Kraft> kraft =
                peers.kraft().filter(any -> plan.role(Role.COMBINED).isPresent());
        if (kraft.isPresent()) {
            VoterChange change = new VoterChange(kraft.get(), waiting, this::say);
            for (String node : brokers) {
                change.leave(node, Role.COMBINED.id(number(node)));
            }
        }
        if (!brokers.isEmpty()) {
            new Stop(plan, home, progress).inOrder(brokers);
            changes.add("ended " + String.join(", ", brokers) + ", on which nothing was left");
        }
        for (int number = stay.size() + 1; Files.exists(home.node(Role.BROKER.node(number))); number++) {
            Unregistration.run(Role.BROKER.node(number), Role.BROKER.id(number), peers, waiting, this::say);
        }
    }

    /** Takes controllers that are described no more out of their quorum, then ends them. */
    private void voters(List<String> leaving, Peers peers) throws Failure, InterruptedException {
        Optional<Kraft> kraft = peers.kraft();
        if (leaving.isEmpty() || kraft.isEmpty()) {
            return;
        }
        progress.part(Words.list(leaving) + (leaving.size() == 1 ? " votes" : " vote") + " no more");
        VoterChange change = new VoterChange(kraft.get(), waiting, this::say);
        for (String node : leaving) {
            change.leave(node, Role.CONTROLLER.id(number(node)));
        }
        new Stop(plan, home, progress).inOrder(leaving);
        changes.add("ended " + String.join(", ", leaving) + ", which vote no more");
    }

    private static int number(String node) {
        return Integer.parseInt(node.replaceFirst("\\D+", ""));
    }

    /** The leader of the quorum goes behind the other voters, so that it changes once and not with each restart. */
    private List<List<Member>> leaderLast(List<List<Member>> waves, Peers peers) throws InterruptedException {
        List<List<Member>> others = new ArrayList<>();
        List<List<Member>> leaders = new ArrayList<>();
        List<List<Member>> brokers = new ArrayList<>();
        for (List<Member> wave : waves) {
            Member first = wave.get(0);
            if (!first.role().isVoter()) {
                brokers.add(wave);
            } else if (first.leads(peers)) {
                say(first.name(), "leader", "goes last of its quorum");
                leaders.add(wave);
            } else {
                others.add(wave);
            }
        }
        others.addAll(leaders);
        others.addAll(brokers);
        return others;
    }

    /** One wave, and what is to be said of it. */
    private void wave(List<Member> members, Peers peers) throws Failure, InterruptedException {
        progress.part(Words.list(members.stream().map(Member::name).toList())
                + (members.size() == 1 ? " changes" : " change"));
        long begin = System.nanoTime();
        SortedSet<String> said = new TreeSet<>();
        List<String> restarted = new ArrayList<>();
        SortedMap<String, String> took = new TreeMap<>();
        new Wave(members, peers, machines, waiting, (node, step, detail) -> {
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
                .run(plan.platform().together());
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
}
