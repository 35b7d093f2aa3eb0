package io.trivet.node;

import io.trivet.operate.Copies;
import io.trivet.operate.Failure;
import io.trivet.operate.LiveCluster;
import io.trivet.operate.RollSafety;
import io.trivet.operate.ZooKeeperServers;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** What a cluster is asked before, while and after nodes of it are down; each answer is what is wrong, in words. */
final class Health {
    static final List<String> SILENT = List.of("the answer of the brokers");

    /** Source: controller.quorum.fetch.timeout.ms, after which a voter is taken for lost. */
    private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(2);

    /** What answers at all does so at once. */
    static final Duration SOON = Duration.ofSeconds(3);

    private Health() {}

    /** Partitions of which a copy on one of these brokers lags. */
    static List<String> lagging(LiveCluster cluster, SortedSet<Integer> ids) throws InterruptedException {
        Optional<List<Copies>> copies = cluster.copies();
        if (copies.isEmpty()) {
            return SILENT;
        }
        return copies.get().stream()
                .filter(partition -> partition.replicas().stream()
                        .anyMatch(id -> ids.contains(id) && !partition.inSync().contains(id)))
                .map(Copies::name)
                .toList();
    }

    /** Partitions of which any copy lags. */
    static List<String> lagging(LiveCluster cluster) throws InterruptedException {
        Optional<List<Copies>> copies = cluster.copies();
        if (copies.isEmpty()) {
            return SILENT;
        }
        return copies.get().stream()
                .filter(partition ->
                        partition.inSync().size() < partition.replicas().size())
                .map(Copies::name)
                .toList();
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
                    "a roll that stops writes: " + StepWaiter.shown(List.copyOf(lasting)),
                    "leave every partition min.insync.replicas whichever brokers are down together",
                    "give these partitions replicas in other zones, or roll by node"));
        }
    }

    /** ZooKeeper servers that are in no quorum. */
    static List<String> outside(List<String> servers) {
        return servers.stream()
                .filter(server -> !ZooKeeperServers.isMember(host(server), port(server)))
                .map(server -> server + " is in no quorum")
                .toList();
    }

    /**
     * The KRaft controllers that are as far as their leader, and when they last were, by its clock; none when there is
     * no leader. One that has just stopped is among them for two seconds.
     */
    static SortedMap<Integer, Long> caughtUp(String controllers) throws InterruptedException {
        try (LiveCluster cluster = LiveCluster.ofControllers(controllers, SOON)) {
            return cluster.quorum()
                    .map(quorum -> quorum.caughtUp(FETCH_TIMEOUT))
                    .orElseGet(TreeMap::new);
        }
    }

    /** What keeps the voters of these peers from being a whole quorum. */
    static List<String> voters(Peers peers) throws InterruptedException {
        List<String> wrong = new ArrayList<>(outside(peers.zookeeper()));
        if (!peers.controllers().isEmpty()) {
            int voters = peers.controllers().split(",").length;
            Set<Integer> caughtUp = caughtUp(peers.controllers()).keySet();
            if (caughtUp.size() < voters) {
                wrong.add("only " + caughtUp + " of " + voters + " controllers are as far as their leader");
            }
        }
        return wrong;
    }

    static String host(String endpoint) {
        return endpoint.replaceFirst(":\\d+$", "");
    }

    static int port(String endpoint) {
        return Integer.parseInt(endpoint.replaceFirst(".*:", ""));
    }
}
