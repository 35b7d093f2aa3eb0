package io.trivet.node;

import io.trivet.kafka.Catalogue;
import io.trivet.layout.Role;
import io.trivet.operate.Failure;
import io.trivet.operate.Overrides;
import io.trivet.operate.Waiting;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.stack.OnEc2;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Brings nodes of one role to what they must be, all at once: one node on its own machine, or on this machine all
 * brokers of a zone.
 *
 * <p>The files on a node are always those that its process runs with: they change between its stop and its start, or
 * once an order has brought a running broker there. So a run that was cut off in any place is simply run again.
 */
public final class Wave {
    private final List<Member> members;
    private final Peers peers;
    private final Machines machines;
    private final Waiting waiting;
    private final Steps steps;
    private final Phases phases;

    /** Of these nodes, which have one role. */
    public Wave(List<Member> members, Peers peers, Machines machines, Waiting waiting, Steps steps) {
        this.members = List.copyOf(members);
        this.peers = peers;
        this.machines = machines;
        this.waiting = waiting;
        this.steps = steps;
        this.phases = new Phases(waiting.clock());
    }

    /** Does what must be done; returns when every node of the wave is back among its peers. */
    public void run(OnEc2.Unit together) throws Failure, InterruptedException {
        for (Member member : members) {
            refuse(member, peers, machines, waiting);
        }
        Role role = members.get(0).role();
        if (role.isCombined()) {
            new CombinedWave(this).run(together);
        } else if (role.isBroker()) {
            new BrokerWave(this, List.of()).run(together);
        } else if (role.isWorker()) {
            for (Member member : members) {
                new WorkerWave(this, member).run();
            }
        } else {
            // Voters are waves of one: a quorum can spare no more.
            for (Member member : members) {
                new VoterWave(this, member).run();
            }
        }
        tell(members, "done", phases.text());
    }

    /** Fails when a node would get software that cannot read what lies there, or a certificate that others refuse. */
    public static void refuse(Member member, Peers peers, Machines machines, Waiting waiting)
            throws Failure, InterruptedException {
        SortedMap<String, String> applied = applied(member, machines);
        Software.refuseOlder(member, applied, peers, waiting);
        Trust.refuseStranger(member, applied);
    }

    /** What lies on a node against what must. */
    public static Difference difference(Member member, Machines machines, Supplier<Catalogue> catalogue)
            throws Failure {
        return Difference.of(member, applied(member, machines), catalogue)
                .without(machines.decided())
                .restarting(machines.stale(member));
    }

    private static SortedMap<String, String> applied(Member member, Machines machines) throws Failure {
        SortedMap<String, String> applied = new TreeMap<>();
        for (String path : member.files().keySet()) {
            machines.text(member, path).ifPresent(text -> applied.put(path, text));
        }
        return applied;
    }

    List<Member> members() {
        return members;
    }

    Peers peers() {
        return peers;
    }

    Machines machines() {
        return machines;
    }

    Waiting waiting() {
        return waiting;
    }

    Steps steps() {
        return steps;
    }

    Difference difference(Member member) throws Failure {
        return difference(member, machines, peers::catalogue);
    }

    /** Ends the processes of these nodes, unless one dies at the last moment that must run. */
    void stop(List<Member> nodes) throws Failure, InterruptedException {
        machines.check();
        tell(nodes, "stopping", "");
        machines.stop(nodes);
        phases.ended("stop");
    }

    /** Starts the processes of these nodes, which do not run, with the files that they must have. */
    void start(List<Member> nodes) throws Failure, InterruptedException {
        for (Member node : nodes) {
            machines.write(node);
        }
        tell(nodes, "starting", "");
        machines.start(nodes);
        phases.ended("start");
    }

    /** Gives a node that needs no restart what differs. */
    void write(Member member, Difference difference) throws Failure, InterruptedException {
        if (!difference.none()) {
            machines.write(member);
            tell(List.of(member), "written", StepWaiter.shown(difference.files()));
        }
    }

    /** Carries orders of a node out. */
    interface Obedience {
        /** Why they were refused; empty when they were carried out. */
        Optional<String> order(List<Overrides.Order> orders) throws InterruptedException;
    }

    void order(Member member, List<Overrides.Order> orders, Obedience servers) throws Failure, InterruptedException {
        if (orders.isEmpty()) {
            return;
        }
        Optional<String> refused = servers.order(orders);
        if (refused.isPresent()) {
            throw new Failure(Problem.error(
                            "settings-refused",
                            Place.ofPath(member.name()),
                            "refused by the brokers (" + refused.get() + ")")
                    .must("be settings that a running broker can take")
                    .mend("change them in the description, or set them by a restart"));
        }
        for (Overrides.Order order : orders) {
            tell(
                    List.of(member),
                    "dynamic",
                    order.name()
                            + (order.remove() ? " without a value of its own" : "=" + order.value())
                            + (order.wholeCluster() ? " for all brokers" : ""));
        }
    }

    void tell(List<Member> nodes, String step, String detail) {
        steps.step(names(nodes), step, detail);
    }

    void ended(String phase) {
        phases.ended(phase);
    }

    static SortedSet<Integer> ids(List<Member> members) {
        return members.stream().map(Member::id).collect(Collectors.toCollection(TreeSet::new));
    }

    static String names(List<Member> members) {
        return members.stream().map(Member::name).collect(Collectors.joining(","));
    }
}
