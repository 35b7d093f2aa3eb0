package io.trivet.operate;

import java.util.List;

/**
 * What of a cluster on AWS outlives it.
 *
 * @param account that has it
 * @param volumes by node
 * @param snapshots of these volumes, the newest first
 * @param hostedZones ids of those with the zone of its names
 */
public record Kept(String account, List<Volume> volumes, List<Snapshot> snapshots, List<String> hostedZones) {
    /**
     * A volume for data.
     *
     * @param node as its tag says, {@code broker1}
     * @param state {@code in-use}, or {@code available} where no machine has it
     */
    public record Volume(String id, String node, String zone, int gib, String state) {}

    /** A snapshot; {@code started} as AWS writes the time. */
    public record Snapshot(String id, String volume, int gib, String started) {}

    /** Of all volumes, in GiB. */
    public long gib() {
        return volumes.stream().mapToLong(Volume::gib).sum();
    }
}
