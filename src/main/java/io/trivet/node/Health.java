package io.trivet.node;

import io.trivet.operate.Copies;
import io.trivet.operate.Failure;
import io.trivet.operate.Quorum;
import io.trivet.operate.RollSafety;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** How a cluster is before, while and after nodes of it are down; each answer is what is wrong, in words. */
final class Health {
    static final List<String> SILENT = List.of("the answer of the brokers");

    /** Source: controller.quorum.fetch.timeout.ms, after which a voter is taken for lost. */
    static final Duration FETCH_TIMEOUT = Duration.ofSeconds(2);

    private Health() {}

    /** Names of the partitions of which something is wrong. */
    static List<String> partitions(Optional<List<Copies>> copies, Predicate<Copies> wrong) {
        return copies.map(
                        known -> known.stream().filter(wrong).map(Copies::name).toList())
                .orElse(SILENT);
    }

    /** Fails where a partition could not be written to while any of these groups of brokers is down, however long. */
    static void refuseWhatLasts(String place, List<Copies> copies, List<SortedSet<Integer>> groups) throws Failure {
        Set<String> lasting = new LinkedHashSet<>();
        for (SortedSet<Integer> down : groups) {
            RollSafety.obstacles(copies, down).stream()
                    .filter(obstacle -> !obstacle.passing())
                    .forEach(obstacle -> lasting.add(obstacle + " (without brokers " + down + ")"));
        }
        if (!lasting.isEmpty()) {
            throw new Failure(Problem.error(
                            "roll-unsafe",
                            Place.ofPath(place),
                            "a roll that stops writes: " + StepWaiter.shown(List.copyOf(lasting)))
                    .must("leave every partition min.insync.replicas whichever brokers are down together")
                    .mend("give these partitions more replicas (trivet operate replication gives as many as are"
                            + " described), or topics a smaller min.insync.replicas"));
        }
    }

    /** Those of these servers that take no connection. */
    static List<String> deaf(Peers peers, List<String> servers) {
        return servers.stream()
                .filter(server -> !peers.listens(server))
                .map(server -> server + " does not listen")
                .toList();
    }

    /** Those of these ZooKeeper servers that are in no quorum. */
    static List<String> outside(Peers peers, List<String> servers) {
        return servers.stream()
                .filter(server -> !peers.isMember(server))
                .map(server -> server + " is in no quorum")
                .toList();
    }

    /**
     * The KRaft controllers that are as far as their leader; none when there is no leader. One that has just died is
     * among them for two seconds, but does not listen.
     */
    static SortedSet<Integer> caughtUp(Peers peers) throws InterruptedException {
        Optional<Quorum> quorum = peers.quorum();
        return quorum.isEmpty()
                ? new TreeSet<>()
                : new TreeSet<>(quorum.get().caughtUp(FETCH_TIMEOUT).keySet());
    }
}
