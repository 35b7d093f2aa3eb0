package io.trivet.node;

import io.trivet.layout.Role;
import io.trivet.operate.Copies;
import io.trivet.operate.Quorum;
import io.trivet.operate.RollSafety;
import io.trivet.stack.OnEc2;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * The zones that must not stop now, as one node sees its cluster: a broker speaks for the brokers of each zone, a voter
 * for the voters of its quorum, and a broker that votes for both. A zone is refused, too, when nothing answers from
 * which it could be told.
 *
 * @param reasons why, by zone; a zone that is not among them may stop
 * @param batches ids of brokers by zone, of the zones whose brokers stop one batch after the other
 */
public record Refusals(SortedMap<String, String> reasons, SortedMap<String, List<SortedSet<Integer>>> batches) {
    /**
     * As it is now.
     *
     * @param role of the nodes that may stop, whose agent this is
     * @param zones of the cluster, in the order in which nodes are laid over them
     * @param together which brokers stop together; voters and workers stop one by one
     */
    public static Refusals of(Role role, List<String> zones, OnEc2.Unit together, Peers peers)
            throws InterruptedException {
        if (role.isCombined()) {
            return ofBrokers(zones, together, peers).and(ofVoters(role, zones, peers));
        }
        if (role.isWorker()) {
            return ofWorkers(role, zones, peers);
        }
        return role.isBroker() ? ofBrokers(zones, together, peers) : ofVoters(role, zones, peers);
    }

    private Refusals and(Refusals others) {
        SortedMap<String, String> all = new TreeMap<>(reasons);
        others.reasons.forEach((zone, why) -> all.merge(zone, why, (one, other) -> one + "; " + other));
        return new Refusals(all, batches);
    }

    private static Refusals ofBrokers(List<String> zones, OnEc2.Unit together, Peers peers)
            throws InterruptedException {
        Optional<SortedMap<Integer, String>> racks = peers.racks();
        Optional<List<Copies>> copies = racks.isEmpty() ? Optional.empty() : peers.copies();
        if (racks.isEmpty() || copies.isEmpty()) {
            return all(zones, "the brokers do not answer");
        }
        // A broker that is down is registered no more, and still one of its zone.
        SortedMap<Integer, String> known = new TreeMap<>();
        copies.get()
                .forEach(partition -> partition
                        .replicas()
                        .forEach(id -> known.put(id, zones.get(Math.floorMod(id - 1, zones.size())))));
        known.putAll(racks.get());
        SortedMap<String, Set<String>> reasons = new TreeMap<>();
        SortedMap<String, List<SortedSet<Integer>>> batches = new TreeMap<>();
        for (SortedSet<Integer> down : RollSafety.groups(together, known, copies.get())) {
            batches.computeIfAbsent(known.getOrDefault(down.first(), ""), zone -> new ArrayList<>())
                    .add(down);
            RollSafety.obstacles(copies.get(), down)
                    .forEach(obstacle -> reasons.computeIfAbsent(
                                    known.getOrDefault(down.first(), ""), zone -> new LinkedHashSet<>())
                            .add(obstacle.toString()));
        }
        SortedMap<String, String> refused = new TreeMap<>();
        reasons.forEach((zone, all) -> refused.put(zone, StepWaiter.shown(List.copyOf(all))));
        batches.values().removeIf(groups -> together == OnEc2.Unit.NODE || groups.size() == 1);
        return new Refusals(refused, batches);
    }

    /** The zones of workers while another one is away, or what is on another one does not do its work. */
    private static Refusals ofWorkers(Role role, List<String> zones, Peers peers) throws InterruptedException {
        List<String> all = peers.workers(role);
        boolean answers = false;
        for (String worker : all) {
            answers |= peers.connectors(worker).isPresent();
        }
        if (!answers) {
            return all(zones, "none of the " + role.several() + " answers");
        }
        SortedMap<String, String> refused = new TreeMap<>();
        for (int i = 0; i < zones.size(); i++) {
            List<String> own = new ArrayList<>();
            for (int worker = i; worker < all.size(); worker += zones.size()) {
                own.add(all.get(worker));
            }
            List<String> wrong = Workers.of(peers, role, own).wrong();
            if (!wrong.isEmpty()) {
                refused.put(zones.get(i), StepWaiter.shown(wrong));
            }
        }
        return new Refusals(refused, new TreeMap<>());
    }

    private static Refusals ofVoters(Role role, List<String> zones, Peers peers) throws InterruptedException {
        boolean kraft = peers.zookeeper().isEmpty();
        List<String> servers = kraft ? peers.controllers() : peers.zookeeper();
        Optional<Quorum> quorum = kraft ? peers.quorum() : Optional.empty();
        if (kraft && quorum.isEmpty()) {
            return all(zones, "the controllers have no leader");
        }
        return kraft
                ? ofControllers(role, zones, peers, servers, quorum.orElseThrow())
                : refused(zones, servers, outside(peers, servers), servers.size());
    }

    private static SortedMap<Integer, String> outside(Peers peers, List<String> servers) {
        SortedMap<Integer, String> wrong = new TreeMap<>();
        for (int i = 0; i < servers.size(); i++) {
            if (!peers.isMember(servers.get(i))) {
                wrong.put(i, servers.get(i) + " is in no quorum");
            }
        }
        return wrong;
    }

    /** Those count that vote now: one that is described may not yet, and one that is described no more may still. */
    private static Refusals ofControllers(
            Role role, List<String> zones, Peers peers, List<String> servers, Quorum quorum) {
        SortedMap<Integer, Long> caughtUp = quorum.caughtUp(Health.FETCH_TIMEOUT);
        SortedMap<Integer, String> wrong = new TreeMap<>();
        for (int id : quorum.voters().keySet()) {
            int i = id - role.id(1);
            boolean described = i >= 0 && i < servers.size();
            if (described && !peers.listens(servers.get(i))) {
                wrong.put(i, servers.get(i) + " does not listen");
            } else if (!caughtUp.containsKey(id)) {
                wrong.put(i, (described ? servers.get(i) : "voter " + id) + " is not as far as the leader");
            }
        }
        return refused(zones, servers, wrong, quorum.voters().size());
    }

    /**
     * The zones of servers without which the others would be no majority.
     *
     * @param wrong what is wrong with a server, by its place among them
     * @param voters how many vote
     */
    private static Refusals refused(
            List<String> zones, List<String> servers, SortedMap<Integer, String> wrong, int voters) {
        SortedMap<String, String> refused = new TreeMap<>();
        for (int i = 0; i < servers.size(); i++) {
            SortedMap<Integer, String> others = new TreeMap<>(wrong);
            others.remove(i);
            if (!others.isEmpty() && voters - 1 - others.size() <= voters / 2) {
                refused.put(zones.get(i % zones.size()), StepWaiter.shown(new ArrayList<>(others.values())));
            }
        }
        return new Refusals(refused, new TreeMap<>());
    }

    private static Refusals all(List<String> zones, String why) {
        SortedMap<String, String> refused = new TreeMap<>();
        zones.forEach(zone -> refused.put(zone, why));
        return new Refusals(refused, new TreeMap<>());
    }
}
