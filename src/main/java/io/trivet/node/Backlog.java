package io.trivet.node;

import io.trivet.operate.Clock;
import io.trivet.operate.Copies;
import io.trivet.operate.Logs;
import io.trivet.problem.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What brokers that were down have to copy until they are in sync. It is said in bytes, too, so that a wait for one
 * large partition is seen to move.
 */
final class Backlog {
    /** Between two questions for bytes: the answer holds every log of a broker. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** Of which brokers; of all where it is empty. */
    private final Optional<SortedSet<Integer>> only;

    private final Peers peers;
    private final Clock clock;
    private Optional<String> left = Optional.empty();
    /** Folders that brokers cannot use any more: no copy on them comes back by itself. */
    private final SortedSet<String> failed = new TreeSet<>();

    private long askAt;

    /** Of the brokers with these ids. */
    Backlog(SortedSet<Integer> brokers, Peers peers, Clock clock) {
        this(Optional.of(Collections.unmodifiableSortedSet(new TreeSet<>(brokers))), peers, clock);
    }

    /** Of the whole cluster. */
    Backlog(Peers peers, Clock clock) {
        this(Optional.empty(), peers, clock);
    }

    private Backlog(Optional<SortedSet<Integer>> only, Peers peers, Clock clock) {
        this.only = only;
        this.peers = peers;
        this.clock = clock;
        // The first moments after a start are those of small copies that are there at once.
        this.askAt = clock.nanos() + PAUSE.toNanos();
    }

    /** The bytes, where they are known, and the partitions; nothing when all copies are in sync. */
    List<String> missing() throws InterruptedException {
        Optional<List<Copies>> copies = peers.copies();
        if (copies.isEmpty()) {
            return Health.SILENT;
        }
        List<Copies> lagging = copies.get().stream()
                .filter(partition -> !behind(partition).isEmpty())
                .toList();
        if (!lagging.isEmpty() && clock.nanos() >= askAt) {
            askAt = clock.nanos() + PAUSE.toNanos();
            left = bytes(lagging).filter(bytes -> bytes > 0).map(bytes -> Words.bytes(bytes) + " to copy");
        }
        List<String> missing = new ArrayList<>();
        if (!lagging.isEmpty()) {
            left.ifPresent(missing::add);
            missing.addAll(failed);
        }
        lagging.forEach(partition -> missing.add(partition.name()));
        return missing;
    }

    /** What the leaders have more than the copies that lag: of all logs of a broker, those alone are kept. */
    private Optional<Long> bytes(List<Copies> lagging) throws InterruptedException {
        SortedSet<Integer> asked = new TreeSet<>(only.orElseGet(TreeSet::new));
        lagging.forEach(partition -> asked.add(partition.leader()));
        lagging.forEach(partition -> asked.addAll(behind(partition)));
        asked.remove(-1);
        SortedMap<String, Long> sizes = new TreeMap<>();
        for (int broker : asked) {
            Optional<Logs> logs = peers.logs(broker);
            if (logs.isEmpty()) {
                return Optional.empty();
            }
            lagging.forEach(
                    partition -> sizes.put(log(partition, broker), logs.get().size(partition)));
            logs.get().failed().forEach(folder -> failed.add("the volume of " + folder + " of broker" + broker));
        }
        long bytes = 0;
        for (Copies partition : lagging) {
            long whole = sizes.getOrDefault(log(partition, partition.leader()), 0L);
            for (int broker : behind(partition)) {
                bytes += Math.max(0, whole - sizes.getOrDefault(log(partition, broker), 0L));
            }
        }
        return Optional.of(bytes);
    }

    /** On which of the brokers a copy of it lags. */
    private List<Integer> behind(Copies partition) {
        return partition.replicas().stream()
                .filter(partition::lagsOn)
                .filter(broker -> only.isEmpty() || only.get().contains(broker))
                .toList();
    }

    private static String log(Copies partition, int broker) {
        return partition.name() + " on " + broker;
    }
}
