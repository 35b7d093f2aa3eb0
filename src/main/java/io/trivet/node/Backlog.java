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

    private final SortedSet<Integer> brokers;
    private final Peers peers;
    private final Clock clock;
    private Optional<String> left = Optional.empty();
    /** Folders that brokers cannot use any more: no copy on them comes back by itself. */
    private final SortedSet<String> failed = new TreeSet<>();

    private long askAt;

    /** Of the brokers with these ids. */
    Backlog(SortedSet<Integer> brokers, Peers peers, Clock clock) {
        this.brokers = Collections.unmodifiableSortedSet(new TreeSet<>(brokers));
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
                .filter(partition -> brokers.stream().anyMatch(partition::lagsOn))
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
        SortedSet<Integer> asked = new TreeSet<>(brokers);
        lagging.forEach(partition -> asked.add(partition.leader()));
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
            for (int broker : brokers) {
                if (partition.lagsOn(broker)) {
                    bytes += Math.max(0, whole - sizes.getOrDefault(log(partition, broker), 0L));
                }
            }
        }
        return Optional.of(bytes);
    }

    private static String log(Copies partition, int broker) {
        return partition.name() + " on " + broker;
    }
}
