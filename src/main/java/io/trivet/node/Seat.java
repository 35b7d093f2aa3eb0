package io.trivet.node;

import io.trivet.operate.Failure;
import io.trivet.operate.Quorum;
import io.trivet.operate.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The place of a voter in its quorum: whether the others can spare it, and whether it is there again. */
final class Seat {
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

    Seat(Wave wave, Member member) {
        this.wave = wave;
        this.member = member;
        this.peers = wave.peers();
        this.waiting = wave.waiting();
    }

    /** Says that its process has just been started: what was known of it before is of no use. */
    void started() {
        started = true;
        first = Optional.empty();
    }

    /**
     * A controller that is no voter of the quorum that exists becomes one, once it has all records: it is new, or lost
     * its folder. Whether it has waited for that; those that a new quorum begins with need not.
     *
     * @param former whether it has been a member before
     */
    boolean take(boolean former) throws Failure, InterruptedException {
        Optional<Kraft> kraft = member.isZooKeeper() ? Optional.empty() : peers.kraft();
        String directory = kraft.isEmpty() ? "" : wave.machines().directory(member);
        if (kraft.isEmpty() || directory.isEmpty() || (!former && member.isFirstVoter(directory))) {
            return false;
        }
        new VoterChange(kraft.get(), waiting, wave.steps()).join(member, directory);
        return true;
    }

    /** Returns when it is a member of its quorum, as far as the leader. */
    void await() throws Failure, InterruptedException {
        waiting.until(
                member.name(), "its quorum", () -> member.isZooKeeper() ? outsideZookeeper() : outsideControllers());
    }

    /** Returns when its process listens. */
    void awaitProcess() throws Failure, InterruptedException {
        String endpoint = member.role().isBroker() ? member.controllerEndpoint() : member.endpoint();
        waiting.until(member.name(), "its process", () -> peers.listens(endpoint) ? List.of() : List.of(member.name()));
    }

    /**
     * Why it must not stop now; nothing where the others are a majority, or all there: of one or two servers none can
     * ever be spared, and waiting makes nothing better. Brokers serve meanwhile, and metadata changes wait.
     */
    List<String> without() throws InterruptedException {
        return member.isZooKeeper() ? zookeeperWithout() : controllersWithout();
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
        if (others.size() > all / 2 || others.size() == all - 1) {
            return List.of();
        }
        return deaf.isEmpty() ? List.of("only " + others.keySet() + " of " + all + " controllers would be left") : deaf;
    }
}
