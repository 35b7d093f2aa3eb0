package io.trivet.edge.local.cluster;

import io.trivet.edge.local.artifact.Artifacts;
import io.trivet.edge.local.process.EnsembleData;
import io.trivet.edge.local.process.Home;
import io.trivet.edge.local.process.StartedProcesses;
import io.trivet.edge.local.secret.PasswordFolder;
import io.trivet.edge.local.secret.Secrets;
import io.trivet.node.Kraft;
import io.trivet.node.LiveKraft;
import io.trivet.node.Member;
import io.trivet.node.VoterChange;
import io.trivet.operate.Failure;
import io.trivet.operate.LiveCluster;
import io.trivet.operate.Users;
import io.trivet.operate.Voters;
import io.trivet.operate.Waiting;
import io.trivet.operate.access.AccessDelta;
import io.trivet.operate.access.AccessStep;
import io.trivet.operate.access.Passwords;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import io.trivet.platform.Ec2Platform;
import io.trivet.problem.Words;
import io.trivet.security.UserRights;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** {@code trivet local up}: starts what does not run, and returns when the whole cluster is proved to serve. */
final class Up {
    /** Without any change for so long, something hangs; a slow machine changes something every few seconds. */
    static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Plan<Ec2Platform> plan;
    private final Home home;
    private final Artifacts artifacts;
    private final Progress progress;
    private final List<String> changes;

    /** Adds to {@code changes} what it changes on nodes that run. */
    Up(Plan<Ec2Platform> plan, Home home, Artifacts artifacts, Progress progress, List<String> changes) {
        this.plan = plan;
        this.home = home;
        this.artifacts = artifacts;
        this.progress = progress;
        this.changes = changes;
    }

    /** The nodes as they are at the end. */
    List<NodeSeen> run() throws Failure, InterruptedException {
        State before = LocalCluster.state(home);
        List<PlannedNode> running = plan.nodes().stream()
                .filter(node -> before.alive(node.node().name()).isPresent())
                .toList();
        NodeIdentity.refuseOtherRoles(plan, home);
        NodeIdentity.refuseFewerFolders(plan);
        NodeIdentity.refuseOther(plan, home, running, before);
        EnsembleData.lost(plan.nodes())
                .forEach(node -> changes.add(node + " had lost its data: it copies that of the other servers"));
        try (StartedProcesses started = new StartedProcesses(() -> restore(before))) {
            NodeWatch watch = new NodeStart(plan, home, artifacts, progress).start(plan.nodes(), before, started);
            Verify verify = new Verify(plan, NodeWaiter.waiting(watch, progress, PATIENCE), progress);
            // Made while the servers need the processors anyway, and not when one of them is idle.
            try (LiveCluster brokers = Servers.brokers(plan)) {
                verify.servers();
                vote(NodeWaiter.waiting(watch, progress, PATIENCE));
                verify.members(brokers);
                verify.workers(brokers);
                if (!running.isEmpty()) {
                    // What was missing is whole again, and stays whatever becomes of the roll.
                    started.keep();
                    LocalMachines machines = new LocalMachines(plan, home, artifacts, progress, started);
                    new Roll(plan, home, progress, machines, changes).run();
                }
                verify.topics(brokers);
                rights(brokers, NodeWaiter.waiting(watch, progress, PATIENCE));
                verify.serves();
                started.keep();
                progress.step("looking at what is there");
                return new Look(plan, home).with(brokers);
            }
        }
    }

    /**
     * Gives described users what they may do and get, and takes away what an owned one has besides; the brokers are
     * asked until they know it.
     */
    private void rights(LiveCluster brokers, Waiting waiting) throws Failure, InterruptedException {
        List<UserRights> wanted = plan.platform().users();
        PasswordFolder passwords = new Secrets(home.root()).passwords();
        if (plan.platform().security().isEmpty()
                || wanted.isEmpty() && passwords.users().isEmpty()) {
            return;
        }
        progress.step("comparing rights of " + Words.count(wanted.size(), "user"));
        Users users = new Users(brokers, Servers.way(plan));
        List<AccessStep> steps = steps(users, wanted, passwords);
        if (!steps.isEmpty()) {
            progress.step("making " + Words.count(steps.size(), "change") + " of rights, quotas and passwords");
            users.take(steps, passwords);
            waiting.until(
                    "rights of users",
                    () -> steps(users, wanted, passwords).stream()
                            .map(AccessStep::toString)
                            .toList());
            steps.forEach(step -> changes.add(step.toString()));
        }
        if (wanted.isEmpty()) {
            return;
        }
        changes.add("described users come with " + new Secrets(home.root()).users()
                + "/USER.properties, where names are" + " resolved with -Djdk.net.hosts.file=" + home.hosts());
    }

    /** What differs; one whose password is on this machine no more gets another one. */
    private List<AccessStep> steps(Users users, List<UserRights> wanted, PasswordFolder passwords)
            throws Failure, InterruptedException {
        SortedSet<String> made = passwords.users();
        SortedSet<String> lost = plan.platform().usersWithPassword();
        lost.removeAll(made);
        List<String> names = wanted.stream().map(UserRights::user).toList();
        return AccessDelta.between(users.read(names), wanted, new Passwords(users.withPassword(), lost, made))
                .steps();
    }

    /** A controller that came without data to a quorum that exists is no voter of it yet. */
    private void vote(Waiting waiting) throws Failure, InterruptedException {
        if (plan.controllers().isEmpty()) {
            return;
        }
        Kraft kraft = new LiveKraft(plan.controllers(), plan.clientBootstrap(), Servers.login(plan));
        Optional<Voters> known = kraft.voters();
        VoterChange change = new VoterChange(
                kraft, waiting, (node, step, detail) -> progress.step(node + ": " + step + " " + detail));
        for (PlannedNode node : plan.voters()) {
            Member member = LocalMachines.member(plan, node);
            String directory = LocalMachines.directoryOf(member);
            if (known.filter(voters -> voters.votes(member.id(), directory)).isEmpty()) {
                change.join(member, directory);
            }
        }
    }

    private void restore(State before) {
        try {
            before.write(home.state());
        } catch (IOException e) {
            // The next command finds processes that are gone, and takes them for lost.
            return;
        }
    }
}
