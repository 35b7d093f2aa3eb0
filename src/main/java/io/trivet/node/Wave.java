package io.trivet.node;

import io.trivet.kafka.MetadataMode;
import io.trivet.kafka.SettingsDelta;
import io.trivet.layout.Role;
import io.trivet.operate.Copies;
import io.trivet.operate.Failure;
import io.trivet.operate.LiveCluster;
import io.trivet.operate.Overrides;
import io.trivet.operate.RollSafety;
import io.trivet.operate.Waiting;
import io.trivet.operate.ZooKeeperServers;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Brings nodes of one role to what they must be, all at once: one node on its own machine, or on this machine all
 * brokers of a zone.
 *
 * <p>The files on a node are always those that its process runs with: they change between its stop and its start, or
 * once an order has brought a running broker there. So a run that was cut off in any place is simply run again.
 */
public final class Wave {
    private static final Duration LEADERS = Duration.ofSeconds(30);

    private final List<Member> members;
    private final Peers peers;
    private final Machines machines;
    private final Steps steps;
    private final Waiting waiting;
    private final Took took = new Took();

    /**
     * When the leader of the controllers last looked after a controller had been stopped, by its clock: what it knows
     * of that controller from before is of no use. A new leader knows nothing from before.
     */
    private long stoppedAt = -1;

    /** Of these nodes, which have one role. */
    public Wave(List<Member> members, Peers peers, Machines machines, Steps steps) {
        this.members = List.copyOf(members);
        this.peers = peers;
        this.machines = machines;
        this.steps = steps;
        this.waiting = StepWaiter.waiting(machines, steps, peers.patience());
    }

    /** Does what must be done; returns when every node of the wave is back among its peers. */
    public void run(Together together) throws Failure, InterruptedException {
        Role role = members.get(0).role();
        for (Member member : members) {
            Optional<Problem> older = Software.older(member, applied(member, machines));
            if (older.isPresent()) {
                throw new Failure(older.get());
            }
        }
        if (role.isBroker()) {
            try (LiveCluster cluster = LiveCluster.ofBrokers(peers.brokers(), Health.SOON)) {
                brokers(cluster, together);
            }
        } else {
            voters(role);
        }
        steps.step(names(members), "done", took.text());
    }

    /** What lies on a node against what must. */
    public static Difference difference(Member member, Machines machines, Difference.CatalogueSource catalogue)
            throws Failure {
        return Difference.of(member, applied(member, machines), catalogue).without(machines.decided());
    }

    private static SortedMap<String, String> applied(Member member, Machines machines) throws Failure {
        SortedMap<String, String> applied = new TreeMap<>();
        for (String path : member.files().keySet()) {
            machines.text(member, path).ifPresent(text -> applied.put(path, text));
        }
        return applied;
    }

    private Map<Member, Difference> differences() throws Failure {
        Map<Member, Difference> differences = new LinkedHashMap<>();
        for (Member member : members) {
            differences.put(member, difference(member, machines, peers.catalogue()));
        }
        return differences;
    }

    private void brokers(LiveCluster cluster, Together together) throws Failure, InterruptedException {
        List<Member> absent = new ArrayList<>();
        List<Member> restarting = new ArrayList<>();
        for (var entry : differences().entrySet()) {
            Member member = entry.getKey();
            if (!machines.runs(member)) {
                steps.step(member.name(), "restart", "it does not run");
                absent.add(member);
            } else if (!entry.getValue().restart().isEmpty()) {
                steps.step(
                        member.name(),
                        "restart",
                        StepWaiter.shown(entry.getValue().restart()));
                restarting.add(member);
            } else {
                waiting.until(member.name(), "the cluster", () -> absent(cluster, List.of(member)));
                dynamic(cluster, member, entry.getValue());
            }
        }
        if (!absent.isEmpty()) {
            // Nothing is lost by the start of what is down; the others of its zone wait for it.
            restart(absent);
            waiting.until(names(absent), "the cluster", () -> absent(cluster, absent));
            waiting.until(names(absent), "copies", () -> Health.lagging(cluster, ids(absent)));
        }
        if (!restarting.isEmpty()) {
            awaitSafe(cluster, together, restarting);
            restart(restarting);
        }
        restarting.addAll(absent);
        waiting.until(names(members), "the cluster", () -> absent(cluster, members));
        took.phase("join");
        SortedSet<Integer> ids = ids(members);
        waiting.until(names(members), "copies", () -> Health.lagging(cluster, ids));
        took.phase("catch up");
        for (Member member : restarting) {
            dropOwn(cluster, member);
        }
        if (!restarting.isEmpty()) {
            leaders(cluster, restarting);
            took.phase("lead");
        }
    }

    /** Leaders that do not come back are no danger: Kafka's own balancer asks again every five minutes. */
    private void leaders(LiveCluster cluster, List<Member> restarted) throws Failure, InterruptedException {
        try {
            StepWaiter.waiting(machines, steps, LEADERS)
                    .until(names(restarted), "leaders", () -> ledByOthers(cluster, ids(restarted)));
        } catch (Failure e) {
            if (!e.problems().get(0).id().equals("roll-stuck")) {
                throw e;
            }
            steps.step(names(restarted), "leaders", e.problems().get(0).found());
        }
    }

    private void dynamic(LiveCluster cluster, Member member, Difference difference)
            throws Failure, InterruptedException {
        List<Overrides.Order> orders = new ArrayList<>();
        waiting.until(member.name(), "its settings", () -> {
            Optional<Overrides> overrides = cluster.overrides(member.id());
            overrides.ifPresent(
                    found -> orders.addAll(found.orders(difference.delta(), member.settings(), peers.settings())));
            return overrides.isPresent() ? List.of() : List.of("the answer of " + member.name());
        });
        order(cluster, member, orders);
        if (!difference.none()) {
            machines.write(member);
            steps.step(member.name(), "written", StepWaiter.shown(difference.files()));
        }
    }

    private void order(LiveCluster cluster, Member member, List<Overrides.Order> orders)
            throws Failure, InterruptedException {
        if (orders.isEmpty()) {
            return;
        }
        Optional<String> refused = cluster.order(member.id(), orders);
        if (refused.isPresent()) {
            throw new Failure(Problem.error(
                    "settings-refused",
                    Place.ofPath(member.name()),
                    "refused by the brokers (" + refused.get() + ")",
                    "be settings that a running broker can take",
                    "change them in the description, or set them by a restart"));
        }
        for (Overrides.Order order : orders) {
            steps.step(
                    member.name(),
                    "dynamic",
                    order.name()
                            + (order.remove() ? " without a value of its own" : "=" + order.value())
                            + (order.wholeCluster() ? " for all brokers" : ""));
        }
    }

    /** A broker that has read its file needs nothing above it, if the file names the setting. */
    private void dropOwn(LiveCluster cluster, Member member) throws Failure, InterruptedException {
        SortedMap<String, String> wanted = member.settings();
        Overrides overrides = cluster.overrides(member.id()).orElse(Overrides.NONE);
        List<Overrides.Order> orders = new ArrayList<>();
        overrides.broker().keySet().stream()
                .filter(wanted::containsKey)
                .forEach(name -> orders.add(new Overrides.Order(false, name, "", true)));
        overrides.orders(SettingsDelta.NOTHING, wanted, peers.settings()).stream()
                .filter(Overrides.Order::wholeCluster)
                .forEach(orders::add);
        order(cluster, member, orders);
    }

    private void awaitSafe(LiveCluster cluster, Together together, List<Member> restarting)
            throws Failure, InterruptedException {
        String names = names(restarting);
        waiting.until(names, "a time to stop them safely", () -> {
            List<SortedSet<Integer>> groups = together.groups(cluster.racks().orElseGet(TreeMap::new));
            SortedSet<Integer> down = ids(restarting);
            groups.stream()
                    .filter(group -> restarting.stream().anyMatch(member -> group.contains(member.id())))
                    .forEach(down::addAll);
            Optional<List<Copies>> copies = cluster.copies();
            if (copies.isEmpty()) {
                return Health.SILENT;
            }
            groups.add(down);
            Health.refuseWhatLasts(names, copies.get(), groups);
            return RollSafety.obstacles(copies.get(), down).stream()
                    .map(RollSafety.Obstacle::toString)
                    .toList();
        });
        took.phase("wait");
    }

    private void restart(List<Member> restarting) throws Failure, InterruptedException {
        List<Member> running = new ArrayList<>();
        for (Member member : restarting) {
            if (machines.runs(member)) {
                running.add(member);
            }
        }
        if (!running.isEmpty()) {
            steps.step(names(running), "stopping", "");
            machines.stop(running);
            took.phase("stop");
            if (members.get(0).role().votesOn(MetadataMode.KRAFT)) {
                stoppedAt = Health.caughtUp(peers.controllers()).values().stream()
                        .mapToLong(Long::longValue)
                        .max()
                        .orElse(-1);
            }
        }
        for (Member member : restarting) {
            machines.write(member);
        }
        steps.step(names(restarting), "starting", "");
        machines.start(restarting);
        took.phase("start");
    }

    private static List<String> absent(LiveCluster cluster, List<Member> members) throws InterruptedException {
        SortedMap<Integer, String> there = cluster.racks().orElseGet(TreeMap::new);
        return members.stream()
                .filter(member -> !there.containsKey(member.id()))
                .map(Member::name)
                .toList();
    }

    private List<String> ledByOthers(LiveCluster cluster, SortedSet<Integer> ids) throws InterruptedException {
        Optional<List<Copies>> copies = cluster.copies();
        if (copies.isEmpty()) {
            return Health.SILENT;
        }
        List<Copies> others = copies.get().stream()
                .filter(partition -> ids.contains(partition.replicas().get(0))
                        && partition.leader() != partition.replicas().get(0))
                .toList();
        List<String> missing = new ArrayList<>(others.stream().map(Copies::name).toList());
        if (!others.isEmpty()) {
            // With ZooKeeper the controller may have been among those that restarted. A client that knows the old one
            // asks it for ever: it does not look again where only the partitions are refused (kafka-clients 4.3.1).
            try (LiveCluster fresh = LiveCluster.ofBrokers(peers.brokers(), Health.SOON)) {
                fresh.leadAsPreferred(others).ifPresent(why -> missing.add(0, why));
            }
        }
        return missing;
    }

    /** ZooKeeper servers and controllers are waves of one. */
    private void voters(Role role) throws Failure, InterruptedException {
        for (var entry : differences().entrySet()) {
            Member member = entry.getKey();
            Difference difference = entry.getValue();
            boolean former = machines.wasMember(member);
            boolean runs = machines.runs(member);
            if (!runs || !difference.restart().isEmpty()) {
                steps.step(member.name(), "restart", runs ? StepWaiter.shown(difference.restart()) : "it does not run");
                if (former && runs) {
                    waiting.until(
                            member.name(),
                            "a time to stop it safely",
                            () -> role.votesOn(MetadataMode.ZOOKEEPER)
                                    ? zookeeperWithout(member)
                                    : controllersWithout(member));
                    took.phase("wait");
                }
                restart(List.of(member));
            } else if (!difference.none()) {
                if (former) {
                    waiting.until(member.name(), "its quorum", () -> quorumOf(member));
                }
                tellControllers(member, difference.delta());
                machines.write(member);
                steps.step(member.name(), "written", StepWaiter.shown(difference.files()));
            }
            if (former) {
                waiting.until(member.name(), "its quorum", () -> quorumOf(member));
            } else {
                // A first voter has no quorum to join yet.
                waiting.until(
                        member.name(),
                        "its process",
                        () -> ZooKeeperServers.listens(member.host(), member.port())
                                ? List.of()
                                : List.of(member.name()));
            }
            took.phase("join");
        }
    }

    /** What brokers take while they run, controllers do: from an order to the whole cluster. */
    private void tellControllers(Member member, SettingsDelta delta) throws Failure, InterruptedException {
        List<Overrides.Order> orders = new ArrayList<>();
        delta.clusterWide().forEach((name, value) -> orders.add(new Overrides.Order(true, name, value, false)));
        if (!orders.isEmpty()) {
            try (LiveCluster controllers = LiveCluster.ofControllers(peers.controllers(), Health.SOON)) {
                order(controllers, member, orders);
            }
        }
    }

    /** What keeps a voter out of its quorum, with the other voters that are none either. */
    private List<String> quorumOf(Member member) throws InterruptedException {
        if (member.isZooKeeper()) {
            return ZooKeeperServers.isMember(member.host(), member.port())
                    ? List.of()
                    : Health.outside(peers.zookeeper());
        }
        SortedMap<Integer, Long> caughtUp = Health.caughtUp(peers.controllers());
        if (caughtUp.isEmpty()) {
            return List.of("the controllers have no leader");
        }
        if (caughtUp.getOrDefault(member.id(), -1L) <= stoppedAt) {
            caughtUp.remove(member.id());
        }
        int voters = peers.controllers().split(",").length;
        return caughtUp.containsKey(member.id()) && caughtUp.size() > voters / 2
                ? List.of()
                : List.of("of the controllers, only " + caughtUp.keySet() + " are as far as the leader");
    }

    private List<String> zookeeperWithout(Member member) {
        List<String> others = peers.zookeeper().stream()
                .filter(server -> !server.equals(member.host() + ":" + member.port()))
                .toList();
        List<String> silent = Health.outside(others);
        return others.size() - silent.size() > peers.zookeeper().size() / 2 ? List.of() : silent;
    }

    private List<String> controllersWithout(Member member) throws InterruptedException {
        Set<Integer> others = Health.caughtUp(peers.controllers()).keySet();
        others.remove(member.id());
        int voters = peers.controllers().split(",").length;
        return others.size() > voters / 2
                ? List.of()
                : List.of("only " + others + " of " + voters + " controllers would be left");
    }

    private static SortedSet<Integer> ids(List<Member> members) {
        return members.stream().map(Member::id).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String names(List<Member> members) {
        return members.stream().map(Member::name).collect(Collectors.joining(","));
    }
}
