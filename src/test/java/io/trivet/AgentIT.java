package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.layout.Role;
import io.trivet.node.Agent;
import io.trivet.plan.Provision;
import io.trivet.plan.ProvisionedNode;
import io.trivet.stack.StackReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The gates of EC2, run by the very agent and with the very bundles, against a cluster on this machine. What a machine
 * has beside (systemd, {@code boot.sh}) is a script that writes down what it was asked.
 */
final class AgentIT {
    private static final String STACK = "gates";
    private static final String ZOOKEEPER = "zookeeper: {instance: t4g.small, volume: {size: 10GiB}}";
    private static final String KRAFT = """
            kafka: {version: 4.3.1, metadata: kraft}
                zookeeper: null
                controllers: {nodes: 3, instance: t4g.small, volume: {size: 10GiB}}""";

    @TempDir
    private Path home;

    private Trivet trivet;

    @BeforeEach
    void a_home_of_its_own() throws IOException {
        trivet = Trivet.in(home);
    }

    @AfterEach
    void nothing_is_left_running() throws IOException, InterruptedException {
        trivet.succeed("local", "down", STACK, "--delete", "--yes");
    }

    @ParameterizedTest
    @ValueSource(strings = {ZOOKEEPER, KRAFT})
    void gates_pass_in_the_order_of_the_chain_and_restart_nothing_that_need_not(String metadata)
            throws IOException, InterruptedException {
        describe(metadata, 15000);
        trivet.succeed("local", "up", STACK);
        Provision booted = provision();
        for (ProvisionedNode node : booted.nodes()) {
            boot(booted, node);
        }
        for (List<ProvisionedNode> wave : booted.waves()) {
            for (ProvisionedNode node : wave) {
                assertThat(gate(booted, node)).as("gate of " + name(node)).isZero();
                assertThat(asked(node)).doesNotContain("stop ").doesNotContain("start ");
            }
        }

        describe(metadata, 20000);
        Provision changed = provision();
        ProvisionedNode broker = changed.nodes().stream()
                .filter(node -> node.node().role() == Role.BROKER)
                .findFirst()
                .orElseThrow();
        assertThat(gate(changed, broker)).isZero();
        assertThat(Files.readString(out(broker))).contains("log.cleaner.backoff.ms=20000 for all brokers");
        assertThat(asked(broker)).doesNotContain("stop ").doesNotContain("start ");
        assertThat(Files.readString(root(broker).resolve("etc/kafka/server.properties")))
                .contains("log.cleaner.backoff.ms=20000");
    }

    private void describe(String metadata, int backoff) throws IOException {
        Files.writeString(trivet.home().resolve("stacks/Pulumi.gates.yaml"), """
                config:
                  aws:region: us-east-1
                  trivet:cluster:
                    extends: cluster.yaml
                    name: gates
                    environment: dev
                    zones: [us-east-1a, us-east-1b, us-east-1c]
                    network: {cidr: 10.96.0.0/20}
                    dns: {zone: us-east-1.dev.internal}
                    %s
                    brokers:
                      nodes: 3
                      instance: t4g.medium
                      volume: {size: 50GiB}
                      settings: {log.cleaner.backoff.ms: %d}
                """.formatted(metadata, backoff));
    }

    private Provision provision() {
        return Provision.of(StackReader.read(trivet.home(), trivet.home().resolve("stacks/Pulumi.gates.yaml"))
                .description()
                .orElseThrow());
    }

    /** What boot.sh leaves: the files of the bundles, and the volume with the data of the node. */
    private void boot(Provision provision, ProvisionedNode node) throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        for (String bundle : List.of(shared(provision, node), own(node))) {
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
        Path bin = Files.createDirectories(machine(node).resolve("bin"));
        for (String command : List.of("systemctl", "bash", "sysctl")) {
            Path script = bin.resolve(command);
            Files.writeString(
                    script,
                    "#!/bin/sh\necho " + command + " \"$*\" >>" + machine(node).resolve("asked") + "\n");
            assertThat(script.toFile().setExecutable(true)).isTrue();
        }
        Files.writeString(machine(node).resolve("asked"), "");
    }

    private int gate(Provision provision, ProvisionedNode node) throws IOException, InterruptedException {
        Path role = machine(node).resolve("role.next");
        Path own = machine(node).resolve("node.next");
        Files.writeString(role, shared(provision, node));
        Files.writeString(own, own(node));
        ProcessBuilder agent = new ProcessBuilder(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-XX:TieredStopAtLevel=1",
                "-Djdk.net.hosts.file=" + trivet.home().resolve(".trivet/gates/hosts"),
                "-cp",
                System.getProperty("java.class.path"),
                Agent.class.getName(),
                "apply",
                "--hash",
                node.digest(),
                "--together",
                "zone",
                "--role",
                role.toString(),
                "--node",
                own.toString(),
                "--home",
                machine(node).toString(),
                "--root",
                root(node).toString());
        agent.environment().merge("PATH", machine(node).resolve("bin") + ":", (old, first) -> first + old);
        int code = agent.redirectErrorStream(true)
                .redirectOutput(out(node).toFile())
                .start()
                .waitFor();
        System.out.println(Files.readString(out(node)));
        return code;
    }

    /** The bundles of EC2, with the addresses of this machine. */
    private static String shared(Provision provision, ProvisionedNode node) {
        return provision.roles().stream()
                .filter(role -> role.role() == node.node().role())
                .findFirst()
                .orElseThrow()
                .shared()
                .text()
                .replace("10.96.", "127.96.");
    }

    private static String own(ProvisionedNode node) {
        return node.own().text().replace("10.96.", "127.96.");
    }

    private static String name(ProvisionedNode node) {
        return node.node().name();
    }

    private String asked(ProvisionedNode node) throws IOException {
        return Files.readString(machine(node).resolve("asked"));
    }

    private Path machine(ProvisionedNode node) {
        return home.resolve("machines").resolve(name(node));
    }

    private Path root(ProvisionedNode node) {
        return machine(node).resolve("root");
    }

    private Path out(ProvisionedNode node) {
        return machine(node).resolve("out");
    }
}
