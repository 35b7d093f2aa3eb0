package io.trivet.node;

import io.trivet.kafka.SettingsDelta;
import io.trivet.operate.Copies;
import io.trivet.operate.Failure;
import io.trivet.operate.Overrides;
import io.trivet.operate.RollSafety;
import io.trivet.operate.Waiting;
import io.trivet.stack.OnEc2;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** The brokers of a wave: what is down comes back first, and what runs goes down only when all can spare it. */
final class BrokerWave {
    private static final Duration LEADERS = Duration.ofSeconds(30);

    private final Wave wave;
    private final Peers peers;
    private final Waiting waiting;

    /** Of those that vote, too. */
    private final List<Seat> seats;

    /**
     * Of brokers.
     *
     * @param seats of those that vote, too; they are then the wave, alone or by themselves
     */
    BrokerWave(Wave wave, List<Seat> seats) {
        this.wave = wave;
        this.peers = wave.peers();
        this.waiting = wave.waiting();
        this.seats = seats;
    }

    void run(OnEc2.Unit together) throws Failure, InterruptedException {
        List<Member> absent = new ArrayList<>();
        List<Member> restarting = new ArrayList<>();
        for (Member member : wave.members()) {
            Difference difference = wave.difference(member);
            if (!wave.machines().runs(member)) {
                wave.tell(List.of(member), "restart", "it does not run");
                absent.add(member);
            } else if (!difference.restart().isEmpty()) {
                wave.tell(List.of(member), "restart", StepWaiter.shown(difference.restart()));
                restarting.add(member);
            } else {
                await(List.of(member));
                wave.order(
                        member,
                        overrides(member)
                                .orders(difference.delta(), member.settings(), member.alone(), peers.catalogue()),
                        orders -> peers.order(member.id(), orders));
                wave.write(member, difference);
            }
        }
        if (!absent.isEmpty()) {
            // Nothing is lost by the start of what is down; the others of its zone wait for it.
            start(absent);
            await(absent);
            awaitCopies(absent);
        }
        List<List<Member>> batches = batches(together, restarting);
        for (List<Member> batch : batches) {
            awaitSafe(together, batch);
            wave.stop(batch);
            start(batch);
            if (batches.size() > 1) {
                await(batch);
                awaitCopies(batch);
            }
        }
        await(wave.members());
        wave.ended("join");
        awaitCopies(wave.members());
        wave.ended("catch up");
        restarting.addAll(absent);
        for (Member member : restarting) {
            dropOwn(member);
        }
        if (!restarting.isEmpty()) {
            leaders(restarting);
            wave.ended("lead");
        }
    }

    private void start(List<Member> members) throws Failure, InterruptedException {
        wave.start(members);
        seats.forEach(Seat::started);
    }

    /**
     * Waits until these brokers are in the cluster. One that was killed stays registered and in sync for seconds: until
     * the new process listens, nothing that is said of it is true.
     */
    private void await(List<Member> members) throws Failure, InterruptedException {
        waiting.until(Wave.names(members), "the cluster", () -> {
            SortedMap<Integer, String> there = peers.racks().orElseGet(TreeMap::new);
            return members.stream()
                    .filter(member -> !there.containsKey(member.id()) || !peers.listens(member.endpoint()))
                    .map(Member::name)
                    .toList();
        });
    }

    private void awaitCopies(List<Member> members) throws Failure, InterruptedException {
        Backlog backlog = new Backlog(Wave.ids(members), peers, waiting.clock());
        waiting.until(Wave.names(members), "copies", backlog::missing);
    }

    /** Those that restart, in the groups in which brokers of their cluster go down. */
    private List<List<Member>> batches(OnEc2.Unit together, List<Member> restarting)
            throws Failure, InterruptedException {
        if (restarting.size() < 2) {
            return restarting.isEmpty() ? List.of() : List.of(restarting);
        }
        List<List<Member>> batches = new ArrayList<>();
        waiting.until(Wave.names(restarting), "the partitions", () -> {
            Optional<SortedMap<Integer, String>> racks = peers.racks();
            Optional<List<Copies>> copies = peers.copies();
            if (racks.isEmpty() || copies.isEmpty()) {
                return Health.SILENT;
            }
            for (SortedSet<Integer> group : RollSafety.groups(together, racks.get(), copies.get())) {
                List<Member> batch = restarting.stream()
                        .filter(member -> group.contains(member.id()))
                        .toList();
                if (!batch.isEmpty()) {
                    batches.add(batch);
                }
            }
            return List.of();
        });
        return batches;
    }

    private void awaitSafe(OnEc2.Unit together, List<Member> restarting) throws Failure, InterruptedException {
        String names = Wave.names(restarting);
        waiting.until(names, "a time to stop them safely", () -> {
            Optional<SortedMap<Integer, String>> racks = peers.racks();
            Optional<List<Copies>> copies = peers.copies();
            if (racks.isEmpty() || copies.isEmpty()) {
                return Health.SILENT;
            }
            List<SortedSet<Integer>> groups = RollSafety.groups(together, racks.get(), copies.get());
            SortedSet<Integer> down = Wave.ids(restarting);
            groups.stream()
                    .filter(group -> restarting.stream().anyMatch(member -> group.contains(member.id())))
                    .forEach(down::addAll);
            groups.add(down);
            Health.refuseWhatLasts(names, copies.get(), groups);
            List<String> obstacles = new ArrayList<>();
            RollSafety.obstacles(copies.get(), down).forEach(obstacle -> obstacles.add(obstacle.toString()));
            for (Seat seat : seats) {
                obstacles.addAll(seat.without());
            }
            return List.copyOf(obstacles);
        });
        wave.ended("wait");
    }

    private Overrides overrides(Member member) throws Failure, InterruptedException {
        List<Overrides> found = new ArrayList<>();
        waiting.until(member.name(), "its settings", () -> {
            peers.overrides(member.id()).ifPresent(found::add);
            return found.isEmpty() ? List.of("the answer of " + member.name()) : List.of();
        });
        return found.get(0);
    }

    /** A broker that has read its file needs nothing above it, if the file names the setting. */
    private void dropOwn(Member member) throws Failure, InterruptedException {
        SortedMap<String, String> wanted = member.settings();
        Overrides overrides = overrides(member);
        List<Overrides.Order> orders = new ArrayList<>();
        overrides.broker().keySet().stream()
                .filter(name -> wanted.containsKey(name) && !member.alone().contains(name))
                .forEach(name -> orders.add(new Overrides.Order(false, name, "", true)));
        overrides.orders(SettingsDelta.NOTHING, wanted, member.alone(), peers.catalogue()).stream()
                .filter(order -> order.wholeCluster() || member.alone().contains(order.name()))
                .forEach(orders::add);
        wave.order(member, orders, all -> peers.order(member.id(), all));
    }

    /** Leaders that do not come back are no danger: Kafka's own balancer asks again every five minutes. */
    private void leaders(List<Member> restarted) throws Failure, InterruptedException {
        SortedSet<Integer> ids = Wave.ids(restarted);
        try {
            waiting.giveUpAfter(LEADERS).until(Wave.names(restarted), "leaders", () -> ledByOthers(ids));
        } catch (Failure e) {
            if (!e.problems().get(0).id().equals("roll-stuck")) {
                throw e;
            }
            wave.tell(restarted, "leaders", e.problems().get(0).found());
        }
    }

    private List<String> ledByOthers(SortedSet<Integer> ids) throws InterruptedException {
        Optional<List<Copies>> copies = peers.copies();
        if (copies.isEmpty()) {
            return Health.SILENT;
        }
        List<Copies> others = copies.get().stream()
                .filter(partition -> ids.contains(partition.replicas().get(0))
                        && partition.leader() != partition.replicas().get(0))
                .toList();
        List<String> missing = new ArrayList<>(others.stream().map(Copies::name).toList());
        if (!others.isEmpty()) {
            peers.leadAsPreferred(others).ifPresent(why -> missing.add(0, why));
        }
        return missing;
    }
}
