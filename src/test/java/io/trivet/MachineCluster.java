package io.trivet;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.edge.local.artifact.Artifacts;
import io.trivet.edge.local.artifact.Cache;
import io.trivet.edge.local.process.FormatMain;
import io.trivet.edge.local.process.Home;
import io.trivet.edge.local.process.Loopback;
import io.trivet.edge.local.process.NodeCommand;
import io.trivet.edge.local.process.NodeFiles;
import io.trivet.edge.local.process.NodeTask;
import io.trivet.edge.local.process.Programs;
import io.trivet.edge.local.secret.Secrets;
import io.trivet.layout.Role;
import io.trivet.layout.Site;
import io.trivet.operate.Failure;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import io.trivet.platform.Ec2Platform;
import io.trivet.stack.Security;
import io.trivet.stack.StackReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A cluster of machines on this one, with the bucket that their agents ask and tell. */
final class MachineCluster implements AutoCloseable {
    static final String STACK = "machines";

    final Trivet trivet;
    final MotoServer bucket;
    private final Path home;
    private final String network;
    private final int patience;
    private final SortedMap<String, SortedMap<String, NodeMachine.Release>> releases = new TreeMap<>();
    private final SortedMap<String, NodeMachine> machines = new TreeMap<>();
    private final Map<String, Integer> births = new ConcurrentHashMap<>();

    /**
     * Without machines.
     *
     * @param network the first two bytes of the addresses of its own, such as 10.94
     * @param patience seconds without any change after which agents give a wait up
     */
    MachineCluster(Path home, String network, int patience) throws IOException, InterruptedException {
        this.home = home;
        this.network = network;
        this.patience = patience;
        this.bucket = new MotoServer(STACK, home.resolve("moto.log"));
        this.trivet = Trivet.in(home);
    }

    /** The plan of a description, of which these lines are its own. */
    Plan<Ec2Platform> plan(String own) throws IOException {
        String text = """
                config:
                  aws:region: us-east-1
                  trivet:cluster:
                    extends: cluster.yaml
                    name: machines
                    environment: dev
                    zones: [us-east-1a, us-east-1b, us-east-1c]
                    network: {cidr: %s.0.0/20}
                    dns: {zone: us-east-1.dev.internal}
                """.formatted(network) + own.indent(4);
        Path stacks = trivet.home().resolve("stacks");
        Files.writeString(stacks.resolve("Pulumi." + STACK + ".yaml"), text);
        // The same with the addresses of this machine, which no description of a real cluster may have.
        Path here = Files.writeString(
                stacks.resolve("Pulumi.loopback.yaml"), text.replace(network, network.replace("10.", "127.")));
        Plan<Ec2Platform> plan =
                Plan.of(StackReader.read(trivet.home(), here).ec2().orElseThrow(), Site.EC2);
        Files.delete(here);
        return plan;
    }

    /**
     * Learns what {@code trivet local up} would start on each machine, and leaves an empty volume for it.
     *
     * @param versions descriptions of all nodes that there will ever be, one for each version that they will run; the
     *     volumes are those of the first
     */
    void prepare(String... versions) throws IOException, InterruptedException {
        for (int i = versions.length - 1; i >= 0; i--) {
            Plan<Ec2Platform> plan = plan(versions[i]);
            empty(root().root());
            try {
                learn(Plan.of(
                        StackReader.read(trivet.home(), trivet.home().resolve("stacks/Pulumi." + STACK + ".yaml"))
                                .ec2()
                                .orElseThrow(),
                        Loopback.site(root(), false)));
            } catch (Failure e) {
                throw new IllegalStateException(e);
            }
            if (i == 0) {
                format(plan);
                plan.nodes()
                        .forEach(node -> machines.put(
                                node.node().name(),
                                unborn(node.node().role(), node.node().name())));
            }
        }
    }

    /** The programs and files of nodes on this machine, of which none starts. */
    private void learn(Plan<Ec2Platform> plan) throws Failure, IOException {
        Artifacts artifacts = new Artifacts(Cache.folder().resolve("artifacts"), System.err, false, List.of());
        Programs programs = Programs.of(plan, artifacts);
        NodeFiles.write(root(), plan, NodeTask.of(plan.nodes()));
        Secrets secrets = new Secrets(root().root());
        Optional<Security> security = plan.platform().security();
        if (security.isPresent()) {
            secrets.make(
                    plan.layout().cluster(),
                    security.get(),
                    plan.platform().clients(),
                    List.of(),
                    plan.clientBootstrap());
        }
        for (PlannedNode node : plan.nodes()) {
            NodeTask server = NodeTask.server(node);
            if (security.isPresent()) {
                secrets.node(plan.layout(), security.get(), node.node(), server.folder(root()));
            }
            learn(node, NodeCommand.of(server, root(), programs));
        }
    }

    private Home root() {
        return new Home(trivet.home().resolve(".trivet").resolve(STACK));
    }

    private void learn(PlannedNode node, List<String> command) throws IOException {
        String name = node.node().name();
        String version = plannedVersion(node);
        Path files =
                Files.createDirectories(home.resolve("releases").resolve(name).resolve(version));
        Path etc = local(name).resolve(node.node().role() == Role.ZOOKEEPER ? "etc/zookeeper" : "etc/kafka");
        try (Stream<Path> list = Files.list(etc)) {
            for (Path file : list.toList()) {
                Files.copy(file, files.resolve(file.getFileName()));
            }
        }
        releases.computeIfAbsent(name, all -> new TreeMap<>()).put(version, new NodeMachine.Release(command, files));
    }

    private static String plannedVersion(PlannedNode node) {
        return node.launch().software().version();
    }

    private NodeMachine unborn(Role role, String name) {
        int birth = births.merge(name, 1, Integer::sum);
        String instance = "i-" + name + "-" + birth;
        return new NodeMachine(
                home.resolve("machines").resolve(instance),
                role,
                name,
                instance,
                requireNonNull(releases.get(name)),
                hosts());
    }

    private void format(Plan<Ec2Platform> plan) throws IOException, InterruptedException {
        List<String> formats = new ArrayList<>();
        for (PlannedNode node : plan.nodes()) {
            boolean zookeeper = node.node().role() == Role.ZOOKEEPER;
            empty(local(node.node().name()).resolve(zookeeper ? "var/lib/zookeeper" : "var/lib/kafka"));
            String quorum = node.node().role().isVoter()
                    ? "--initial-controllers\t"
                            + plan.platform().initialControllers().orElse("")
                    : "--no-initial-controllers";
            formats.add(call(plan, node.node().name(), quorum));
        }
        if (plan.platform().initialControllers().isPresent()) {
            format(formats, plannedVersion(planned(plan, "broker1")));
        }
    }

    /** Formats the empty volume of a node. */
    void format(Plan<Ec2Platform> plan, String node, String quorum) throws IOException, InterruptedException {
        format(List.of(call(plan, node, quorum)), plannedVersion(planned(plan, "broker1")));
    }

    private String call(Plan<Ec2Platform> plan, String node, String quorum) {
        return String.join(
                "\t",
                "format",
                "--cluster-id",
                plan.layout().clusterId(),
                "--config",
                local(node).resolve("etc/kafka/server.properties").toString(),
                quorum);
    }

    private void format(List<String> formats, String version) throws IOException, InterruptedException {
        Path file = Files.writeString(home.resolve("formats"), String.join("\n", formats) + "\n");
        Path log = home.resolve("formats.log");
        String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
        String libraries = requireNonNull(
                        requireNonNull(releases.get("broker1")).get(version))
                .libraries();
        assertThat(new ProcessBuilder(java, "-cp", libraries, FormatMain.class.getName(), file.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start()
                        .waitFor())
                .as(() -> "see " + log)
                .isZero();
    }

    /** Leaves a folder that holds nothing. */
    static void empty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(folder);
    }

    static PlannedNode planned(Plan<Ec2Platform> plan, String name) {
        return plan.nodes().stream()
                .filter(node -> node.node().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** What of a node is on this machine, its volume among it. */
    Path local(String node) {
        return root().node(node);
    }

    /** Names of nodes and their addresses, for programs on this machine. */
    Path hosts() {
        return root().hosts();
    }

    /** Names and their addresses, as the hosted zone has them from now on. */
    synchronized void resolve(SortedMap<String, List<String>> names) {
        try {
            StringBuilder text = new StringBuilder();
            Files.readAllLines(hosts()).stream()
                    .filter(line -> line.startsWith("127.0.0.1 "))
                    .forEach(line -> text.append(line).append('\n'));
            names.forEach((name, addresses) -> addresses.forEach(
                    address -> text.append(address).append(' ').append(name).append('\n')));
            Path part = Files.writeString(hosts().resolveSibling("hosts.part"), text);
            Files.move(part, hosts(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized NodeMachine machine(String node) {
        return requireNonNull(machines.get(node));
    }

    synchronized List<NodeMachine> machines() {
        return List.copyOf(machines.values());
    }

    /** A machine that was never up takes what the bucket says, and its agent serves. */
    void boot(String node) {
        String[] desired = text("desired/" + node).orElseThrow().split("\n", 3);
        NodeMachine machine = machine(node);
        onMachine(() -> machine.boot(text(desired[1]).orElseThrow(), desired[2], local(node)));
        serve(node);
    }

    /** Starts the agent of a machine that is up. */
    void serve(String node) {
        onMachine(() -> machine(node).serve(bucket, STACK, patience));
    }

    /** What becomes of a machine whose type changes. */
    void restart(String node) {
        NodeMachine machine = machine(node);
        onMachine(() -> {
            machine.killAgent();
            machine.systemctl("stop");
            machine.systemctl("start");
        });
        serve(node);
    }

    /** Another one in its place, which is not up yet, around the same volume. */
    void replace(String node) {
        end(node);
        synchronized (this) {
            machines.put(node, unborn(machine(node).role(), node));
        }
    }

    /** It is gone, and its volume is kept. */
    void end(String node) {
        NodeMachine machine = machine(node);
        onMachine(() -> {
            machine.killAgent();
            machine.systemctl("stop");
        });
    }

    /** Something that is done to a machine. */
    private interface Deed {
        void run() throws IOException, InterruptedException;
    }

    private static void onMachine(Deed deed) {
        try {
            deed.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void put(String key, String text) {
        try {
            bucket.put(key, text);
        } catch (Failure e) {
            throw new IllegalStateException(e);
        }
    }

    void delete(String key) {
        try {
            bucket.delete(key);
        } catch (Failure e) {
            throw new IllegalStateException(e);
        }
    }

    Optional<String> text(String key) {
        try {
            return bucket.get(key);
        } catch (Failure e) {
            throw new IllegalStateException(e);
        }
    }

    /** What all agents have said, for a test that fails. */
    String said() {
        return machines().stream()
                .map(machine -> machine.instance() + "\n" + machine.said())
                .collect(Collectors.joining());
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (NodeMachine machine : machines()) {
            machine.killAgent();
            machine.kill();
        }
        bucket.close();
        trivet.succeed("local", "down", STACK, "--delete", "--yes");
    }
}
