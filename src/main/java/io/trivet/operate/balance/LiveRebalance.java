package io.trivet.operate.balance;

import io.trivet.operate.Copies;
import io.trivet.operate.Failure;
import io.trivet.operate.LiveCluster;
import io.trivet.operate.Logs;
import io.trivet.operate.Reassignments;
import io.trivet.operate.Reassignments.Move;
import io.trivet.operate.Settled;
import io.trivet.operate.Waiting;
import io.trivet.operate.balance.Rebalance.View;
import io.trivet.problem.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** Evens out a cluster that runs. Only the cluster knows what moves: a run that was cut off is simply run again. */
public record LiveRebalance(LiveCluster cluster, Waiting waiting) {
    private static final List<String> SILENT = List.of("the brokers to answer");

    /**
     * Plans it.
     *
     * @param described ids of the brokers that shall hold everything
     */
    public Rebalance plan(SortedSet<Integer> described) throws Failure, InterruptedException {
        List<View> found = new ArrayList<>();
        Settled settled = new Settled(waiting.clock());
        waiting.until("brokers to answer", () -> {
            Optional<View> view = view();
            if (view.isEmpty()) {
                return SILENT;
            }
            List<Copies> copies = view.get().copies();
            SortedMap<String, List<Integer>> moving = view.get().moving();
            int left = copies.size() - settled.look(copies, moving.keySet()).size() - moving.size();
            if (left > 0) {
                return List.of("the same again for " + Words.count(left, "partition"));
            }
            found.add(view.get());
            return List.of();
        });
        return Rebalance.of(found.get(0), described);
    }

    private Optional<View> view() throws InterruptedException {
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

    /** Moves all that is planned; returns when every copy is where it shall be, in sync and led as it shall be. */
    public void carryOut(Rebalance plan) throws Failure, InterruptedException {
        SortedMap<String, List<Integer>> targets = plan.targets();
        waiting.until("copies to move", () -> missing(plan, targets));
        waiting.until("leaders to change", this::unled);
    }

    private List<String> missing(Rebalance plan, SortedMap<String, List<Integer>> targets) throws InterruptedException {
        Optional<SortedMap<String, List<Integer>>> before = moving();
        Optional<List<Copies>> copies = cluster.copies();
        if (before.isEmpty() || copies.isEmpty()) {
            return SILENT;
        }
        SortedMap<String, List<Integer>> moving = before.get();
        List<Copies> left = copies.get().stream()
                .filter(partition -> targets.containsKey(partition.name()))
                .filter(partition -> !partition.replicas().equals(targets.get(partition.name())) || partition.lags())
                .toList();
        List<Move> still = left.stream()
                .filter(partition -> !partition.replicas().equals(targets.get(partition.name())))
                .map(partition -> new Move(partition, targets.getOrDefault(partition.name(), List.of())))
                .toList();
        List<Move> next = Rebalance.next(still, moving, copies.get());
        List<String> missing = new ArrayList<>();
        if (!next.isEmpty()) {
            new Reassignments(cluster).begin(next).ifPresent(missing::add);
        }
        if (!left.isEmpty()) {
            missing.add(Words.count(left.size(), "partition") + " of " + Words.count(targets.size(), "partition"));
            // One large partition moves for longer than a wait has patience, if nothing told that it does.
            logs(plan.view().racks().keySet())
                    .ifPresent(logs -> missing.add(Words.bytes(plan.left(left, targets, logs)) + " to copy"));
        }
        return missing;
    }

    /** Kafka would do it by itself within minutes. */
    private List<String> unled() throws InterruptedException {
        Optional<List<Copies>> copies = cluster.copies();
        if (copies.isEmpty()) {
            return SILENT;
        }
        List<Copies> left = copies.get().stream()
                .filter(partition -> partition.leader() != partition.replicas().get(0))
                .toList();
        List<String> missing = new ArrayList<>(left.stream().map(Copies::name).toList());
        if (!left.isEmpty()) {
            cluster.leadAsPreferred(left).ifPresent(missing::add);
        }
        return missing;
    }
}
