package io.trivet.process;

import io.trivet.layout.Instance;
import io.trivet.layout.Site;
import io.trivet.process.jvm.Collector;
import io.trivet.process.jvm.JvmOption;
import io.trivet.stack.DataSize;
import io.trivet.stack.OnEc2;
import java.util.List;
import java.util.Optional;

/**
 * The JVM of a node: its heap, the options that go with the place where it runs, and those that are described.
 *
 * @param least heap at the start; on a server all of it, so that it never has to grow
 * @param collector options of the garbage collector, one a line
 * @param described other options, in the order of the description
 */
record Jvm(DataSize least, DataSize heap, String collector, List<JvmOption> described) {
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
        private Jvm onLaptop(List<JvmOption> described) {
            return new Jvm(DataSize.mib(young + old), DataSize.mib(most), """
                    -Xmn%dm
                    -XX:+UseSerialGC
                    -XX:TieredStopAtLevel=1
                    """.formatted(young), described);
        }

        /** What is left goes to the page cache, from which consumers are served: so half of the memory at most. */
        private DataSize on(String type) {
            long half = Instance.of(type)
                    .map(instance -> instance.memory().bytes() / 2)
                    .orElse(DataSize.gib(1).bytes());
            return DataSize.mib(Math.min(enough.toMib(), half >> 20));
        }
    }

    static Jvm of(Need need, Site site, OnEc2.Nodes nodes) {
        List<JvmOption> described = nodes.jvmOptions().orElse(List.of()).stream()
                .flatMap(text -> JvmOption.of(text).stream())
                .toList();
        return of(need, site, nodes.instance(), nodes.heap(), described);
    }

    static Jvm of(Need need, Site site, String instance, Optional<DataSize> ofHeap, List<JvmOption> described) {
        if (site instanceof Site.ThisMachine) {
            return need.onLaptop(described);
        }
        DataSize heap = ofHeap.orElseGet(() -> need.on(instance));
        return new Jvm(heap, heap, Collector.OF_SERVERS, described);
    }

    /** What the process holds once it serves. Metaspace, code cache, threads and buffers come to 192 MiB at rest. */
    DataSize memory() {
        return new DataSize(least.bytes() + DataSize.mib(192).bytes());
    }

    /** The options file, with the options of the program itself behind its own, and those described at the end. */
    String options(String ownOptions) {
        String own = """
                # Options of the JVM, read as `java @jvm.options`.
                -Xms%s
                -Xmx%s
                %s-XX:+ExitOnOutOfMemoryError
                -Djava.awt.headless=true
                %s""".formatted(least.toMib() + "m", heap.toMib() + "m", collector, ownOptions);
        if (described.isEmpty()) {
            return own;
        }
        StringBuilder text = new StringBuilder(JvmOption.without(own, described)).append("# Described\n");
        described.forEach(option -> text.append(option.text()).append('\n'));
        return text.toString();
    }
}
