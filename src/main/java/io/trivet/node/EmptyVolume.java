package io.trivet.node;

import io.trivet.operate.Copies;
import io.trivet.operate.Failure;
import io.trivet.operate.Waiting;
import io.trivet.operate.ZooKeeperServers;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What keeps a broker that has lost its data from leading with nothing, and servers of ZooKeeper from agreeing on it.
 *
 * <p>Kafka 3.9 with KRaft lets it lead what it was in sync with, and the others cut their logs down to nothing. Kafka
 * 4.3 does not: without the word of a clean stop it is out of sync.
 */
public final class EmptyVolume {
    private EmptyVolume() {}

    /**
     * Returns when the other brokers say that no partition has this one in sync of which it has nothing. Fails where it
     * was the last that was.
     *
     * @param held names of the partitions that lie on its other volumes; none where all are empty
     */
    public static void refuseWhatWasOn(Peers peers, int broker, SortedSet<String> held, Waiting waiting)
            throws Failure, InterruptedException {
        waiting.until("broker" + broker, "the others, since its data is lost", () -> {
            Optional<List<Copies>> copies = peers.copies();
            return copies.isEmpty() ? Health.SILENT : inSync(copies.get(), broker, held);
        });
    }

    /**
     * Returns when the other servers of a ZooKeeper ensemble are a quorum without this one: then it copies what they
     * have. Servers that lost their data vote like any other, and a majority of them would throw away the last copy.
     *
     * @param others clients' addresses of the other servers
     */
    public static void copyWhatOthersHave(String node, List<String> others, Waiting waiting)
            throws Failure, InterruptedException {
        if (others.isEmpty()) {
            throw new Failure(Problem.error("zookeeper-data-lost", Place.ofPath(node), "without data, and alone")
                    .must("not begin anew by itself: the cluster would be without its topics")
                    .mend("attach its volume or a snapshot of it, or begin anew (touch /opt/trivet/start-empty)"));
        }
        waiting.until(
                node,
                "a quorum of the others, since its data is lost",
                () -> others.stream().anyMatch(ZooKeeperServers::isMember) ? List.of() : others);
    }

    /** Partitions that have it in sync beside others, by name; the controller sees to these. */
    static List<String> inSync(List<Copies> copies, int broker, SortedSet<String> held) throws Failure {
        List<Copies> lost = copies.stream()
                .filter(partition -> !held.contains(partition.name()))
                .toList();
        List<String> last = lost.stream()
                .filter(partition -> partition.inSync().equals(List.of(broker)))
                .map(Copies::name)
                .toList();
        if (!last.isEmpty()) {
            throw new Failure(Problem.error(
                            "broker-data-lost",
                            Place.ofPath("broker" + broker),
                            "without data, and the last in sync of " + StepWaiter.shown(last))
                    .must("lead nothing: the others would cut their logs down to nothing")
                    .mend("attach its volume or a snapshot of it, or let another copy lead (kafka-leader-election.sh"
                            + " --election-type unclean), or give up what is lost (touch /opt/trivet/start-empty)"));
        }
        return lost.stream()
                .filter(partition -> partition.inSync().contains(broker))
                .map(Copies::name)
                .toList();
    }
}
