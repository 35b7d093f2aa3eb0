package io.trivet.node.agent;

import io.trivet.node.Decommission;
import io.trivet.node.LivePeers;
import io.trivet.node.Member;
import io.trivet.node.StepWaiter;
import io.trivet.node.Steps;
import io.trivet.node.Wave;
import io.trivet.operate.Clock;
import io.trivet.operate.Failure;
import io.trivet.operate.Waiting;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The machine of EC2 that this agent is on.
 *
 * @param root of its file system
 * @param home of the agent
 * @param patience time without any change after which a wait is given up, to be begun again
 */
record Ec2Target(Path root, Path home, Duration patience) implements Target {
    private static final Duration VOLUME_PAUSE = Duration.ofSeconds(2);

    @Override
    public void bring(Desired desired, String shared, StepWaiter.Alive alive, Steps steps)
            throws Failure, InterruptedException {
        if (desired.isNothing()) {
            end(StepWaiter.waiting(alive, steps, patience, Clock.SYSTEM), steps);
            return;
        }
        NodeFacts facts = NodeFacts.of(shared, desired.own());
        Member member = facts.member();
        Ec2Machine machine = new Ec2Machine(root, home, shared, desired, facts.fact("PRODUCT"), alive);
        Waiting waiting = StepWaiter.waiting(machine, steps, patience, Clock.SYSTEM);
        String gib = facts.fact("VOLUME_GIB");
        // It grows while it is in use, but the machine sees it some seconds later.
        new Waiting(patience, VOLUME_PAUSE, waiting.clock(), waiting.waiter())
                .until(
                        member.name(),
                        "its volume",
                        () -> machine.grown(gib) ? List.of() : List.of("a size of " + gib + " GiB"));
        try (LivePeers peers = facts.peers(member)) {
            new Wave(List.of(member), peers, machine, waiting, steps).run(facts.together());
        }
        machine.applied();
    }

    /** It runs on until its machine is gone: there is nothing to stop that could be missed before. */
    private void end(Waiting waiting, Steps steps) throws Failure, InterruptedException {
        NodeFacts facts = NodeFacts.applied(home);
        Member member = facts.member();
        if (!member.role().isBroker()) {
            throw new Failure(Problem.error("voter-still-used", Place.ofPath(member.name()), "asked to go")
                    .must("stay, since the voters of a quorum are those that it began with")
                    .mend("describe it again"));
        }
        try (LivePeers peers = facts.peers(member)) {
            Decommission.refuseWhatIsOn(peers, member.id(), waiting);
        }
        steps.step(member.name(), "done", "no partition is on it");
    }
}
