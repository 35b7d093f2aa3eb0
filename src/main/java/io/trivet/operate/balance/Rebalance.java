package io.trivet.operate.balance;

import io.trivet.operate.Copies;
import io.trivet.operate.Failure;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.problem.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a cluster must copy until its load is even. What moves already is taken as where it will be, so that a run that
 * was cut off goes on where it stopped.
 *
 * @param view the cluster as it is
 * @param balance where copies shall lie
 * @param bytes to copy to each broker, by id
 */
public record Rebalance(View view, Balance balance, SortedMap<Integer, Long> bytes) {
    public Rebalance {
        bytes = Collections.unmodifiableSortedMap(bytes);
    }

    /**
     * Plans it.
     *
     * @param described ids of the brokers of the description, which shall hold everything
     * @throws Failure {@code broker-missing}, {@code not-in-sync}, {@code too-few-brokers} or {@code no-room}
     */
    public static Rebalance of(View view, SortedSet<Integer> described) throws Failure {
        List<Problem> problems = new ArrayList<>();
        missing(view, described, problems);
        lagging(view, problems);
        tooFew(view, described, problems);
        if (!problems.isEmpty()) {
            throw new Failure(problems, List.of());
        }
        Balance balance = Balance.of(view.copies().stream().map(view::target).toList(), view.racks(), described);
        SortedMap<Integer, Long> bytes = view.toCopy(balance.moves());
        view.full(bytes).forEach(problems::add);
        if (!problems.isEmpty()) {
            throw new Failure(problems, List.of());
        }
        return new Rebalance(view, balance, bytes);
    }

    private static void missing(View view, SortedSet<Integer> described, List<Problem> problems) {
        SortedSet<Integer> missing = new TreeSet<>(described);
        missing.removeAll(view.racks().keySet());
        if (!missing.isEmpty()) {
            problems.add(Problem.error("broker-missing", Place.ofPath(names(missing)), "described and not there")
                    .must("run before anything moves to it")
                    .mend("start it, or let pulumi up make it"));
        }
    }

    private static String names(Collection<Integer> brokers) {
        return Words.list(brokers.stream().map(id -> "broker" + id).toList());
    }

    private static void lagging(View view, List<Problem> problems) {
        List<Copies> lagging = view.copies().stream()
                .filter(partition -> partition.lags() && !view.moving().containsKey(partition.name()))
                .toList();
        if (!lagging.isEmpty()) {
            Copies first = lagging.get(0);
            problems.add(Problem.error(
                            "not-in-sync",
                            Place.ofPath(first.name()),
                            "in sync on " + first.inSync().size() + " of "
                                    + Words.count(first.replicas().size(), "broker")
                                    + (lagging.size() == 1 ? "" : ", and so " + (lagging.size() - 1) + " more"))
                    .must("be in sync on all of them before any copy moves")
                    .mend("wait until it is, or look at the broker that lags"));
        }
    }

    private static void tooFew(View view, SortedSet<Integer> described, List<Problem> problems) {
        view.copies().stream()
                .filter(partition -> view.target(partition).replicas().size() > described.size())
                .findFirst()
                .ifPresent(partition -> problems.add(Problem.error(
                                "too-few-brokers",
                                Place.ofPath(partition.topic()),
                                Words.count(view.target(partition).replicas().size(), "replica") + ", and "
                                        + Words.count(described.size(), "broker") + " described")
                        .must("have no more replicas than there are brokers")
                        .mend("describe more brokers, or give this topic fewer replicas first")));
    }

    /** Bytes to copy in all. */
    public long total() {
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Where each partition will be that has to move, by name. */
    public SortedMap<String, List<Integer>> targets() {
        SortedMap<String, List<Integer>> targets = new TreeMap<>(view.moving());
        balance.moves().forEach(move -> targets.put(move.partition().name(), move.replicas()));
        return Collections.unmodifiableSortedMap(targets);
    }
}
