package io.trivet.node;

import io.trivet.operate.Copies;
import io.trivet.operate.Failure;
import io.trivet.operate.LiveCluster;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** Brokers that are described no more. They may go once no partition should be on them. */
public final class Leaving {
    private Leaving() {}

    /**
     * Fails when a partition should be on another broker than the described ones, whether that broker runs or not.
     *
     * @param described ids of brokers
     */
    public static void refuseWhatIsUsed(Peers peers, SortedSet<Integer> described, Alive alive, Steps steps)
            throws Failure, InterruptedException {
        List<Copies> copies = new ArrayList<>();
        try (LiveCluster cluster = LiveCluster.ofBrokers(peers.brokers(), Health.SOON)) {
            StepWaiter.waiting(alive, steps, peers.patience()).until("cluster", "the partitions", () -> {
                Optional<List<Copies>> found = cluster.copies();
                found.ifPresent(copies::addAll);
                return found.isPresent() ? List.of() : Health.SILENT;
            });
        }
        List<Problem> problems = problems(copies, described);
        if (!problems.isEmpty()) {
            throw new Failure(problems, List.of());
        }
    }

    /** One for each broker that is described no more and should hold something, in the order of their ids. */
    static List<Problem> problems(List<Copies> copies, SortedSet<Integer> described) {
        SortedMap<Integer, List<String>> used = new TreeMap<>();
        for (Copies partition : copies) {
            for (int broker : partition.replicas()) {
                if (!described.contains(broker)) {
                    used.computeIfAbsent(broker, id -> new ArrayList<>()).add(partition.name());
                }
            }
        }
        List<Problem> problems = new ArrayList<>();
        used.forEach((broker, partitions) -> problems.add(Problem.error(
                "broker-still-used",
                Place.ofPath("broker" + broker),
                "taken out of the description while partitions are on it: " + StepWaiter.shown(partitions),
                "hold nothing before it goes",
                "describe it again, move its partitions to other brokers with kafka-reassign-partitions.sh, and take it out"
                        + " then")));
        return problems;
    }
}
