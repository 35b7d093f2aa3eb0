package io.trivet.edge.local.process;

import io.trivet.exporter.SecuredExporter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Commands that start the processes of nodes. */
public final class NodeCommand {
    /**
     * A broker takes the buffer of its log cleaner when it starts: 128 MiB, half of all that it holds. On a laptop, 2
     * MiB compact as well, and are too few for more than one thread. And where all brokers stop at once, the last ones
     * have no other to hand their partitions to: three tries, but not five seconds apart. With KRaft a broker learns
     * with a heartbeat that it may serve, and with another that it may end: a second of its own each time. Threads that
     * a server of its own would use slow down the start of brokers that share one machine: each has its own selector,
     * sensors and connections.
     *
     * <p>Source: {@code kafka.log.LogCleaner}, {@code kafka.network.SocketServer},
     * {@code kafka.server.AbstractFetcherManager}, {@code kafka.server.KafkaServer.controlledShutdown} and
     * {@code kafka.server.BrokerLifecycleManager} 3.9; {@code kafka.Kafka} takes {@code --override}.
     */
    private static final List<String> ON_A_LAPTOP = List.of(
            "log.cleaner.dedupe.buffer.size=2097152",
            "log.cleaner.threads=1",
            "controlled.shutdown.retry.backoff.ms=200",
            "broker.heartbeat.interval.ms=200",
            "num.network.threads=1",
            "num.io.threads=3",
            "num.replica.fetchers=1");

    /** The exporter as its makers released it. */
    private static final String RELEASED = "io.prometheus.jmx.JavaAgent";

    private static final String OVERRIDABLE = "kafka.Kafka";

    private NodeCommand() {}

    /** Names of the settings that are the same on every laptop, whatever is described. */
    public static SortedSet<String> decided() {
        return ON_A_LAPTOP.stream()
                .map(setting -> setting.substring(0, setting.indexOf('=')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A process of a node, to be run in the folder of its configuration. */
    public static List<String> of(NodeTask task, Home home, Programs programs) {
        List<String> command = java(task, home, programs);
        command.addAll(ClassArchives.of(home).writing(task, programs));
        command.add("-D" + NodeNames.PROPERTY + "=" + home.hosts());
        command.add("@jvm.options");
        task.launch()
                .exporter()
                .ifPresent(exporter -> command.addAll(List.of(
                        NodeMain.class.getName(),
                        exporter.secured() ? SecuredExporter.class.getName() : RELEASED,
                        exporter.arguments(task.exporter().orElseThrow()))));
        command.add(task.launch().mainClass());
        command.addAll(task.launch().arguments());
        if (task.launch().mainClass().equals(OVERRIDABLE)) {
            ON_A_LAPTOP.forEach(setting -> command.addAll(List.of("--override", setting)));
        }
        return command;
    }

    /** The beginning of all: the Java that runs Trivet, the stack that it is for, and what it loads classes from. */
    static List<String> java(NodeTask task, Home home, Programs programs) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(Leftovers.mark(home));
        command.addAll(ClassArchives.of(home).reading(task, programs));
        command.addAll(List.of("-cp", programs.classPath(task.launch())));
        return command;
    }
}
