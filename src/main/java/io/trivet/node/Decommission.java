package io.trivet.node;

import io.trivet.operate.Copies;
import io.trivet.operate.Failure;
import io.trivet.operate.Waiting;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The end of brokers that are described no more. They may go once no partition should be on them. */
public final class Decommission {
    private Decommission() {}

    /**
     * Fails when a partition should be on another broker than the described ones, whether that broker runs or not.
     *
     * @param described ids of brokers
     */
    public static void refuseWhatIsUsed(Peers peers, SortedSet<Integer> described, Waiting waiting)
            throws Failure, InterruptedException {
        waiting.until("cluster", "the partitions", () -> {
            Optional<List<Copies>> copies = peers.copies();
            if (copies.isEmpty()) {
                return Health.SILENT;
            }
            refuse(copies.get(), described);
            return List.of();
        });
    }

    /** Fails when a partition should be on this broker. */
    public static void refuseWhatIsOn(Peers peers, int broker, Waiting waiting) throws Failure, InterruptedException {
        waiting.until("broker" + broker, "the partitions", () -> {
            Optional<List<Copies>> copies = peers.copies();
            if (copies.isEmpty()) {
                return Health.SILENT;
            }
            SortedSet<Integer> others = new TreeSet<>();
            copies.get().forEach(partition -> others.addAll(partition.replicas()));
            others.remove(broker);
            refuse(copies.get(), others);
            return List.of();
        });
    }

    private static void refuse(List<Copies> copies, SortedSet<Integer> described) throws Failure {
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
                        "taken out of the description while partitions are on it: " + StepWaiter.shown(partitions))
                .must("hold nothing before it goes")
                .mend(
                        "describe it again, move its partitions to other brokers with kafka-reassign-partitions.sh, and take it out"
                                + " then")));
        return problems;
    }
}
