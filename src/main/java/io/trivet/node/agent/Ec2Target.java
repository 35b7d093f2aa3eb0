package io.trivet.node.agent;

import io.trivet.kafka.KafkaVersion;
import io.trivet.node.Allowance;
import io.trivet.node.Decommission;
import io.trivet.node.Finalisation;
import io.trivet.node.Kraft;
import io.trivet.node.LivePeers;
import io.trivet.node.Machines;
import io.trivet.node.Member;
import io.trivet.node.Peers;
import io.trivet.node.StepWaiter;
import io.trivet.node.Steps;
import io.trivet.node.Unregistration;
import io.trivet.node.VoterChange;
import io.trivet.node.Wave;
import io.trivet.operate.Clock;
import io.trivet.operate.Failure;
import io.trivet.operate.Waiting;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * The machine of EC2 that this agent is on.
 *
 * @param root of its file system
 * @param home of the agent
 * @param patience time without any change after which a wait is given up, to be begun again
 * @param now by the clock of the machine
 */
record Ec2Target(Path root, Path home, Duration patience, InstantSource now) implements Target {
    private static final Duration VOLUME_PAUSE = Duration.ofSeconds(2);

    /** What moves takes its time, and each look asks for every partition. */
    private static final Duration DRAIN_PAUSE = Duration.ofSeconds(1);

    @Override
    public void bring(Desired desired, String shared, StepWaiter.Alive alive, Steps steps)
            throws Failure, InterruptedException {
        if (desired.isNothing()) {
            end(desired, alive, steps);
            return;
        }
        NodeFacts facts = NodeFacts.of(shared, desired.own());
        Member member = facts.member();
        Ec2Machine machine = new Ec2Machine(root, home, shared, desired, facts.fact("PRODUCT"), alive);
        Waiting waiting = StepWaiter.waiting(machine, steps, patience, Clock.SYSTEM);
        machine.prepare(member, !facts.certified().isEmpty());
        String gib = facts.fact("VOLUME_GIB");
        // It grows while it is in use, but the machine sees it some seconds later.
        new Waiting(patience, VOLUME_PAUSE, waiting.clock(), waiting.waiter())
                .until(
                        member.name(),
                        "its volume",
                        () -> machine.grown(gib) ? List.of() : List.of("a size of " + gib + " GiB"));
        try (LivePeers peers = facts.peers(member, root)) {
            new Wave(List.of(member), peers, machine, waiting, steps).run(facts.together());
            machine.applied();
            Optional<Kraft> kraft = peers.kraft();
            Optional<KafkaVersion> release = facts.finalised();
            if (kraft.isPresent() && release.isPresent()) {
                Finalisation.run(kraft.get(), release.get(), member.name(), waiting, steps);
            }
            for (var allowed : facts.allowed().entrySet()) {
                Allowance.give(peers, allowed.getKey(), allowed.getValue(), member.name(), waiting, steps);
            }
        }
    }

    /**
     * A certificate that ends before long is replaced by a restart, in an hour that is the node's own. The next one is
     * there before, so that an authority that does not answer is seen in time.
     */
    @Override
    public void renew(StepWaiter.Alive alive, Steps steps) throws Failure, InterruptedException {
        NodeFacts facts = NodeFacts.applied(home);
        Certificate certificate = new Certificate(root);
        if (facts.certified().isEmpty() || !certificate.isOld(now.instant(), facts.certified())) {
            return;
        }
        Member member = facts.member();
        Ec2Machine machine = new Ec2Machine(
                root,
                home,
                Disk.text(home.resolve("role.txt")),
                new Desired(Disk.text(home.resolve("applied")).strip(), "", Disk.text(home.resolve("node.txt"))),
                facts.fact("PRODUCT"),
                alive);
        String kept = certificate.hasNext() ? "" : machine.certify(member);
        if (!certificate.hasNext()) {
            throw new Failure(Problem.error("certificate-old", Place.ofPath(member.name()), kept)
                    .must("be replaced before it ends")
                    .mend("see that this authority is active and lasts for another 395 days; the"
                            + " agent tries again by itself"));
        }
        if (!Certificate.isHourOf(member.id(), now.instant())) {
            return;
        }
        Waiting waiting = StepWaiter.waiting(machine, steps, patience, Clock.SYSTEM);
        try (LivePeers peers = facts.peers(member, root)) {
            new Wave(List.of(member), peers, machine, waiting, steps).run(facts.together());
        }
    }

    /** Takes the node out of its cluster, and stops its server. */
    private void end(Desired desired, StepWaiter.Alive alive, Steps steps) throws Failure, InterruptedException {
        NodeFacts facts = NodeFacts.applied(home);
        Member member = facts.member();
        Ec2Machine machine = new Ec2Machine(root, home, "", desired, facts.fact("PRODUCT"), alive);
        Waiting waiting = new Waiting(patience, DRAIN_PAUSE, Clock.SYSTEM, new StepWaiter(alive, steps));
        if (member.role().isWorker()) {
            steps.step(member.name(), "stopping", "the others take over what it runs");
            machine.stop(List.of(member));
            steps.step(member.name(), "done", "nothing is on it");
            return;
        }
        try (LivePeers peers = facts.peers(member, root)) {
            if (member.role().isBroker()) {
                SortedSet<Integer> stay = NodeFacts.of("", desired.own()).ids("STAY");
                empty(member, stay, peers, machine, waiting, steps);
                Unregistration.run(member.name(), member.id(), peers, waiting, steps);
                steps.step(member.name(), "done", "no partition is on it");
            } else {
                leave(member, peers, machine, waiting, steps);
                steps.step(member.name(), "done", "it votes no more");
            }
        }
    }

    /** Empties a broker and stops its server, which would be given new partitions as long as it runs. */
    private static void empty(
            Member member, SortedSet<Integer> stay, Peers peers, Machines machine, Waiting waiting, Steps steps)
            throws Failure, InterruptedException {
        Decommission.drain(peers, stay, member.id(), waiting);
        if (member.role().isVoter()) {
            unseat(member, peers, waiting, steps);
        }
        steps.step(member.name(), "stopping", "nothing is on it");
        machine.stop(List.of(member));
        if (!Decommission.isFree(peers, member.id(), waiting)) {
            machine.start(List.of(member));
            throw new Failure(Problem.error("broker-used-again", Place.ofPath(member.name()), "given new partitions")
                    .must("hold nothing before it goes")
                    .mend("nothing; it moves them off by itself"));
        }
    }

    private static void leave(Member member, Peers peers, Machines machine, Waiting waiting, Steps steps)
            throws Failure, InterruptedException {
        unseat(member, peers, waiting, steps);
        steps.step(member.name(), "stopping", "it votes no more");
        machine.stop(List.of(member));
    }

    private static void unseat(Member member, Peers peers, Waiting waiting, Steps steps)
            throws Failure, InterruptedException {
        Kraft kraft = peers.kraft()
                .orElseThrow(
                        () -> new Failure(Problem.error("voter-still-used", Place.ofPath(member.name()), "asked to go")
                                .must("stay, since the servers of a ZooKeeper ensemble are those that it began with")
                                .mend("describe it again")));
        new VoterChange(kraft, waiting, steps).leave(member.name(), member.id());
    }
}
