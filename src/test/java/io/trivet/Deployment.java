package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.test.TestResult;
import io.trivet.drill.RollDrill;
import io.trivet.edge.aws.Update;
import io.trivet.layout.Node;
import io.trivet.plan.Plan;
import io.trivet.platform.Ec2Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

/** A stack on machines of this one: described, deployed again and again while records are written, and looked at. */
final class Deployment implements AutoCloseable {
    /** What blocks keeps no other from its turn. */
    static final Executor THREADS = command -> new Thread(command).start();

    /** In seconds. No wait of a roll is in vain, and a machine that is busy takes its time. */
    private static final int PATIENCE = 300;

    final MachineCluster cluster;
    final MachineMocks aws;

    /** What the program has said of nodes that it waits for. */
    final List<String> progress = new CopyOnWriteArrayList<>();

    private final Path home;
    private String described;
    private Plan<Ec2Platform> plan;
    private List<Node> leaving = List.of();
    private int mark;

    /**
     * Not deployed yet.
     *
     * @param described what it is at first
     * @param versions descriptions of all nodes that there will ever be, one for each version that they will run
     */
    Deployment(Path home, String described, String... versions) throws IOException, InterruptedException {
        this.home = home;
        this.cluster = new MachineCluster(home, "10.95", PATIENCE);
        cluster.prepare(versions);
        this.aws = new MachineMocks(cluster);
        this.described = described;
        this.plan = cluster.plan(described);
    }

    Plan<Ec2Platform> plan() {
        return plan;
    }

    String described() {
        return described;
    }

    /** Edits the description; brokers that are described no more are those that leave. */
    void describe(String before, String after) throws IOException {
        assertThat(described).contains(before);
        described = described.replace(before, after);
        List<Node> deployed = plan.layout().nodes();
        plan = cluster.plan(described);
        List<String> names = plan.layout().nodes().stream().map(Node::name).toList();
        leaving = deployed.stream().filter(node -> !names.contains(node.name())).toList();
    }

    /** From here on is looked back to. */
    void mark() {
        mark = cluster.bucket.log().size();
        leaving = List.of();
        progress.clear();
    }

    /** What has become of nodes since. */
    RollLog since() {
        List<String> log = cluster.bucket.log();
        return new RollLog(log.subList(mark, log.size()));
    }

    /** Fails unless all that was touched since was touched wave by wave, and is there. */
    void wentWaveByWave() {
        since().goesWaveByWave(plan, leaving.stream().map(Node::name).toList(), digests());
    }

    /** What each node must be. */
    SortedMap<String, String> digests() {
        SortedMap<String, String> digests = new TreeMap<>();
        for (NodeMachine machine : cluster.machines()) {
            cluster.text("desired/" + machine.name())
                    .ifPresent(text -> digests.put(machine.name(), text.substring(0, 64)));
        }
        return digests;
    }

    /** The processes of the servers that run. */
    SortedMap<String, Long> pids() throws IOException {
        SortedMap<String, Long> pids = new TreeMap<>();
        for (NodeMachine machine : cluster.machines()) {
            machine.pid()
                    .filter(pid -> ProcessHandle.of(pid).isPresent())
                    .ifPresent(pid -> pids.put(machine.name(), pid));
        }
        return pids;
    }

    /** How often the server of each node was stopped on the machine that it has. */
    SortedMap<String, Long> stops() throws IOException {
        SortedMap<String, Long> stops = new TreeMap<>();
        for (String node : pids().keySet()) {
            stops.put(
                    node,
                    cluster.machine(node)
                            .asked()
                            .lines()
                            .filter(line -> line.startsWith("systemctl stop "))
                            .count());
        }
        return stops;
    }

    TestResult up() {
        aws.begin();
        TestResult result = new Update(plan, false, leaving, progress::add, Duration.ofMillis(300)).run(aws);
        if (result.errors().isEmpty()) {
            aws.succeeded();
        }
        return result;
    }

    void upSucceeds() {
        long begin = System.nanoTime();
        assertThat(up().errors()).as(cluster::said).isEmpty();
        System.out.printf(
                Locale.ROOT,
                "up of %d nodes in %.1f s%n",
                plan.nodes().size(),
                Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0);
    }

    /** Gives topics as many copies as are described. */
    void replicate() throws IOException, InterruptedException {
        cluster.trivet
                .with(Map.of("JAVA_TOOL_OPTIONS", "-Djdk.net.hosts.file=" + cluster.hosts()))
                .succeed("operate", "replication", MachineCluster.STACK, "--apply");
    }

    void await(Callable<Boolean> condition) throws Exception {
        long begin = System.nanoTime();
        while (!condition.call()) {
            assertThat(System.nanoTime() - begin).as(cluster::said).isLessThan(1_000_000_000L * PATIENCE);
            Thread.sleep(50);
        }
    }

    /** What happens under a load. */
    interface Happening {
        void run() throws Exception;
    }

    /** While records are written; none may be refused, lost, doubled or out of order. */
    void underLoad(Happening happening) throws Exception {
        underLoad(plan.clientBootstrap(), happening);
    }

    void underLoad(String bootstrap, Happening happening) throws Exception {
        Path begun = home.resolve("begun");
        Path ended = home.resolve("ended");
        Files.deleteIfExists(begun);
        Files.deleteIfExists(ended);
        String wait = "touch " + begun + "; until [ -e " + ended + " ]; do sleep 0.2; done";
        CompletableFuture<Integer> load = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return cluster.trivet.drill(
                                MachineCluster.STACK, RollDrill.class, List.of(bootstrap, "sh", "-c", wait));
                    } catch (IOException | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                THREADS);
        await(() -> {
            assertThat(load).isNotDone();
            return Files.exists(begun);
        });
        try {
            happening.run();
        } finally {
            Files.createFile(ended);
        }
        assertThat(load.get())
                .as("writes that failed, records lost, doubled or out of order")
                .isZero();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        cluster.close();
    }
}
