package io.trivet.operate;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What lies on the disks of a broker.
 *
 * @param sizes bytes of each log, by partition; what only moves between its disks is left out
 * @param freeBytes that the fullest of its disks can still take; -1 where it does not say (KIP-827)
 * @param totalBytes of that disk; -1 where it does not say
 * @param disks how many it has that can be used
 * @param failed folders of disks that cannot be used any more
 */
public record Logs(SortedMap<String, Long> sizes, long freeBytes, long totalBytes, int disks, List<String> failed) {
    /** Of each disk, what stays free: a broker whose disk is full ends. */
    private static final int FREE_PART = 10;

    public Logs {
        sizes = Collections.unmodifiableSortedMap(new TreeMap<>(sizes));
        failed = List.copyOf(failed);
    }

    /** Of a broker with one disk. */
    public Logs(SortedMap<String, Long> sizes, long freeBytes, long totalBytes) {
        this(sizes, freeBytes, totalBytes, 1, List.of());
    }

    /**
     * Bytes that may still come; without bound where a broker does not say. It puts a new log on the disk with the
     * fewest, however full that is, so each disk counts as the fullest.
     */
    public long room() {
        return totalBytes < 0 ? Long.MAX_VALUE : disks * (freeBytes - totalBytes / FREE_PART);
    }

    /** Bytes of the largest log of a partition, which a new copy of it comes to. */
    public static long largest(Copies partition, SortedMap<Integer, Logs> logs) {
        return logs.values().stream()
                .mapToLong(log -> log.size(partition))
                .max()
                .orElse(0);
    }

    /** Bytes of the log of a partition; none where there is no such log. */
    public long size(Copies partition) {
        return sizes.getOrDefault(partition.name(), 0L);
    }

    /** The same with the logs of these partitions alone: those of all are much to keep. */
    public Logs of(Iterable<Copies> partitions) {
        SortedMap<String, Long> kept = new TreeMap<>();
        for (Copies partition : partitions) {
            Long size = sizes.get(partition.name());
            if (size != null) {
                kept.put(partition.name(), size);
            }
        }
        return new Logs(kept, freeBytes, totalBytes, disks, failed);
    }
}
