package io.trivet.platform.msk;

import java.util.Optional;

/**
 * The volume of a Standard broker.
 *
 * @param mibPerSecond provisioned throughput, in MiB/s; empty for what the instance includes
 * @param growth by MSK itself; then the size is only that of the first day
 * @param tiered whether old segments may move to cheaper storage
 */
public record MskVolume(long gib, Optional<Integer> mibPerSecond, Optional<Growth> growth, boolean tiered) {
    /** The same in another size, in GiB. */
    public MskVolume of(long size) {
        return new MskVolume(size, mibPerSecond, growth, tiered);
    }

    /**
     * Growth of a volume by itself.
     *
     * @param maxGib beyond which it does not grow, in GiB
     * @param percent in use at which it grows
     */
    public record Growth(long maxGib, int percent) {}
}
