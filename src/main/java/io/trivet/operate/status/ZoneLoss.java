package io.trivet.operate.status;

import io.trivet.operate.Copies;
import io.trivet.problem.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What would be left of a cluster that loses a zone now, all of its brokers and voters at once.
 *
 * <p>What it holds in memory alone is not in question: a partition is led on by a replica that is in sync, and never by
 * another, whatever {@code unclean.leader.election.enable} says. Partitions that have no replica in the zone are not
 * looked at, however badly they are. A broker that does not answer is not counted on.
 *
 * @param answer whether it may be lost
 * @param brokers how many are there that would go
 * @param offline partitions that would have no leader, by name
 * @param underMin partitions that would have one, and fewer replicas in sync than {@code min.insync.replicas}
 * @param votersLeft how many voters of the metadata would do their part
 * @param voters how many there are; 0 where that is not told, or not where they stand
 * @param decides whether those that are left could choose leaders, as far as that is told
 */
public record ZoneLoss(
        String zone,
        Answer answer,
        int brokers,
        List<String> offline,
        List<String> underMin,
        int votersLeft,
        int voters,
        boolean decides) {
    private static final int NAMED = 3;

    /** Whether a zone may be lost. */
    public enum Answer {
        YES,
        NO,
        /** Nothing of it is there. */
        GONE
    }

    public ZoneLoss {
        offline = List.copyOf(offline);
        underMin = List.copyOf(underMin);
    }

    static List<ZoneLoss> of(Sight sight, Expected expected) {
        return expected.zones(sight.racks()).stream()
                .map(zone -> of(zone, sight, expected))
                .toList();
    }

    private static ZoneLoss of(String zone, Sight sight, Expected expected) {
        SortedSet<Integer> lost = new TreeSet<>();
        SortedSet<Integer> stay = new TreeSet<>();
        sight.racks().keySet().stream()
                .filter(sight::isThere)
                .forEach(id -> (isIn(zone, id, sight, expected) ? lost : stay).add(id));
        List<String> offline = new ArrayList<>();
        List<String> underMin = new ArrayList<>();
        for (Copies partition : sight.copies()) {
            if (partition.replicas().stream().noneMatch(id -> isIn(zone, id, sight, expected))) {
                continue;
            }
            // The last replica in sync stays so when it dies, and then nothing leads.
            long inSync = partition.inSync().stream().filter(stay::contains).count();
            if (inSync == 0) {
                offline.add(partition.name());
            } else if (inSync < partition.needed()) {
                underMin.add(partition.name());
            }
        }
        Metadata metadata = sight.metadata();
        boolean placed = metadata.voters().stream()
                .noneMatch(id -> expected.votersZone(id, sight.racks()).isEmpty());
        int voters = placed ? metadata.voters().size() : 0;
        int left = (int) metadata.present().stream()
                .filter(id -> !expected.votersZone(id, sight.racks()).equals(zone))
                .count();
        boolean gone = lost.isEmpty() && left == metadata.present().size();
        boolean decides = !(metadata instanceof Metadata.Silent) && (voters == 0 || left > voters / 2);
        boolean safe = offline.isEmpty() && underMin.isEmpty() && decides;
        Answer answer = gone ? Answer.GONE : safe ? Answer.YES : Answer.NO;
        return new ZoneLoss(zone, answer, lost.size(), offline, underMin, left, voters, decides);
    }

    private static boolean isIn(String zone, int broker, Sight sight, Expected expected) {
        return expected.zone(broker, sight.racks()).equals(zone);
    }

    /** Why it must not be lost, with the first few partitions; empty where it may be. */
    public String why() {
        List<String> why = new ArrayList<>();
        if (!offline.isEmpty()) {
            why.add(Words.count(offline.size(), "partition") + " would be offline (" + Words.first(offline, NAMED)
                    + ")");
        }
        if (!underMin.isEmpty()) {
            why.add(Words.count(underMin.size(), "partition") + " would be under min.insync.replicas ("
                    + Words.first(underMin, NAMED) + ")");
        }
        if (!decides) {
            why.add(
                    voters == 0
                            ? "the quorum, which chooses leaders, has none itself"
                            : votersLeft + " of " + Words.count(voters, "voter")
                                    + " would be left, which is no majority");
        }
        return String.join("; ", why);
    }
}
