package io.trivet.operate.balance;

import io.trivet.operate.Copies;
import io.trivet.operate.Drain;
import io.trivet.operate.Failure;
import io.trivet.operate.Logs;
import io.trivet.operate.Reassignments.Move;
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
    /** Copies that move to a broker, or from it, at a time. Source: as {@code Decommission}. */
    private static final int AT_ONCE = 10;

    /**
     * A cluster at one time.
     *
     * @param copies every partition
     * @param moving where the copies of those will be that move now, by name
     * @param racks of the brokers that are registered and not fenced, by id
     * @param logs of each of these brokers
     */
    public record View(
            List<Copies> copies,
            SortedMap<String, List<Integer>> moving,
            SortedMap<Integer, String> racks,
            SortedMap<Integer, Logs> logs) {
        public View {
            copies = List.copyOf(copies);
        }

        private Copies target(Copies partition) {
            List<Integer> replicas = moving.get(partition.name());
            return replicas == null
                    ? partition
                    : new Copies(
                            partition.topic(),
                            partition.partition(),
                            replicas,
                            partition.inSync(),
                            partition.leader(),
                            partition.leastInSync());
        }
    }

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
        SortedMap<Integer, Long> bytes = new TreeMap<>();
        for (Move move : balance.moves()) {
            long each = Logs.largest(move.partition(), view.logs());
            move.replicas().stream()
                    .filter(id -> !move.partition().replicas().contains(id))
                    .forEach(id -> bytes.merge(id, each, Long::sum));
        }
        full(view, bytes, problems);
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

    private static void full(View view, SortedMap<Integer, Long> bytes, List<Problem> problems) {
        bytes.forEach((broker, more) -> {
            Logs there = view.logs().get(broker);
            if (there != null && more > there.room()) {
                problems.add(Problem.error(
                                "no-room",
                                Place.ofPath("broker" + broker),
                                Words.bytes(more) + " to take, and room for " + Words.bytes(Math.max(0, there.room())))
                        .must("have a tenth of its volume free when all is there, before what leaves it is gone")
                        .mend("enlarge the volumes of the brokers (it needs no restart), or shorten the retention of"
                                + " large topics"));
            }
        });
    }

    /** Bytes to copy in all. */
    public long total() {
        return bytes.values().stream().mapToLong(Long::longValue).sum();
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

    /**
     * Bytes that have to be copied still.
     *
     * @param partitions that are not where they shall be
     * @param targets where they shall be, by name
     */
    long left(List<Copies> partitions, SortedMap<String, List<Integer>> targets, SortedMap<Integer, Logs> logs) {
        SortedSet<Integer> brokers = new TreeSet<>(view.racks().keySet());
        return new Drain(partitions, targets, view.racks(), brokers).bytes(partitions, logs);
    }

    /** Where each partition will be that has to move, by name. */
    SortedMap<String, List<Integer>> targets() {
        SortedMap<String, List<Integer>> targets = new TreeMap<>(view.moving());
        balance.moves().forEach(move -> targets.put(move.partition().name(), move.replicas()));
        return Collections.unmodifiableSortedMap(targets);
    }
}
