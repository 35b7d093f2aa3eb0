package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trivet.drill.DropTopic;
import io.trivet.drill.MakeTopic;
import io.trivet.edge.local.process.FormatMain;
import io.trivet.layout.Node;
import io.trivet.layout.Role;
import io.trivet.layout.Site;
import io.trivet.plan.Bundles;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import io.trivet.platform.Ec2Platform;
import io.trivet.stack.StackReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The gates of EC2: the packaged agent with the class path of a machine and the bundles of the bucket, on real servers
 * that are started one after the other, as Pulumi would. systemd is a script that starts and ends processes; what a
 * machine has beside it writes down what it was asked.
 */
final class AgentIT {
    private static final String STACK = "gates";
    private static final String ZOOKEEPER = "zookeeper: {instance: t4g.small, volume: {size: 10GiB}}";
    private static final String KRAFT = """
            kafka: {version: 4.3.1, metadata: kraft}
                zookeeper: null
                controllers: {nodes: 3, instance: t4g.small, volume: {size: 10GiB}}""";

    private static final String STATIC =
            "log.cleaner.backoff.ms: 20000, log.segment.bytes: 536870912, queued.max.requests: 600";

    @TempDir
    private Path home;

    private Trivet trivet;
    private String metadata;
    private Plan<Ec2Platform> now;
    private SortedMap<String, List<String>> commands;

    @BeforeEach
    void a_home_of_its_own() throws IOException {
        trivet = Trivet.in(home);
        commands = new TreeMap<>();
    }

    @AfterEach
    void nothing_is_left_running() throws IOException, InterruptedException {
        for (String node : commands.keySet()) {
            kill(node);
        }
        trivet.succeed("local", "down", STACK, "--delete", "--yes");
    }

    @ParameterizedTest
    @ValueSource(strings = {ZOOKEEPER, KRAFT})
    void gates_let_a_change_through_in_the_order_of_the_chain_and_nothing_that_is_not_safe(String mode)
            throws IOException, InterruptedException {
        metadata = mode;
        Plan<Ec2Platform> first = described("");
        servers_of_this_machine(first);

        fresh_nodes_pass_while_those_behind_them_do_not_exist_yet(first);
        String topic = a_topic_on_all_brokers(first);
        a_dynamic_change_restarts_nothing();
        a_restart_that_would_stop_writes_is_refused();
        a_static_change_restarts_the_server_once();
        brokers_that_hold_partitions_may_not_leave(first, topic);
        a_voter_without_its_quorum_does_not_pass_and_passes_when_it_is_back(now);
        if (mode.equals(KRAFT)) {
            a_controller_that_lost_its_volume_is_told_from_a_new_one(first);
        }
    }

    private void fresh_nodes_pass_while_those_behind_them_do_not_exist_yet(Plan<Ec2Platform> plan)
            throws IOException, InterruptedException {
        for (List<Node> wave : plan.waves()) {
            for (Node member : wave) {
                PlannedNode node = plan.nodes().stream()
                        .filter(planned -> planned.node().equals(member))
                        .findFirst()
                        .orElseThrow();
                boot(plan, node);
                assertThat(gate(plan, node)).as("gate of " + name(node)).isZero();
                assertThat(asked(node)).containsOnlyOnce("start ").doesNotContain("stop ");
            }
        }
        PlannedNode again = brokers(plan).get(0);
        assertThat(gate(plan, again)).isZero();
        assertThat(asked(again)).containsOnlyOnce("start ");
    }

    private String a_topic_on_all_brokers(Plan<Ec2Platform> plan) throws IOException, InterruptedException {
        assertThat(trivet.drill(STACK, MakeTopic.class, List.of(plan.clientBootstrap(), "orders", "1,2,3")))
                .isZero();
        return "orders-0";
    }

    private void a_dynamic_change_restarts_nothing() throws IOException, InterruptedException {
        Plan<Ec2Platform> changed = described("log.cleaner.backoff.ms: 20000, log.segment.bytes: 536870912");
        PlannedNode broker = brokers(changed).get(0);
        PlannedNode voter = changed.nodes().get(0);

        assertThat(gate(changed, voter)).isZero();
        assertThat(asked(voter)).containsOnlyOnce("start ").doesNotContain("stop ");
        assertThat(gate(changed, broker)).isZero();
        assertThat(out(broker)).contains("log.cleaner.backoff.ms=20000 for all brokers");
        assertThat(asked(broker)).containsOnlyOnce("start ").doesNotContain("stop ");
        assertThat(Files.readString(root(broker).resolve("etc/kafka/server.properties")))
                .contains("log.cleaner.backoff.ms=20000");
        if (voter.node().role() == Role.CONTROLLER) {
            assertThat(out(voter)).contains("log.segment.bytes=536870912 for all brokers");
            assertThat(out(broker)).doesNotContain("log.segment.bytes=536870912 for all brokers");
        }
    }

    private void a_restart_that_would_stop_writes_is_refused() throws IOException, InterruptedException {
        Plan<Ec2Platform> changed = described(STATIC);
        PlannedNode broker = brokers(changed).get(0);
        String bootstrap = changed.clientBootstrap();
        assertThat(trivet.drill(STACK, MakeTopic.class, List.of(bootstrap, "fragile", "1,2")))
                .isZero();

        assertThat(gate(changed, broker)).isOne();

        assertThat(out(broker))
                .contains("roll-unsafe")
                .contains("fragile-0 has 1 replica elsewhere, and min.insync.replicas is 2")
                .doesNotContain("orders-0");
        assertThat(asked(broker)).containsOnlyOnce("start ").doesNotContain("stop ");
        assertThat(trivet.drill(STACK, DropTopic.class, List.of(bootstrap, "fragile")))
                .isZero();
    }

    private void a_static_change_restarts_the_server_once() throws IOException, InterruptedException {
        Plan<Ec2Platform> changed = described(STATIC);
        PlannedNode broker = brokers(changed).get(0);
        long before = pid(name(broker)).orElseThrow();

        assertThat(gate(changed, broker)).isZero();

        assertThat(asked(broker)).contains("stop ").contains("boot.sh software");
        assertThat(pid(name(broker)).orElseThrow()).isNotEqualTo(before);
        assertThat(gate(changed, broker)).isZero();
        assertThat(asked(broker)).containsOnlyOnce("stop ");
    }

    private void brokers_that_hold_partitions_may_not_leave(Plan<Ec2Platform> plan, String partition)
            throws IOException, InterruptedException {
        PlannedNode broker = brokers(plan).get(0);

        assertThat(agent(broker, "leaving", "--brokers", "3", "--role", roleFile(broker)))
                .isZero();
        assertThat(agent(broker, "leaving", "--brokers", "2", "--role", roleFile(broker)))
                .isOne();
        assertThat(out(broker)).contains("broker-still-used").contains(partition);
    }

    private void a_voter_without_its_quorum_does_not_pass_and_passes_when_it_is_back(Plan<Ec2Platform> plan)
            throws IOException, InterruptedException {
        List<PlannedNode> voters = plan.nodes().stream()
                .filter(node -> node.node().role() != Role.BROKER)
                .toList();
        PlannedNode left = voters.get(0);
        for (PlannedNode lost : voters.subList(1, voters.size())) {
            kill(name(lost));
        }

        // A leader of KRaft takes its followers for alive until they have not fetched for two seconds.
        int code = gate(plan, left, "--patience", "6");
        for (int tries = 0; code == 0 && tries < 3; tries++) {
            code = gate(plan, left, "--patience", "6");
        }

        assertThat(code).isOne();
        assertThat(out(left)).contains("roll-stuck").contains("its quorum");
        for (PlannedNode lost : voters.subList(1, voters.size())) {
            systemctl(lost, "start");
        }
        assertThat(gate(plan, left)).isZero();
    }

    private void a_controller_that_lost_its_volume_is_told_from_a_new_one(Plan<Ec2Platform> plan)
            throws IOException, InterruptedException {
        PlannedNode controller = plan.nodes().get(2);
        kill(name(controller));
        empty(trivet.home()
                .resolve(".trivet/gates/nodes")
                .resolve(name(controller))
                .resolve("var/lib/kafka"));

        assertThat(isFirst(controller)).isOne();
        assertThat(out(controller)).contains("controller-data-lost");
    }

    /** What runs on each machine, as {@code trivet local up} starts it; afterwards every volume is empty. */
    private void servers_of_this_machine(Plan<Ec2Platform> plan) throws IOException, InterruptedException {
        trivet.succeed("local", "up", STACK);
        for (JsonNode node : trivet.status(STACK)) {
            String command = Files.readString(Path.of("/proc", node.get("pid").asText(), "cmdline"));
            commands.put(node.get("node").asText(), Arrays.asList(command.split("\0")));
        }
        trivet.succeed("local", "down", STACK);
        List<String> formats = new ArrayList<>();
        for (PlannedNode node : plan.nodes()) {
            Path files = trivet.home().resolve(".trivet/gates/nodes").resolve(name(node));
            boolean zookeeper = node.node().role() == Role.ZOOKEEPER;
            empty(files.resolve(zookeeper ? "var/lib/zookeeper" : "var/lib/kafka"));
            List<String> quorum = node.node().role() == Role.CONTROLLER
                    ? List.of(
                            "--initial-controllers",
                            plan.platform().initialControllers().orElse(""))
                    : List.of("--no-initial-controllers");
            formats.add(String.join(
                            "\t",
                            List.of("format", "--cluster-id", plan.layout().clusterId()))
                    + "\t--config\t" + files.resolve("etc/kafka/server.properties") + "\t"
                    + String.join("\t", quorum));
        }
        if (plan.platform().initialControllers().isPresent()) {
            Path file = Files.writeString(home.resolve("formats"), String.join("\n", formats) + "\n");
            assertThat(run(
                            home.resolve("formats.log"),
                            List.of(java(), "-cp", libraries("broker1"), FormatMain.class.getName(), file.toString())))
                    .as(() -> read(home.resolve("formats.log")))
                    .isZero();
        }
    }

    private static void empty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(folder);
    }

    private Plan<Ec2Platform> described(String settings) throws IOException {
        Files.writeString(trivet.home().resolve("stacks/Pulumi.gates.yaml"), """
                config:
                  aws:region: us-east-1
                  trivet:cluster:
                    extends: cluster.yaml
                    name: gates
                    environment: dev
                    zones: [us-east-1a, us-east-1b, us-east-1c]
                    network: {cidr: 10.90.0.0/20}
                    dns: {zone: us-east-1.dev.internal}
                    %s
                    brokers:
                      nodes: 3
                      instance: t4g.medium
                      volume: {size: 50GiB}
                      settings: {%s}
                """.formatted(metadata, settings));
        now = Plan.of(
                StackReader.read(trivet.home(), trivet.home().resolve("stacks/Pulumi.gates.yaml"))
                        .ec2()
                        .orElseThrow(),
                Site.EC2);
        return now;
    }

    private static List<PlannedNode> brokers(Plan<Ec2Platform> plan) {
        return plan.nodes().stream()
                .filter(node -> node.node().role() == Role.BROKER)
                .toList();
    }

    /** What boot.sh does: the files of the bundles beside a volume of the node's own, and the process. */
    private void boot(Plan<Ec2Platform> plan, PlannedNode node) throws IOException, InterruptedException {
        SortedMap<String, String> files = new TreeMap<>();
        for (String bundle : List.of(shared(plan, node), own(plan, node))) {
            for (String part : bundle.split("(?m)^==> ")) {
                if (!part.isEmpty()) {
                    String[] halves = part.split(" <==\\n", 2);
                    files.merge(halves[0], halves[1], (first, last) -> first + "\n" + last);
                }
            }
        }
        Path lib = root(node).resolve("var/lib");
        Files.createDirectories(lib.getParent());
        Files.createSymbolicLink(lib, trivet.home().resolve(".trivet/gates/nodes/" + name(node) + "/var/lib"));
        for (var file : files.entrySet()) {
            Path path = root(node).resolve(file.getKey().substring(1));
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        Path machine = machine(name(node));
        Files.copy(Path.of("target/trivet.jar"), machine.resolve("trivet.jar"));
        String folder = node.node().role() == Role.ZOOKEEPER ? "etc/zookeeper" : "etc/kafka";
        Files.writeString(machine.resolve("command"), String.join("\0", commands.get(name(node))) + "\0");
        stub(node, "bash", "");
        stub(node, "sysctl", "");
        stub(node, "systemctl", """
                pid() { cat pid 2>/dev/null; }
                case $1 in
                    is-active) kill -0 "$(pid)" 2>/dev/null ;;
                    stop) kill "$(pid)"; while kill -0 "$(pid)" 2>/dev/null; do sleep 0.1; done; rm pid ;;
                    start)
                        (cd %s && exec xargs -0 -a %s/command setsid sh -c 'echo $$ >%s/pid; exec "$@"' sh) \
                            </dev/null >>log 2>&1 &
                        while [ ! -s pid ]; do sleep 0.05; done ;;
                esac
                """.formatted(
                trivet.home().resolve(".trivet/gates/nodes").resolve(name(node)).resolve(folder), machine, machine));
        Files.writeString(machine.resolve("asked"), "");
        if (node.node().role() == Role.CONTROLLER) {
            Files.writeString(machine.resolve("role.next"), shared(plan, node));
            Files.writeString(machine.resolve("node.next"), own(plan, node));
            assertThat(isFirst(node)).as(name(node)).isZero();
        }
        systemctl(node, "start");
    }

    private void stub(PlannedNode node, String command, String body) throws IOException {
        Path machine = machine(name(node));
        Path script = Files.createDirectories(machine.resolve("bin")).resolve(command);
        Files.writeString(script, "#!/bin/sh\ncd " + machine + "\necho " + command + " \"$*\" >>asked\n" + body);
        assertThat(script.toFile().setExecutable(true)).isTrue();
    }

    private void systemctl(PlannedNode node, String verb) throws IOException, InterruptedException {
        Path script = machine(name(node)).resolve("bin/systemctl");
        assertThat(run(machine(name(node)).resolve("systemctl.log"), List.of(script.toString(), verb, "kafka.service")))
                .isZero();
    }

    private int gate(Plan<Ec2Platform> plan, PlannedNode node, String... more)
            throws IOException, InterruptedException {
        Path machine = machine(name(node));
        Files.writeString(machine.resolve("role.next"), shared(plan, node));
        Files.writeString(machine.resolve("node.next"), own(plan, node));
        List<String> arguments = new ArrayList<>(List.of(
                "apply",
                "--hash",
                Bundles.of(plan, "").digest(node.node()),
                "--together",
                "zone",
                "--role",
                roleFile(node),
                "--node",
                machine.resolve("node.next").toString(),
                "--root",
                root(node).toString()));
        arguments.addAll(List.of(more));
        return agent(node, arguments.toArray(String[]::new));
    }

    private int isFirst(PlannedNode node) throws IOException, InterruptedException {
        return agent(
                node,
                "first",
                "--role",
                roleFile(node),
                "--node",
                machine(name(node)).resolve("node.next").toString());
    }

    private String roleFile(PlannedNode node) {
        return machine(name(node)).resolve("role.next").toString();
    }

    /** The agent as gate.sh starts it: its jar, and beside it what lies in /opt/kafka/libs, where there is Kafka. */
    private int agent(PlannedNode node, String... arguments) throws IOException, InterruptedException {
        Path machine = machine(name(node));
        String jar = machine.resolve("trivet.jar").toString();
        List<String> command = new ArrayList<>(List.of(
                java(),
                "-XX:TieredStopAtLevel=1",
                "-Djdk.net.hosts.file=" + trivet.home().resolve(".trivet/gates/hosts"),
                "-cp",
                node.node().role() == Role.ZOOKEEPER ? jar : jar + ":" + libraries(name(node)),
                "io.trivet.node.Agent"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--home", machine.toString()));
        long begin = System.nanoTime();
        ProcessBuilder agent = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(machine.resolve("out").toFile());
        agent.environment().merge("PATH", machine.resolve("bin") + ":", (old, first) -> first + old);
        int code = agent.start().waitFor();
        System.out.printf(
                Locale.ROOT,
                "agent %s on %s: %d after %.1f s%n%s",
                arguments[0],
                name(node),
                code,
                Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0,
                out(node));
        assertThat(out(node).lines())
                .as("steps, and nothing else")
                .allSatisfy(line -> assertThat(line).startsWith("{\"at\":\""));
        return code;
    }

    private static int run(Path log, List<String> command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
    }

    private String libraries(String node) {
        List<String> command = commands.get(node);
        return command.get(command.indexOf("-cp") + 1);
    }

    private static String java() {
        return System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
    }

    private Optional<Long> pid(String node) throws IOException {
        Path file = machine(node).resolve("pid");
        return Files.exists(file)
                ? Optional.of(Long.parseLong(Files.readString(file).strip()))
                : Optional.empty();
    }

    private void kill(String node) throws IOException, InterruptedException {
        Optional<ProcessHandle> process = pid(node).flatMap(ProcessHandle::of);
        if (process.isPresent()) {
            process.get().destroyForcibly();
            while (process.get().isAlive()) {
                Thread.sleep(20);
            }
        }
    }

    /** The bundles of EC2, with the addresses of this machine. */
    private static String shared(Plan<Ec2Platform> plan, PlannedNode node) {
        return Bundles.of(plan, "").shared(node.node().role()).text().replace("10.90.", "127.90.");
    }

    private static String own(Plan<Ec2Platform> plan, PlannedNode node) {
        return Bundles.of(plan, "").own(node.node()).text().replace("10.90.", "127.90.");
    }

    private static String name(PlannedNode node) {
        return node.node().name();
    }

    private String asked(PlannedNode node) throws IOException {
        return Files.readString(machine(name(node)).resolve("asked"));
    }

    private String out(PlannedNode node) {
        return read(machine(name(node)).resolve("out"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path machine(String node) {
        return home.resolve("machines").resolve(node);
    }

    private Path root(PlannedNode node) {
        return machine(name(node)).resolve("root");
    }
}
