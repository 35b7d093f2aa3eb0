package io.trivet.node;

import io.trivet.operate.Clock;
import io.trivet.operate.Copies;
import io.trivet.operate.Drain;
import io.trivet.operate.Failure;
import io.trivet.operate.Logs;
import io.trivet.operate.Reassignments.Move;
import io.trivet.operate.Settled;
import io.trivet.operate.Waiting;
import io.trivet.problem.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The end of brokers that are described no more: what is on them moves to those that stay, and when nothing is on them
 * they may go. What moves is known to the cluster alone, so that a run that was cut off is simply run again.
 */
public final class Decommission {
    /**
     * Partitions that move off a broker at a time, or of all brokers that one run sees to.
     *
     * <p>Source: num.concurrent.partition.movements.per.broker of Cruise Control, whose default this is.
     */
    private static final int AT_ONCE = 10;

    /** Between two questions for bytes: the answer holds every log of a broker. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Peers peers;
    private final SortedSet<Integer> stay;
    private final @Nullable Integer own;
    private final Clock clock;
    private SortedMap<Integer, Logs> logs = new TreeMap<>();
    private long askAt;
    private final Settled settled;

    private Decommission(Peers peers, SortedSet<Integer> stay, @Nullable Integer own, Clock clock) {
        this.peers = peers;
        this.stay = stay;
        this.own = own;
        this.clock = clock;
        this.askAt = clock.nanos();
        this.settled = new Settled(clock);
    }

    /**
     * Empties all brokers but those that stay, whether they run or not; returns when nothing is on them.
     *
     * @param stay ids of brokers
     * @throws Failure {@code too-few-brokers} or {@code no-room}, before anything more moves
     */
    public static void drain(Peers peers, SortedSet<Integer> stay, Waiting waiting)
            throws Failure, InterruptedException {
        Decommission all = new Decommission(peers, stay, null, waiting.clock());
        waiting.until("cluster", "partitions to move", all::missing);
    }

    /** Empties one broker, beside others that empty themselves at the same time. */
    public static void drain(Peers peers, SortedSet<Integer> stay, int broker, Waiting waiting)
            throws Failure, InterruptedException {
        Decommission one = new Decommission(peers, stay, broker, waiting.clock());
        waiting.until("broker" + broker, "its partitions to move", one::missing);
    }

    /** Whether nothing is on a broker. */
    public static boolean isFree(Peers peers, int broker, Waiting waiting) throws Failure, InterruptedException {
        List<List<Copies>> found = new ArrayList<>();
        waiting.until("broker" + broker, "the partitions", () -> {
            peers.copies().ifPresent(found::add);
            return found.isEmpty() ? Health.SILENT : List.of();
        });
        return found.get(0).stream().noneMatch(partition -> partition.replicas().contains(broker));
    }

    private List<String> missing() throws Failure, InterruptedException {
        Optional<SortedMap<String, List<Integer>>> before = peers.moving();
        Optional<List<Copies>> copies = peers.copies();
        Optional<SortedMap<String, List<Integer>>> after = peers.moving();
        Optional<SortedMap<Integer, String>> racks = peers.racks();
        if (before.isEmpty() || copies.isEmpty() || after.isEmpty() || racks.isEmpty()) {
            return Health.SILENT;
        }
        // A partition that began or ended to move between two answers is described with copies that it does not keep.
        SortedMap<String, List<Integer>> moving = new TreeMap<>(before.get());
        moving.putAll(after.get());
        Drain drain = new Drain(copies.get(), moving, racks.get(), stay);
        List<Copies> left = drain.left();
        List<Copies> here = left.stream()
                .filter(partition -> own == null || partition.replicas().contains(own))
                .toList();
        if (here.isEmpty()) {
            return List.of();
        }
        SortedSet<String> lying = settled.look(left, moving.keySet());
        if (clock.nanos() >= askAt) {
            askAt = clock.nanos() + PAUSE.toNanos();
            logs = logs(left, racks.get());
        }
        List<String> missing = new ArrayList<>();
        if (logs.keySet().containsAll(racks.get().keySet())) {
            begin(drain, lying).ifPresent(missing::add);
            long bytes = drain.bytes(here, logs);
            if (bytes > 0) {
                missing.add(Words.bytes(bytes) + " to copy");
            }
        } else {
            missing.add("what is on the disks of the brokers");
        }
        here.forEach(partition -> missing.add(partition.name()));
        return missing;
    }

    /** Of each broker that answers; of all logs, those of partitions that must move. */
    private SortedMap<Integer, Logs> logs(List<Copies> left, SortedMap<Integer, String> racks)
            throws InterruptedException {
        SortedMap<Integer, Logs> found = new TreeMap<>();
        for (int broker : racks.keySet()) {
            peers.logs(broker).ifPresent(all -> found.put(broker, all.of(left)));
        }
        return found;
    }

    /** Lets more of them move; why one was refused, if one was. */
    private Optional<String> begin(Drain drain, SortedSet<String> lying) throws Failure, InterruptedException {
        Predicate<Copies> mine =
                partition -> own == null || drain.owner(partition).equals(Optional.of(own));
        long moving = drain.left().stream()
                .filter(partition -> mine.test(partition) && drain.moving().containsKey(partition.name()))
                .count();
        List<Move> moves = drain.moves(lying, logs).stream()
                .filter(move -> mine.test(move.partition()))
                .limit(Math.max(0, AT_ONCE - moving))
                .toList();
        return moves.isEmpty() ? Optional.empty() : peers.move(moves);
    }
}
