package io.trivet.node;

import io.trivet.kafka.SettingsDelta;
import io.trivet.operate.Failure;
import io.trivet.operate.Overrides;
import io.trivet.operate.Quorum;
import io.trivet.operate.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A ZooKeeper server or controller: it goes down only while the others are a majority, and is waited for. */
final class VoterWave {
    private final Wave wave;
    private final Member member;
    private final Peers peers;
    private final Waiting waiting;
    private boolean started;

    /**
     * The quorum of the controllers when this one was first asked for after its start: what that leader knew then may
     * be from before the stop, and only what is newer is of use. Another leader knows nothing from before.
     */
    private Optional<Quorum> first = Optional.empty();

    VoterWave(Wave wave, Member member) {
        this.wave = wave;
        this.member = member;
        this.peers = wave.peers();
        this.waiting = wave.waiting();
    }

    void run() throws Failure, InterruptedException {
        Difference difference = wave.difference(member);
        boolean former = wave.machines().wasMember(member);
        boolean runs = wave.machines().runs(member);
        if (!runs || !difference.restart().isEmpty()) {
            wave.tell(List.of(member), "restart", runs ? StepWaiter.shown(difference.restart()) : "it does not run");
            if (runs) {
                stop(former);
            }
            wave.start(List.of(member));
            started = true;
        } else if (!difference.none()) {
            if (former) {
                awaitQuorum();
            }
            tellControllers(difference.delta());
            wave.write(member, difference);
        }
        boolean votes = vote(former);
        if (former || votes) {
            awaitQuorum();
        } else {
            // A first voter has no quorum to join yet.
            waiting.until(
                    member.name(),
                    "its process",
                    () -> peers.listens(member.endpoint()) ? List.of() : List.of(member.name()));
        }
        wave.ended("join");
    }

    /**
     * A controller that is no voter of the quorum that exists becomes one, once it has all records: it is new, or lost
     * its folder. Whether it has waited for that; those that a new quorum begins with need not.
     */
    private boolean vote(boolean former) throws Failure, InterruptedException {
        Optional<Kraft> kraft = member.isZooKeeper() ? Optional.empty() : peers.kraft();
        String directory = kraft.isEmpty() ? "" : wave.machines().directory(member);
        if (kraft.isEmpty() || directory.isEmpty() || (!former && member.isFirstVoter(directory))) {
            return false;
        }
        new VoterChange(kraft.get(), waiting, wave.steps()).join(member, directory);
        return true;
    }

    private void stop(boolean former) throws Failure, InterruptedException {
        if (former) {
            waiting.until(
                    member.name(),
                    "a time to stop it safely",
                    () -> member.isZooKeeper() ? zookeeperWithout() : controllersWithout());
            wave.ended("wait");
        }
        wave.stop(List.of(member));
    }

    /** What brokers take while they run, controllers do: from an order to the whole cluster. */
    private void tellControllers(SettingsDelta delta) throws Failure, InterruptedException {
        List<Overrides.Order> orders = new ArrayList<>();
        delta.clusterWide().forEach((name, value) -> orders.add(new Overrides.Order(true, name, value, false)));
        wave.order(member, orders, peers::orderControllers);
    }

    private void awaitQuorum() throws Failure, InterruptedException {
        waiting.until(
                member.name(), "its quorum", () -> member.isZooKeeper() ? outsideZookeeper() : outsideControllers());
    }

    /** What keeps it out of its quorum, with the other servers that are in none either. */
    private List<String> outsideZookeeper() {
        return peers.isMember(member.endpoint()) ? List.of() : Health.outside(peers, peers.zookeeper());
    }

    private List<String> outsideControllers() throws InterruptedException {
        Optional<Quorum> quorum = peers.quorum();
        if (quorum.isEmpty()) {
            return List.of("the controllers have no leader");
        }
        SortedMap<Integer, Long> caughtUp = quorum.get().caughtUp(Health.FETCH_TIMEOUT);
        if (started && isFromBefore(quorum.get())) {
            caughtUp.remove(member.id());
        }
        return caughtUp.containsKey(member.id())
                        && caughtUp.size() > quorum.get().voters().size() / 2
                ? List.of()
                : List.of("of the controllers, only " + caughtUp.keySet() + " are as far as the leader");
    }

    private boolean isFromBefore(Quorum quorum) {
        Quorum before = first.orElse(quorum);
        first = Optional.of(before);
        return quorum.leader() == before.leader() && quorum.caughtUp(member.id()) <= before.caughtUp(before.leader());
    }

    private List<String> zookeeperWithout() {
        List<String> others = peers.zookeeper().stream()
                .filter(server -> !server.equals(member.endpoint()))
                .toList();
        List<String> silent = Health.outside(peers, others);
        return others.size() - silent.size() > peers.zookeeper().size() / 2 ? List.of() : silent;
    }

    /** Those count that vote now: one that is described may not yet, and one that is described no more may still. */
    private List<String> controllersWithout() throws InterruptedException {
        List<String> controllers = peers.controllers();
        Optional<Quorum> quorum = peers.quorum();
        if (quorum.isEmpty()) {
            List<String> deaf = Health.deaf(peers, controllers);
            return deaf.isEmpty() ? List.of("the controllers have no leader") : deaf;
        }
        int all = quorum.get().voters().size();
        SortedMap<Integer, Long> others = new TreeMap<>(quorum.get().caughtUp(Health.FETCH_TIMEOUT));
        others.remove(member.id());
        List<String> deaf = new ArrayList<>();
        for (int i = 0; i < controllers.size(); i++) {
            int id = member.role().id(i + 1);
            // One that has just died is as far as the leader for two seconds, but does not listen.
            if (quorum.get().voters().containsKey(id) && !peers.listens(controllers.get(i))) {
                others.remove(id);
                deaf.add(controllers.get(i) + " does not listen");
            }
        }
        if (others.size() > all / 2) {
            return List.of();
        }
        return deaf.isEmpty() ? List.of("only " + others.keySet() + " of " + all + " controllers would be left") : deaf;
    }
}
