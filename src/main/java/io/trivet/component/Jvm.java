package io.trivet.component;

import io.trivet.layout.Instance;
import io.trivet.layout.Role;
import io.trivet.layout.Site;
import io.trivet.stack.DataSize;
import java.util.Optional;

/**
 * The JVM of a node: its heap, and the options that go with the place where it runs.
 *
 * @param heap least and most
 * @param collector options of the garbage collector, one a line
 */
record Jvm(DataSize heap, String collector) {
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

    /** Nine JVMs on two cores: what starts soonest and holds least. */
    private static final String LAPTOP_COLLECTOR = """
            -XX:+UseSerialGC
            -XX:TieredStopAtLevel=1
            """;

    static Jvm of(Role role, Site site, String instance, Optional<DataSize> described) {
        if (site instanceof Site.ThisMachine) {
            return new Jvm(DataSize.mib(role == Role.BROKER ? 384 : 128), LAPTOP_COLLECTOR);
        }
        return new Jvm(described.orElseGet(() -> byInstance(role, instance)), SERVER_COLLECTOR);
    }

    /**
     * What is left goes to the page cache, from which consumers are served: so half of the memory at most, and no more
     * than the 6 GiB that Kafka's own documentation runs brokers with, 2 GiB for a controller, 1 GiB for a ZooKeeper
     * server.
     */
    private static DataSize byInstance(Role role, String type) {
        long most = switch (role) {
            case BROKER -> 6;
            case CONTROLLER -> 2;
            case ZOOKEEPER -> 1;
        };
        long half = Instance.of(type)
                .map(instance -> instance.memory().bytes() / 2)
                .orElse(DataSize.gib(1).bytes());
        return DataSize.mib(Math.min(DataSize.gib(most).toMib(), half >> 20));
    }

    /**
     * What the process may take in all. Metaspace, code cache, threads and buffers come to a quarter of a GiB at rest.
     */
    DataSize memory() {
        return new DataSize(heap.bytes() + DataSize.mib(256).bytes());
    }

    /** The options file, with the options of the program itself at the end. */
    String options(String ownOptions) {
        String size = heap.toMib() + "m";
        return """
                # Options of the JVM, read as `java @jvm.options`.
                -Xms%s
                -Xmx%s
                %s-XX:+ExitOnOutOfMemoryError
                -Djava.awt.headless=true
                %s""".formatted(size, size, collector, ownOptions);
    }
}
