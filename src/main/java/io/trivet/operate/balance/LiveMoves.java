package io.trivet.operate.balance;

import io.trivet.operate.Copies;
import io.trivet.operate.Failure;
import io.trivet.operate.LiveCluster;
import io.trivet.operate.Logs;
import io.trivet.operate.MoveThrottle;
import io.trivet.operate.Reassignments;
import io.trivet.operate.Reassignments.Move;
import io.trivet.operate.Settled;
import io.trivet.operate.Throttles;
import io.trivet.operate.Waiting;
import io.trivet.problem.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Moves copies of partitions in a cluster that runs. Only the cluster knows what moves: a run that was cut off is
 * simply run again.
 */
public record LiveMoves(LiveCluster cluster, Waiting waiting) {
    /** Copies that move to a broker, or from it, at a time. Source: as {@code Decommission}. */
    private static final int AT_ONCE = 10;

    private static final List<String> SILENT = List.of("the brokers to answer");

    /** The cluster as it is, once every partition lies where it is described. */
    public View view() throws Failure, InterruptedException {
        List<View> found = new ArrayList<>();
        Settled settled = new Settled(waiting.clock());
        waiting.until("brokers to answer", () -> {
            Optional<View> view = look();
            if (view.isEmpty()) {
                return SILENT;
            }
            List<Copies> copies = view.get().copies();
            SortedMap<String, List<Integer>> moving = view.get().moving();
            int left = copies.size() - settled.look(copies, moving.keySet()).size() - moving.size();
            if (left > 0) {
                return List.of("the same once more of " + Words.count(left, "partition"));
            }
            found.add(view.get());
            return List.of();
        });
        return found.get(0);
    }

    private Optional<View> look() throws InterruptedException {
        Optional<SortedMap<String, List<Integer>>> moving = moving();
        Optional<List<Copies>> copies = cluster.copies();
        Optional<SortedMap<Integer, String>> racks = cluster.racks();
        if (moving.isEmpty() || copies.isEmpty() || racks.isEmpty()) {
            return Optional.empty();
        }
        return logs(racks.get().keySet()).map(logs -> new View(copies.get(), moving.get(), racks.get(), logs));
    }

    private Optional<SortedMap<Integer, Logs>> logs(Collection<Integer> brokers) throws InterruptedException {
        SortedMap<Integer, Logs> logs = new TreeMap<>();
        for (int broker : brokers) {
            Optional<Logs> there = cluster.logs(broker);
            if (there.isEmpty()) {
                return Optional.empty();
            }
            logs.put(broker, there.get());
        }
        return Optional.of(logs);
    }

    private Optional<SortedMap<String, List<Integer>>> moving() throws InterruptedException {
        return new Reassignments(cluster).ongoing();
    }

    /**
     * Moves them; returns when every copy is where it shall be, in sync and led as it shall be, and no throttle is left
     * on what moved. Where this is cut off, what moves goes on, and a throttle stays on it.
     *
     * @param before the cluster as it was when this was planned
     * @param targets where partitions shall be, by name
     * @param bytesPerSecond that each broker may send to copies that come, and take of them; without it, as many as go
     * @param led whether partitions shall be led by their preferred leaders afterwards
     */
    public void carryOut(
            View before, SortedMap<String, List<Integer>> targets, OptionalLong bytesPerSecond, Predicate<Copies> led)
            throws Failure, InterruptedException {
        if (bytesPerSecond.isPresent()) {
            throttle(before.copies(), targets, bytesPerSecond.getAsLong());
        }
        waiting.until("copies to move", () -> missing(before, targets));
        SortedSet<String> topics = new TreeSet<>();
        before.copies().stream()
                .filter(partition -> targets.containsKey(partition.name()))
                .forEach(partition -> topics.add(partition.topic()));
        unthrottle(topics);
        waiting.until("leaders to change", () -> unled(led));
    }

    /** Limits what goes to copies that come. */
    public void throttle(Collection<Copies> copies, SortedMap<String, List<Integer>> targets, long bytesPerSecond)
            throws Failure, InterruptedException {
        MoveThrottle throttle = MoveThrottle.of(copies, targets, bytesPerSecond);
        waiting.until("the throttle to be set", () -> list(new Throttles(cluster).set(throttle)));
    }

    /** Takes such limits away. */
    public void unthrottle(Collection<String> topics) throws Failure, InterruptedException {
        waiting.until("the throttle to be taken away", () -> list(new Throttles(cluster).remove(topics)));
    }

    /** Gives up whatever moves, and takes the throttle from all topics. */
    public void cancel() throws Failure, InterruptedException {
        waiting.until("moves to be given up", new Reassignments(cluster)::cancel);
        waiting.until("the throttle to be taken away", () -> {
            Optional<SortedSet<String>> throttled = new Throttles(cluster).topics();
            return throttled.isEmpty() ? SILENT : list(new Throttles(cluster).remove(throttled.get()));
        });
    }

    private static List<String> list(Optional<String> missing) {
        return missing.stream().toList();
    }

    private List<String> missing(View before, SortedMap<String, List<Integer>> targets) throws InterruptedException {
        Optional<SortedMap<String, List<Integer>>> ongoing = moving();
        Optional<List<Copies>> copies = cluster.copies();
        if (ongoing.isEmpty() || copies.isEmpty()) {
            return SILENT;
        }
        List<Copies> left = copies.get().stream()
                .filter(partition -> targets.containsKey(partition.name()))
                .filter(partition -> !partition.replicas().equals(targets.get(partition.name())) || partition.lags())
                .toList();
        List<Move> still = left.stream()
                .filter(partition -> !partition.replicas().equals(targets.get(partition.name())))
                .map(partition -> new Move(partition, targets.getOrDefault(partition.name(), List.of())))
                .toList();
        List<Move> next = next(still, ongoing.get(), copies.get());
        List<String> missing = new ArrayList<>();
        if (!next.isEmpty()) {
            new Reassignments(cluster).begin(next).ifPresent(missing::add);
        }
        if (!left.isEmpty()) {
            missing.add(Words.count(left.size(), "partition") + " of " + Words.count(targets.size(), "partition"));
            // One large partition moves for longer than a wait has patience, if nothing told that it does.
            logs(before.racks().keySet())
                    .ifPresent(logs -> missing.add(mib(before.left(left, targets, logs)) + "MiB to copy"));
        }
        return missing;
    }

    /** In a larger unit, a throttled move of much would seem to stand still. */
    private static long mib(long bytes) {
        return -Math.floorDiv(-bytes, 1L << 20);
    }

    /** Kafka would do it by itself within minutes. */
    private List<String> unled(Predicate<Copies> led) throws InterruptedException {
        Optional<List<Copies>> copies = cluster.copies();
        if (copies.isEmpty()) {
            return SILENT;
        }
        List<Copies> left = copies.get().stream()
                .filter(led.and(
                        partition -> partition.leader() != partition.replicas().get(0)))
                .toList();
        List<String> missing = new ArrayList<>(left.stream().map(Copies::name).toList());
        if (!left.isEmpty()) {
            cluster.leadAsPreferred(left).ifPresent(missing::add);
        }
        return missing;
    }

    /**
     * Which may begin beside what moves: no broker gives or takes more than some at a time.
     *
     * @param still what has not begun
     * @param moving where the copies of those will be that move now, by name
     */
    static List<Move> next(List<Move> still, SortedMap<String, List<Integer>> moving, List<Copies> copies) {
        SortedMap<Integer, Integer> busy = new TreeMap<>();
        copies.stream()
                .filter(partition -> moving.containsKey(partition.name()))
                .forEach(partition -> busy(partition, moving.getOrDefault(partition.name(), List.of()))
                        .forEach(id -> busy.merge(id, 1, Integer::sum)));
        List<Move> next = new ArrayList<>();
        for (Move move : still) {
            List<Integer> own = busy(move.partition(), move.replicas());
            if (!moving.containsKey(move.partition().name())
                    && own.stream().allMatch(id -> busy.getOrDefault(id, 0) < AT_ONCE)) {
                next.add(move);
                own.forEach(id -> busy.merge(id, 1, Integer::sum));
            }
        }
        return next;
    }

    /** Brokers that a copy leaves, or comes to. */
    private static List<Integer> busy(Copies partition, List<Integer> target) {
        List<Integer> busy = new ArrayList<>(partition.replicas());
        busy.removeAll(target);
        target.stream().filter(id -> !partition.replicas().contains(id)).forEach(busy::add);
        return busy;
    }
}
