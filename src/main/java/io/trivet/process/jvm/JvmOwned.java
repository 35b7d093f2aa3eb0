package io.trivet.process.jvm;

import java.util.List;
import java.util.Optional;

/**
 * Options of a JVM that are not a person's to describe, because Trivet writes them, another key says them, or they open
 * what is closed.
 */
public final class JvmOwned {
    /**
     * Why an option is not to be described, and what to do instead.
     *
     * @param reason reads on from "be left out: "
     * @param mend what to do, in words
     */
    public record Owner(String reason, String mend) {}

    /** Options that begin so, with what says why. */
    private record Rule(List<String> begins, Owner owner) {}

    private static final Owner HEAP = new Owner("the heap has a key of its own", "write it as heap");
    private static final Owner EXPORTER = new Owner(
            "Trivet starts the exporter, and an agent of another would read all that the server holds",
            "remove it; say in monitoring what reads the metrics");
    private static final Owner REMOTE = new Owner(
            "it opens a port on which any caller can run what it likes", "remove it; the exporter tells what JMX does");
    private static final Owner LOGGING =
            new Owner("logging follows from Trivet's own files", "write the levels of loggers as logLevels");
    private static final Owner END =
            new Owner("a server without memory ends at once, and is started again", "remove it");
    private static final Owner RUNS = new Owner("it names a command or a file that the JVM obeys", "remove it");
    private static final Owner PATHS =
            new Owner("what a server loads follows from its version and its plugins", "remove it");
    private static final Owner ENSEMBLE =
            new Owner("it is a setting of ZooKeeper", "write it in zookeeper.settings, by its name there");

    private static final List<Rule> RULES = List.of(
            new Rule(
                    List.of("-Xmx", "-Xms", "-XX:MaxHeapSize", "-XX:InitialHeapSize", "-XX:MinHeapSize", "-XX:MaxRAM"),
                    HEAP),
            new Rule(List.of("-XX:InitialRAM", "-XX:MinRAM", "-XX:AllocateHeapAt", "-XX:+AggressiveHeap"), HEAP),
            new Rule(List.of("-javaagent:", "-agentlib:", "-agentpath:"), EXPORTER),
            new Rule(List.of("-Dcom.sun.management.", "-Xdebug", "-Xrunjdwp"), REMOTE),
            new Rule(List.of("-Dlog4j", "-Dlogback.", "-Dkafka.logs.dir", "-Dzookeeper.jmx.log4j."), LOGGING),
            new Rule(List.of("-Dzookeeper.", "-Djute."), ENSEMBLE),
            new Rule(
                    List.of(
                            "-XX:+ExitOnOutOfMemoryError",
                            "-XX:-ExitOnOutOfMemoryError",
                            "-XX:+CrashOnOutOfMemoryError"),
                    END),
            new Rule(
                    List.of(
                            "-XX:OnError",
                            "-XX:OnOutOfMemoryError",
                            "-XX:Flags",
                            "-XX:VMOptionsFile",
                            "-XX:CompileCommand"),
                    RUNS),
            new Rule(
                    List.of(
                            "-Djava.class.path",
                            "-Djava.home",
                            "-Djava.system.class.loader",
                            "-Djava.security.manager"),
                    PATHS),
            new Rule(List.of("-Djdk.module.", "-Dsun.boot.", "-Djava.library.path", "-Djdk.net.hosts.file"), PATHS));

    private JvmOwned() {}

    /** Why the text of an option is not to be described; empty where it may be. */
    public static Optional<Owner> of(String text) {
        return RULES.stream()
                .filter(rule -> rule.begins.stream().anyMatch(text::startsWith))
                .map(Rule::owner)
                .findFirst();
    }
}
