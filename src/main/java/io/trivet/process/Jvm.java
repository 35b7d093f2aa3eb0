package io.trivet.process;

import io.trivet.layout.Instance;
import io.trivet.layout.Site;
import io.trivet.stack.DataSize;
import java.util.Optional;

/**
 * The JVM of a node: its heap, and the options that go with the place where it runs.
 *
 * @param least heap at the start; on a server all of it, so that it never has to grow
 * @param collector options of the garbage collector, one a line
 */
record Jvm(DataSize least, DataSize heap, String collector) {
    /**
     * G1 as LinkedIn ran it on 60 brokers with 50,000 partitions: pauses of 21 ms at the 90th percentile.
     *
     * <p>Source: https://kafka.apache.org/39/documentation/#java
     */
    private static final String SERVER_COLLECTOR = """
            -XX:+UseG1GC
            -XX:MaxGCPauseMillis=20
            -XX:InitiatingHeapOccupancyPercent=35
            -XX:G1HeapRegionSize=16M
            -XX:MetaspaceSize=96m
            -XX:MinMetaspaceFreeRatio=50
            -XX:MaxMetaspaceFreeRatio=80
            -XX:+ExplicitGCInvokesConcurrent
            -Xlog:gc
            """;

    /**
     * How much heap a kind of server can use.
     *
     * @param enough more than this is of no use
     * @param young MiB of the young generation on a laptop: nearly all that a start makes, since each collection in the
     *     midst of one costs it time
     * @param old MiB of the old generation with which it starts on a laptop
     * @param most MiB of its whole heap on a laptop
     */
    record Need(DataSize enough, int young, int old, int most) {
        /**
         * Nine JVMs on two cores: what starts soonest and holds little. A heap that grows when it must holds 60 to 100
         * MiB less in a broker that idles.
         */
        private Jvm onLaptop() {
            return new Jvm(DataSize.mib(young + old), DataSize.mib(most), """
                    -Xmn%dm
                    -XX:+UseSerialGC
                    -XX:TieredStopAtLevel=1
                    """.formatted(young));
        }

        /** What is left goes to the page cache, from which consumers are served: so half of the memory at most. */
        private DataSize on(String type) {
            long half = Instance.of(type)
                    .map(instance -> instance.memory().bytes() / 2)
                    .orElse(DataSize.gib(1).bytes());
            return DataSize.mib(Math.min(enough.toMib(), half >> 20));
        }
    }

    static Jvm of(Need need, Site site, String instance, Optional<DataSize> described) {
        if (site instanceof Site.ThisMachine) {
            return need.onLaptop();
        }
        DataSize heap = described.orElseGet(() -> need.on(instance));
        return new Jvm(heap, heap, SERVER_COLLECTOR);
    }

    /** What the process holds once it serves. Metaspace, code cache, threads and buffers come to 192 MiB at rest. */
    DataSize memory() {
        return new DataSize(least.bytes() + DataSize.mib(192).bytes());
    }

    /** The options file, with the options of the program itself at the end. */
    String options(String ownOptions) {
        return """
                # Options of the JVM, read as `java @jvm.options`.
                -Xms%s
                -Xmx%s
                %s-XX:+ExitOnOutOfMemoryError
                -Djava.awt.headless=true
                %s""".formatted(least.toMib() + "m", heap.toMib() + "m", collector, ownOptions);
    }
}
