package io.trivet.layout;

import io.trivet.stack.OnEc2.VolumeType;

/**
 * What a type of EBS volume can be.
 *
 * <p>Source: https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html, and for gp3 the announcement of
 * its larger bounds in September 2025; read 2026-11.
 *
 * @param least size in GiB
 * @param most size in TiB
 * @param leastIops that can be provisioned; 0 where none can
 * @param mostIops that can be provisioned
 * @param iopsPerGib that can be provisioned, once that is more than the least
 * @param seeks operations per second of a hard disk; 0 where the type is none
 */
public record VolumeBounds(long least, long most, int leastIops, int mostIops, int iopsPerGib, int seeks) {
    /** Operations per second that gp3 includes; also what io1 and io2 get where none are described. */
    static final int IOPS = 3000;

    /** Of this type. */
    public static VolumeBounds of(VolumeType type) {
        return switch (type) {
            case GP3 -> new VolumeBounds(1, 64, IOPS, 80_000, 500, 0);
            case GP2 -> new VolumeBounds(1, 16, 0, 0, 0, 0);
            case IO2 -> new VolumeBounds(4, 64, 100, 256_000, 1000, 0);
            case IO1 -> new VolumeBounds(4, 16, 100, 64_000, 50, 0);
            case ST1 -> new VolumeBounds(125, 16, 0, 0, 0, 500);
            case SC1 -> new VolumeBounds(125, 16, 0, 0, 0, 250);
        };
    }

    /** The most operations per second that a volume of so many GiB can have; 0 where none are provisioned. */
    public int mostIops(long gib) {
        return (int) Math.min(mostIops, Math.max(leastIops, iopsPerGib * gib));
    }

    /** What a volume of so many GiB has where none are described. */
    int usualIops(long gib) {
        return Math.min(IOPS, mostIops(gib));
    }
}
