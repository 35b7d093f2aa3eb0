package io.trivet.platform;

import java.util.List;
import java.util.Optional;

/**
 * One fact that is not what it was.
 *
 * @param path JSON pointer of the fact, {@code /topics/orders/partitions}
 * @param before what it was; empty where it is new
 * @param after what it is; empty where it is gone
 * @param interruption what it does to processes: a restart, a replacement, or {@link Risk#NONE}
 */
public record Change(String path, Optional<String> before, Optional<String> after, Reason reason, Risk interruption) {
    /** The keys that the path goes through. */
    public List<String> keys() {
        return Leaves.keys(path);
    }

    /** What it costs. */
    public Risk risk() {
        return reason.risk();
    }
}
