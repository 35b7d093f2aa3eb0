package io.trivet.operate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.LogDirDescription;

/**
 * What lies on the volumes of a broker.
 *
 * @param sizes bytes of each log, by partition; what only moves between its volumes is left out
 * @param volumes by their folder
 */
public record Logs(SortedMap<String, Long> sizes, List<Volume> volumes) {
    /** Of each volume, what stays free: a broker whose volume is full ends. */
    private static final int FREE_PART = 10;

    /**
     * A folder of data, and the volume on which it lies.
     *
     * @param logBytes of the logs in it
     * @param freeBytes that it can still take; -1 where the broker does not say (KIP-827)
     * @param totalBytes of the volume; -1 where the broker does not say
     * @param failed whether it cannot be used any more
     */
    public record Volume(String folder, long logBytes, long freeBytes, long totalBytes, boolean failed) {
        /** One that cannot be used any more, of which a broker tells its folder alone. */
        public static Volume failed(String folder) {
            return new Volume(folder, 0, -1, -1, true);
        }

        /** Bytes that may still come; less than none where too little is free already. */
        private long room() {
            return totalBytes < 0 ? Long.MAX_VALUE : freeBytes - totalBytes / FREE_PART;
        }

        /** Whether it has less free than it must. */
        public boolean isFull() {
            return !failed && room() < 0;
        }
    }

    public Logs {
        sizes = Collections.unmodifiableSortedMap(new TreeMap<>(sizes));
        volumes = List.copyOf(volumes);
    }

    /** Of a broker with one volume. */
    public Logs(SortedMap<String, Long> sizes, long freeBytes, long totalBytes) {
        this(sizes, List.of(new Volume("", sum(sizes), freeBytes, totalBytes, false)));
    }

    static Logs of(Map<String, LogDirDescription> folders) {
        SortedMap<String, Long> sizes = new TreeMap<>();
        List<Volume> volumes = new ArrayList<>();
        new TreeMap<>(folders).forEach((name, folder) -> {
            if (folder.error() != null) {
                volumes.add(Volume.failed(name));
                return;
            }
            SortedMap<String, Long> own = new TreeMap<>();
            folder.replicaInfos().forEach((partition, log) -> {
                if (!log.isFuture()) {
                    own.put(partition.toString(), log.size());
                }
            });
            sizes.putAll(own);
            volumes.add(new Volume(
                    name,
                    sum(own),
                    folder.usableBytes().orElse(-1),
                    folder.totalBytes().orElse(-1),
                    false));
        });
        return new Logs(sizes, volumes);
    }

    private static long sum(SortedMap<String, Long> sizes) {
        return sizes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Bytes of all logs. */
    public long bytes() {
        return sum(sizes);
    }

    /** Folders of volumes that cannot be used any more. */
    public List<String> failed() {
        return volumes.stream().filter(Volume::failed).map(Volume::folder).toList();
    }

    /**
     * Bytes that may still come; without bound where a broker does not say. It puts a new log on the volume with the
     * fewest, however full that is, so each volume counts as the fullest.
     */
    public long room() {
        List<Volume> used = volumes.stream().filter(volume -> !volume.failed()).toList();
        if (used.isEmpty() || used.stream().anyMatch(volume -> volume.totalBytes() < 0)) {
            return Long.MAX_VALUE;
        }
        return used.size()
                * used.stream().map(Volume::room).min(Comparator.naturalOrder()).orElseThrow();
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
        return new Logs(kept, volumes);
    }
}
