package io.trivet.process;

/**
 * Kernel settings of a node on EC2: no swapping while there is page cache to drop, writing back early and in small
 * pieces, and two memory maps for each of many log segments.
 *
 * <p>Source: https://kafka.apache.org/39/documentation/#os
 */
public final class Sysctl {
    private static final String TEXT = """
            vm.swappiness = 1
            vm.dirty_background_ratio = 5
            vm.dirty_ratio = 80
            vm.max_map_count = 262144
            net.core.rmem_max = 2097152
            net.core.wmem_max = 2097152
            """;

    private Sysctl() {}

    /** The file that the node's boot applies. */
    public static ConfigFile file() {
        return new ConfigFile("/etc/sysctl.d/60-trivet.conf", TEXT);
    }
}
